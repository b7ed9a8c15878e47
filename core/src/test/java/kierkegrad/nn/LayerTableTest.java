package kierkegrad.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kierkegrad.grad.GradCheck;
import kierkegrad.graph.Graph;
import kierkegrad.nn.conv.Conv1d;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.conv.Conv3d;
import kierkegrad.nn.conv.ConvTranspose1d;
import kierkegrad.nn.conv.ConvTranspose2d;
import kierkegrad.nn.conv.ConvTranspose3d;
import kierkegrad.nn.conv.Fold;
import kierkegrad.nn.conv.Unfold;
import kierkegrad.nn.norm.BatchNorm3d;
import kierkegrad.nn.norm.GroupNorm;
import kierkegrad.nn.norm.InstanceNorm1d;
import kierkegrad.nn.norm.InstanceNorm2d;
import kierkegrad.nn.norm.InstanceNorm3d;
import kierkegrad.nn.norm.LocalResponseNorm;
import kierkegrad.nn.norm.RMSNorm;
import kierkegrad.nn.pad.CircularPad1d;
import kierkegrad.nn.pad.CircularPad2d;
import kierkegrad.nn.pad.CircularPad3d;
import kierkegrad.nn.pad.ConstantPad1d;
import kierkegrad.nn.pad.ConstantPad2d;
import kierkegrad.nn.pad.ConstantPad3d;
import kierkegrad.nn.pad.ReflectionPad1d;
import kierkegrad.nn.pad.ReflectionPad2d;
import kierkegrad.nn.pad.ReflectionPad3d;
import kierkegrad.nn.pad.ReplicationPad1d;
import kierkegrad.nn.pad.ReplicationPad2d;
import kierkegrad.nn.pad.ReplicationPad3d;
import kierkegrad.nn.pad.ZeroPad1d;
import kierkegrad.nn.pad.ZeroPad2d;
import kierkegrad.nn.pad.ZeroPad3d;
import kierkegrad.nn.pool.AdaptiveAvgPool1d;
import kierkegrad.nn.pool.AdaptiveAvgPool2d;
import kierkegrad.nn.pool.AdaptiveAvgPool3d;
import kierkegrad.nn.pool.AdaptiveMaxPool1d;
import kierkegrad.nn.pool.AdaptiveMaxPool2d;
import kierkegrad.nn.pool.AdaptiveMaxPool3d;
import kierkegrad.nn.pool.AvgPool3d;
import kierkegrad.nn.pool.LPPool1d;
import kierkegrad.nn.pool.LPPool2d;
import kierkegrad.nn.pool.LPPool3d;
import kierkegrad.nn.pool.MaxPool3d;
import kierkegrad.op.Span;
import kierkegrad.op.Volume;
import kierkegrad.op.Window;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Interpolation;
import kierkegrad.tensor.PadMode;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Layers that slide, pool, pad, normalise or rearrange: the shapes of their results, how PyTorch
/// prints them, and that they compute the same traced and can be differentiated.
class LayerTableTest {
  /// @param printed as PyTorch prints it, in Java's words for numbers and truth
  /// @param out the shape of the result for an input of shape `in`
  private record Entry(Layer layer, String printed, Shape in, Shape out) {
    @Override
    public String toString() {
      return printed + " " + in;
    }
  }

  private static Entry row(Layer layer, String printed, int[] in, int... out) {
    return new Entry(layer, printed, Shape.of(in), Shape.of(out));
  }

  private static int[] of(int... sizes) {
    return sizes;
  }

  static Stream<Entry> entries() {
    return Stream.of(convolutions(), pools(), pads(), norms(), rearrangements())
        .flatMap(List::stream);
  }

