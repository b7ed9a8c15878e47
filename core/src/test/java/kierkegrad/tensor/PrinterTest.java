package kierkegrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What Python prints for `print(tensor)`. The texts follow from the rules of PyTorch's
/// `_tensor_str.py`: the common width, the three notations, 80 columns, three items at each edge.
class PrinterTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static void prints(Tensor x, String text) {
    assertThat(x).hasToString(text.stripTrailing());
  }

  private static Tensor f32(double... values) {
    return Tensor.of(values).to(DType.F32);
  }

  @Test
  void wholeNumbersHaveADotAndNoDigits() {
    prints(f32(1, 2, 3), "tensor([1., 2., 3.])");
    prints(f32(-1, 10, 0), "tensor([-1., 10.,  0.])");
    prints(Tensor.zeros(2), "tensor([0., 0.])");
    prints(f32(-0.0, 1), "tensor([-0., 1.])");
  }

  @Test
  void fractionsHaveFourDigits() {
    prints(f32(1.5, -2), "tensor([ 1.5000, -2.0000])");
    prints(Tensor.scalar(3.14159), "tensor(3.1416)");
    prints(Tensor.scalar(7), "tensor(7.)");
    prints(f32(-0.00001, 0.009).mul(100), "tensor([-0.0010,  0.9000])");
  }

  @Test
  void aWideRangeIsScientific() {
    prints(f32(0.1, 1e5), "tensor([1.0000e-01, 1.0000e+05])");
    prints(f32(1, 1000), "tensor([   1., 1000.])");
    prints(f32(1, 1001), "tensor([1.0000e+00, 1.0010e+03])");
    prints(f32(2e8), "tensor([2.0000e+08])");
    prints(f32(0.00005), "tensor([5.0000e-05])");
    prints(f32(0, NAN, -1e-5), "tensor([ 0.0000e+00,         nan, -1.0000e-05])");
    prints(
        Tensor.of(new double[] {1e-300, 1e300}),
        "tensor([1.0000e-300, 1.0000e+300], dtype=torch.float64)");
  }

  /// 1.03125 is exactly between two texts and goes to the even one; 2.00005 as a double lies a
  /// little below the middle. C's `printf` gives the same.
  @Test
  void digitsAreRoundedFromTheExactBinaryValue() {
    prints(
        Tensor.of(new double[] {1.03125, 2.00005}),
        "tensor([1.0312, 2.0000], dtype=torch.float64)");
    prints(
        Tensor.of(new double[] {1.03125, 2.00005, 9.99996e8}),
        "tensor([1.0312e+00, 2.0000e+00, 1.0000e+09], dtype=torch.float64)");
  }

  @Test
  void nanAndInfinityDoNotWidenTheColumn() {
    prints(f32(1, NAN, INF), "tensor([1., nan, inf])");
    prints(f32(NAN, 1.5), "tensor([   nan, 1.5000])");
    prints(f32(-INF, NAN), "tensor([-inf, nan])");
  }

  @Test
  void theTypeIsNamedUnlessItIsTheDefault() {
    prints(Tensor.of(new long[] {-1, 10}), "tensor([-1, 10])");
    prints(Tensor.of(new boolean[] {true, false}), "tensor([ True, False])");
    prints(Tensor.of(new boolean[] {true}).select(0, 0), "tensor(True)");
    prints(Tensor.of(new int[] {1}), "tensor([1], dtype=torch.int32)");
    prints(Tensor.of(new byte[] {-1}), "tensor([255], dtype=torch.uint8)");
    prints(Tensor.of(new double[] {0.5}), "tensor([0.5000], dtype=torch.float64)");
    prints(
        Tensor.of(new long[] {Long.MAX_VALUE, Long.MIN_VALUE}),
        "tensor([ 9223372036854775807, -9223372036854775808])");
  }

  @Test
  void nothingShowsItsShape() {
    prints(Tensor.zeros(0), "tensor([])");
    prints(Tensor.zeros(0, 3), "tensor([], size=(0, 3))");
    prints(Tensor.arange(0), "tensor([], dtype=torch.int64)");
    prints(Tensor.zeros(DType.BOOL, Shape.of(2, 0)), "tensor([], size=(2, 0), dtype=torch.bool)");
  }

  @Test
  void historyIsMentioned() {
    Tensor x = Tensor.ones(1).tracked();
    prints(x, "tensor([1.], requires_grad=True)");
    prints(x.mul(2).neg(), "tensor([-2.], grad_fn=<neg>)");
    prints(Tensor.symbolic(DType.F32, Shape.of(2, 3)), "traced float32[2, 3]");
  }

  @Test
  void matricesStandInRowsAndBlocksApart() {
    prints(
        Tensor.of(new long[] {1, 2, 3, 4}, 2, 2),
        """
        tensor([[1, 2],
                [3, 4]])
        """);
    prints(
        Tensor.zeros(2, 2, 2),
        """
        tensor([[[0., 0.],
                 [0., 0.]],

                [[0., 0.],
                 [0., 0.]]])
        """);
    prints(
        Tensor.ones(2, 1, 1, 1),
        """
        tensor([[[[1.]]],


                [[[1.]]]])
        """);
  }

  @Test
  void linesBreakAtEightyColumns() {
    prints(
        Tensor.arange(30).to(DType.F32),
        """
        tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11., 12., 13.,
                14., 15., 16., 17., 18., 19., 20., 21., 22., 23., 24., 25., 26., 27.,
                28., 29.])
        """);
  }

  /// The last line has 4k + 9 characters for k numbers; the suffix may reach column 80.
  @Test
  void aSuffixMovesToItsOwnLineWhenThereIsNoRoom() {
    assertThat(Tensor.ones(DType.F64, Shape.of(2, 12)).toString())
        .endsWith("1.]], dtype=torch.float64)");
    assertThat(Tensor.ones(DType.F64, Shape.of(2, 13)).toString())
        .endsWith("1.]],\n       dtype=torch.float64)");
  }

  @Test
  void moreThanAThousandElementsAreSummarised() {
    prints(
        Tensor.arange(1001).to(DType.F32),
        "tensor([   0.,    1.,    2.,  ...,  998.,  999., 1000.])");
    assertThat(Tensor.arange(1000).toString()).doesNotContain("...");
    prints(
        Tensor.zeros(100, 100),
        """
        tensor([[0., 0., 0.,  ..., 0., 0., 0.],
                [0., 0., 0.,  ..., 0., 0., 0.],
                [0., 0., 0.,  ..., 0., 0., 0.],
                ...,
                [0., 0., 0.,  ..., 0., 0., 0.],
                [0., 0., 0.,  ..., 0., 0., 0.],
                [0., 0., 0.,  ..., 0., 0., 0.]])
        """);
    prints(
        Tensor.arange(2000).reshape(2, 1000),
        """
        tensor([[   0,    1,    2,  ...,  997,  998,  999],
                [1000, 1001, 1002,  ..., 1997, 1998, 1999]])
        """);
  }
}
