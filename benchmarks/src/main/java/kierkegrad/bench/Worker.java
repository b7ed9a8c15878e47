package kierkegrad.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;

/// The process of one peer: `Worker PEER CASE THREADS`. It obeys the lines that it reads and
/// answers each with one line that begins with [#MARK].
final class Worker {
  static final String MARK = "@ ";

  private static final long CALM_NANOS = 500_000_000;
  private static final long CALM_MILLIS = 5;
  private static final double MOST_SECONDS = 40;

  private Worker() {}

  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      Work work = work(args[0], args[1], Integer.parseInt(args[2]));
      out.println(MARK + "ready");
      serve(work, out);
    } catch (RuntimeException | LinkageError e) {
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      out.println(MARK + "failed " + message.lines().findFirst().orElse(""));
      e.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private static Work work(String name, String task, int threads) {
    Peer peer =
        ServiceLoader.load(Peer.class).stream()
            .filter(provider -> provider.type().getSimpleName().equalsIgnoreCase(name))
            .map(ServiceLoader.Provider::get)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no peer " + name + " on the class path"));
    return Problem.isNamed(task)
        ? peer.training(Problem.of(task), threads)
        : peer.kernel(KernelCase.of(task), threads);
  }

  private static void serve(Work work, PrintStream out) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> words = List.of(line.split(" "));
      double number = words.size() > 1 ? Double.parseDouble(words.get(1)) : 0;
      switch (words.getFirst()) {
        case "check" -> {
          StringBuilder answer = new StringBuilder("checked");
          for (int i = 0; i < number; i++) {
            answer.append(' ').append(work.check());
          }
          out.println(MARK + answer);
        }
        case "warm" -> {
          warm(work, number);
          out.println(MARK + "warmed");
        }
        case "time" -> {
          Timing t = Timing.of(work, number);
          out.println(MARK + "timed " + t.median() + " " + t.least() + " " + t.samples());
        }
        default -> {
          return;
        }
      }
    }
  }

  /// Runs for that long, and on until the compiler has had nothing to do for a while: on a busy
  /// machine it takes long to come to its turn.
  private static void warm(Work work, double seconds) {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long start = System.nanoTime();
    long compiled = compiler.getTotalCompilationTime();
    int calm = 0;
    while (calm < 2) {
      long end = System.nanoTime() + CALM_NANOS;
      do {
        work.run();
      } while (System.nanoTime() < end);
      long now = compiler.getTotalCompilationTime();
      double elapsed = (System.nanoTime() - start) / 1e9;
      calm = elapsed > seconds && now - compiled < CALM_MILLIS ? calm + 1 : 0;
      calm = elapsed > MOST_SECONDS ? 2 : calm;
      compiled = now;
    }
  }
}
