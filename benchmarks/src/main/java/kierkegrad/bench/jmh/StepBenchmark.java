package kierkegrad.bench.jmh;

import java.util.concurrent.TimeUnit;
import kierkegrad.bench.Problem;
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

/// One compiled training step, on one thread.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dkierkegrad.threads=1"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepBenchmark {
  /// The name of a [Problem].
  @Param({"a1", "a16", "a150", "b", "c", "d"})
  public String problem = "";

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
  public StepBenchmark() {}

  /// Builds it.
  @Setup
  public void build() {
    work = new Kierkegrad().training(Problem.of(problem), 1);
  }

  /// Makes it.
  @Benchmark
  public void run() {
    work.run();
  }
}
