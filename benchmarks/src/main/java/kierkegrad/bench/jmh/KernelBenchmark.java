package kierkegrad.bench.jmh;

import java.util.concurrent.TimeUnit;
import kierkegrad.bench.KernelCase;
import kierkegrad.bench.Work;
import kierkegrad.bench.peer.Kierkegrad;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One bound kernel, on one thread. Other kernels: `-p kernel=relu:16MiB,gemm:TN:512x512x512`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dkierkegrad.threads=1"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
  /// The name of a [KernelCase].
  @Param({
    "gemm:NN:128x512x784",
    "gemm:NT:128x512x784",
    "gemm:TN:128x512x784",
    "gemm:NN:512x512x512",
    "gemm:NN:128x10x512",
    "conv:forward",
    "conv:input",
    "conv:weight",
    "relu:16KiB",
    "sigmoid:16KiB",
    "tanh:16KiB",
    "exp:16KiB",
    "add:16KiB",
    "softmax:16KiB",
    "sum:16KiB",
  })
  public String kernel = "";

  private Work work = new Nothing();

  /// Stands in until the set-up.
  private record Nothing() implements Work {
    @Override
    public void run() {}

    @Override
    public double check() {
      return 0;
    }
  }

  /// For JMH.
  public KernelBenchmark() {}

  /// Binds it.
  @Setup
  public void bind() {
    work = new Kierkegrad().kernel(KernelCase.of(kernel), 1);
  }

  /// Runs it.
  @Benchmark
  public void run() {
    work.run();
  }
}