  private static List<Entry> convolutions() {
    return List.of(
        row(
            new Conv1d(2, 3, Span.of(4).dilation(2).same()),
            "Conv1d(2, 3, kernel_size=(4,), stride=(1,), padding=(3,), dilation=(2,))",
            of(1, 2, 9),
            1,
            3,
            9),
        row(
            new Conv2d(2, 3, Window.of(2, 3).same(), 1, false),
            "Conv2d(2, 3, kernel_size=(2, 3), stride=(1, 1), padding=(0, 1), extra=(1, 0), bias=false)",
            of(1, 2, 4, 5),
            1,
            3,
            4,
            5),
        row(
            new Conv2d(2, 2, Window.of(3).padding(1), 1, true, PadMode.REFLECT),
            "Conv2d(2, 2, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), padding_mode=reflect)",
            of(2, 4, 5),
            2,
            4,
            5),
        row(
            new Conv3d(2, 4, Volume.of(2, 3, 2).stride(1, 2, 1).padding(1), 2, true),
            "Conv3d(2, 4, kernel_size=(2, 3, 2), stride=(1, 2, 1), padding=(1, 1, 1), groups=2)",
            of(1, 2, 3, 5, 2),
            1,
            4,
            4,
            3,
            3),
        row(
            new Conv3d(1, 1, Volume.of(2).same().dilation(1)),
            "Conv3d(1, 1, kernel_size=(2, 2, 2), stride=(1, 1, 1), extra=(1, 1, 1))",
            of(1, 2, 3, 2),
            1,
            2,
            3,
            2),
        row(
            new ConvTranspose1d(2, 3, Span.of(3).stride(2).padding(1), 1, true, 1),
            "ConvTranspose1d(2, 3, kernel_size=(3,), stride=(2,), padding=(1,), output_padding=(1,))",
            of(1, 2, 4),
            1,
            3,
            8),
        row(
            new ConvTranspose2d(2, 2, Window.of(3).stride(2), 2, false, 1, 0),
            "ConvTranspose2d(2, 2, kernel_size=(3, 3), stride=(2, 2), output_padding=(1, 0), groups=2, bias=false)",
            of(1, 2, 2, 3),
            1,
            2,
            6,
            7),
        row(
            new ConvTranspose3d(2, 1, Volume.of(2).stride(2)),
            "ConvTranspose3d(2, 1, kernel_size=(2, 2, 2), stride=(2, 2, 2))",
            of(2, 1, 2, 2),
            1,
            2,
            4,
            4),
        row(
            new Unfold(Window.of(2, 3)),
            "Unfold(kernel_size=(2, 3), dilation=1, padding=0, stride=1)",
            of(1, 2, 3, 4),
            1,
            12,
            4),
        row(
            new Fold(3, 4, Window.of(2).padding(1).stride(2)),
            "Fold(output_size=(3, 4), kernel_size=2, dilation=1, padding=1, stride=2)",
            of(1, 8, 6),
            1,
            2,
            3,
            4));
  }

  private static List<Entry> pools() {
    return List.of(
        row(
            new MaxPool3d(Volume.of(2).stride(1)),
            "MaxPool3d(kernel_size=2, stride=1, padding=0, dilation=1, ceil_mode=false)",
            of(1, 2, 3, 2, 3),
            1,
            2,
            2,
            1,
            2),
        row(
            new AvgPool3d(2),
            "AvgPool3d(kernel_size=2, stride=2, padding=0)",
            of(1, 2, 4, 4),
            1,
            1,
            2,
            2),
        row(
            new AvgPool3d(Volume.of(2).padding(1), true, false, Optional.of(3)),
            "AvgPool3d(kernel_size=2, stride=1, padding=1)",
            of(1, 1, 2, 2, 2),
            1,
            1,
            3,
            3,
            3),
        row(
            new LPPool1d(2, 2),
            "LPPool1d(norm_type=2.0, kernel_size=2, stride=2, ceil_mode=false)",
            of(1, 2, 4),
            1,
            2,
            2),
        row(
            new LPPool2d(2, 2),
            "LPPool2d(norm_type=2.0, kernel_size=2, stride=2, ceil_mode=false)",
            of(1, 2, 4),
            1,
            1,
            2),
        row(
            new LPPool3d(2, Volume.of(2, 1, 1).stride(2, 1, 1)),
            "LPPool3d(norm_type=2.0, kernel_size=(2, 1, 1), stride=(2, 1, 1), ceil_mode=false)",
            of(1, 4, 1, 2),
            1,
            2,
            1,
            2),
        row(new AdaptiveAvgPool1d(3), "AdaptiveAvgPool1d(output_size=3)", of(1, 2, 7), 1, 2, 3),
        row(
            new AdaptiveAvgPool2d(-1, 2),
            "AdaptiveAvgPool2d(output_size=(None, 2))",
            of(2, 3, 5),
            2,
            3,
            2),
        row(
            new AdaptiveAvgPool3d(2),
            "AdaptiveAvgPool3d(output_size=(2, 2, 2))",
            of(1, 2, 3, 2, 5),
            1,
            2,
            2,
            2,
            2),
        row(new AdaptiveMaxPool1d(2), "AdaptiveMaxPool1d(output_size=2)", of(1, 2, 5), 1, 2, 2),
        row(
            new AdaptiveMaxPool2d(3),
            "AdaptiveMaxPool2d(output_size=(3, 3))",
            of(1, 1, 4, 7),
            1,
            1,
            3,
            3),
        row(
            new AdaptiveMaxPool3d(1, -1, 2),
            "AdaptiveMaxPool3d(output_size=(1, None, 2))",
            of(1, 2, 2, 3),
            1,
            1,
            2,
            2));
  }

