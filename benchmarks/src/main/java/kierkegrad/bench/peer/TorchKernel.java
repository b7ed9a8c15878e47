package kierkegrad.bench.peer;

import java.util.function.Supplier;
import kierkegrad.bench.KernelCase;
import kierkegrad.bench.KernelCase.Elementwise;
import kierkegrad.bench.Work;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// A kernel of LibTorch that writes into a tensor that is there already, where LibTorch offers
/// that.
///
/// @param call computes and gives the result
record TorchKernel(Supplier<Tensor> call) implements Work {
  private static final long[] ONES = {1, 1};
  private static final long[] ZEROS = {0, 0};

  static TorchKernel of(KernelCase kernel) {
    new AutoGradMode(false);
    return switch (kernel) {
      case KernelCase.Gemm gemm -> gemm(gemm);
      case KernelCase.Conv(KernelCase.Pass pass) -> conv(pass);
      case Elementwise(String op, int size) -> elementwise(op, size);
    };
  }

  private static TorchKernel gemm(KernelCase.Gemm gemm) {
    Tensor a = matrix(0, gemm.m(), gemm.k(), gemm.transA());
    Tensor b = matrix(1, gemm.k(), gemm.n(), gemm.transB());
    Tensor out = Torch.tensor(new float[gemm.m() * gemm.n()], gemm.m(), gemm.n());
    return new TorchKernel(() -> torch.mm_out(out, a, b));
  }

  private static Tensor matrix(int i, int rows, int columns, boolean transposed) {
    float[] values = KernelCase.operand(i, rows * columns);
    return transposed
        ? Torch.tensor(values, columns, rows).t()
        : Torch.tensor(values, rows, columns);
  }

  private static TorchKernel conv(KernelCase.Pass pass) {
    Tensor x = Torch.tensor(KernelCase.operand(0, 64 * 32 * 26 * 26), 64, 32, 26, 26);
    Tensor w = Torch.tensor(KernelCase.operand(1, 64 * 32 * 9), 64, 32, 3, 3);
    Tensor g = Torch.tensor(KernelCase.operand(2, 64 * 64 * 24 * 24), 64, 64, 24, 24);
    TensorOptional none = new TensorOptional();
    return switch (pass) {
      case FORWARD -> new TorchKernel(() -> torch.conv2d(x, w, none, ONES, ZEROS, ONES, 1));
      case INPUT -> new TorchKernel(() -> backward(g, x, w, true).get0());
      case WEIGHT -> new TorchKernel(() -> backward(g, x, w, false).get1());
    };
  }

  private static org.bytedeco.pytorch.T_TensorTensorTensor_T backward(
      Tensor g, Tensor x, Tensor w, boolean input) {
    BoolPointer mask = new BoolPointer(3);
    mask.put(0, input).put(1, !input).put(2, false);
    return torch.convolution_backward(
        g, x, w, new LongArrayRefOptional(), ONES, ZEROS, ONES, false, ZEROS, 1, mask);
  }

  private static TorchKernel elementwise(String op, int size) {
    Tensor x = Torch.tensor(KernelCase.operand(0, size), size);
    Tensor y = Torch.tensor(KernelCase.operand(1, size), size);
    Tensor out = Torch.tensor(new float[size], size);
    Tensor rows = x.view(-1, Elementwise.ROW);
    Tensor outRows = out.view(-1, Elementwise.ROW);
    return new TorchKernel(
        switch (op) {
          case "relu" -> () -> torch.relu_out(out, x);
          case "sigmoid" -> () -> torch.sigmoid_out(out, x);
          case "tanh" -> () -> torch.tanh_out(out, x);
          case "exp" -> () -> torch.exp_out(out, x);
          case "add" -> () -> torch.add_out(out, x, y);
          case "softmax" -> () -> torch.softmax_out(outRows, rows, 1);
          case "sum" -> () -> torch.sum(x);
          default -> throw new IllegalArgumentException(op);
        });
  }

  @Override
  public void run() {
    try (PointerScope _ = new PointerScope()) {
      Tensor _ = call.get();
    }
  }

  @Override
  public double check() {
    try (PointerScope _ = new PointerScope()) {
      Tensor result = call.get().contiguous();
      float[] values = new float[(int) result.numel()];
      new FloatPointer(result.data_ptr()).get(values);
      return KernelCase.digest(values);
    }
  }
}