  private static List<Entry> pads() {
    int[] line = {1, 2, 3};
    int[] image = {1, 2, 3, 4};
    int[] volume = {1, 1, 2, 3, 3};
    return List.of(
        row(new ZeroPad1d(1), "ZeroPad1d((1, 1))", line, 1, 2, 5),
        row(new ZeroPad2d(1, -1, 0, 2), "ZeroPad2d((1, -1, 0, 2))", image, 1, 2, 5, 4),
        row(new ZeroPad3d(1), "ZeroPad3d((1, 1, 1, 1, 1, 1))", volume, 1, 1, 4, 5, 5),
        row(
            new ConstantPad1d(1, 2, 3.5),
            "ConstantPad1d(padding=(1, 2), value=3.5)",
            line,
            1,
            2,
            6),
        row(
            new ConstantPad2d(1, 2),
            "ConstantPad2d(padding=(1, 1, 1, 1), value=2.0)",
            image,
            1,
            2,
            5,
            6),
        row(
            new ConstantPad3d(0, 0, 0, 0, 1, 0, 2),
            "ConstantPad3d(padding=(0, 0, 0, 0, 1, 0), value=2.0)",
            volume,
            1,
            1,
            3,
            3,
            3),
        row(new ReflectionPad1d(2), "ReflectionPad1d((2, 2))", line, 1, 2, 7),
        row(new ReflectionPad2d(1), "ReflectionPad2d((1, 1, 1, 1))", image, 1, 2, 5, 6),
        row(new ReflectionPad3d(1), "ReflectionPad3d((1, 1, 1, 1, 1, 1))", volume, 1, 1, 4, 5, 5),
        row(new ReplicationPad1d(-1, 2), "ReplicationPad1d((-1, 2))", line, 1, 2, 4),
        row(new ReplicationPad2d(1), "ReplicationPad2d((1, 1, 1, 1))", image, 1, 2, 5, 6),
        row(new ReplicationPad3d(1), "ReplicationPad3d((1, 1, 1, 1, 1, 1))", volume, 1, 1, 4, 5, 5),
        row(new CircularPad1d(3), "CircularPad1d((3, 3))", line, 1, 2, 9),
        row(new CircularPad2d(1), "CircularPad2d((1, 1, 1, 1))", image, 1, 2, 5, 6),
        row(new CircularPad3d(1), "CircularPad3d((1, 1, 1, 1, 1, 1))", volume, 1, 1, 4, 5, 5));
  }

  private static List<Entry> norms() {
    Layer batch = new BatchNorm3d(2, 1e-5, Optional.of(0.1), true, false, true);
    batch.eval();
    Layer instance = new InstanceNorm3d(2, 1e-5, Optional.of(0.1), true, true);
    instance.eval();
    return List.of(
        row(
            batch,
            "BatchNorm3d(2, eps=1.0E-5, momentum=0.1, affine=true, bias=false, trackRunningStats=true)",
            of(1, 2, 2, 1, 2),
            1,
            2,
            2,
            1,
            2),
        row(
            instance,
            "InstanceNorm3d(2, eps=1.0E-5, momentum=0.1, affine=true, trackRunningStats=true)",
            of(1, 2, 2, 1, 2),
            1,
            2,
            2,
            1,
            2),
        row(
            new InstanceNorm1d(2),
            "InstanceNorm1d(2, eps=1.0E-5, momentum=0.1, affine=false, trackRunningStats=false)",
            of(2, 4),
            2,
            4),
        row(
            new InstanceNorm2d(2, 0.1, Optional.empty(), true, false),
            "InstanceNorm2d(2, eps=0.1, momentum=None, affine=true, trackRunningStats=false)",
            of(1, 2, 2, 2),
            1,
            2,
            2,
            2),
        row(new GroupNorm(2, 4), "GroupNorm(2, 4, eps=1.0E-5, affine=true)", of(2, 4, 3), 2, 4, 3),
        row(
            new GroupNorm(1, 4, 0.1, false),
            "GroupNorm(1, 4, eps=0.1, affine=false)",
            of(2, 4),
            2,
            4),
        row(new RMSNorm(4), "RMSNorm([4], eps=None, elementwiseAffine=true)", of(3, 4), 3, 4),
        row(
            new RMSNorm(Shape.of(2, 3), Optional.of(0.1), false),
            "RMSNorm([2, 3], eps=0.1, elementwiseAffine=false)",
            of(2, 2, 3),
            2,
            2,
            3),
        row(
            new LocalResponseNorm(3),
            "LocalResponseNorm(3, alpha=1.0E-4, beta=0.75, k=1.0)",
            of(1, 4, 2),
            1,
            4,
            2));
  }

  private static List<Entry> rearrangements() {
    return List.of(
        row(
            new Unflatten(1, 2, -1),
            "Unflatten(dim=1, unflattened_size=(2, -1))",
            of(2, 6, 2),
            2,
            2,
            3,
            2),
        row(new PixelShuffle(2), "PixelShuffle(upscale_factor=2)", of(1, 4, 2, 3), 1, 1, 4, 6),
        row(new PixelUnshuffle(2), "PixelUnshuffle(downscale_factor=2)", of(1, 2, 4), 4, 1, 2),
        row(new ChannelShuffle(2), "ChannelShuffle(groups=2)", of(1, 4, 3), 1, 4, 3),
        row(
            new Bilinear(3, 3, 2, false),
            "Bilinear(in1=3, in2=3, out=2, bias=false)",
            of(4, 3),
            4,
            2),
        row(new Upsample(2), "Upsample(scale_factor=2.0, mode='nearest')", of(1, 2, 3), 1, 2, 6),
        row(
            new Upsample(Interpolation.BILINEAR, true, 2, 1.5),
            "Upsample(scale_factor=(2.0, 1.5), mode='bilinear', align_corners=true)",
            of(1, 1, 2, 4),
            1,
            1,
            4,
            6),
        row(
            Upsample.to(Interpolation.BICUBIC, false, 3),
            "Upsample(size=3, mode='bicubic')",
            of(1, 1, 2, 4),
            1,
            1,
            3,
            3),
        row(
            Upsample.to(Interpolation.TRILINEAR, false, 1, 3, 2),
            "Upsample(size=(1, 3, 2), mode='trilinear')",
            of(1, 1, 2, 2, 2),
            1,
            1,
            1,
            3,
            2),
        row(
            new Upsample(Interpolation.NEAREST_EXACT, false, 0.6),
            "Upsample(scale_factor=0.6, mode='nearest-exact')",
            of(1, 1, 5),
            1,
            1,
            3),
        row(
            Upsample.to(Interpolation.AREA, false, 2),
            "Upsample(size=2, mode='area')",
            of(1, 1, 5),
            1,
            1,
            2),
        row(
            Upsample.to(Interpolation.LINEAR, true, 4),
            "Upsample(size=4, mode='linear', align_corners=true)",
            of(1, 1, 3),
            1,
            1,
            4));
  }

  /// Positive numbers, none twice, so that roots and maxima have slopes.
  private static Tensor input(Entry entry) {
    SplittableRandom random = new SplittableRandom(7);
    double[] numbers = random.doubles(entry.in().elements(), 0.1, 2).toArray();
    return Tensor.of(numbers, entry.in().toArray());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void hasTheShapeAndTheTextOfPyTorch(Entry entry) {
    assertThat(entry.layer().forward(input(entry).to(DType.F32)).shape()).isEqualTo(entry.out());
    assertThat(entry.layer()).hasToString(entry.printed());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void computesTheSameTraced(Entry entry) {
    Tensor x = input(entry).to(DType.F32);
    Graph graph = Graph.of(in -> entry.layer().forward(in.getFirst()), x);
    assertThat(graph.run(x).getFirst().sameBits(entry.layer().forward(x))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void hasTheSlopesOfCentralDifferences(Entry entry) {
    entry.layer().to(DType.F64);
    GradCheck.check(in -> entry.layer().forward(in.getFirst()), input(entry));
  }
}
