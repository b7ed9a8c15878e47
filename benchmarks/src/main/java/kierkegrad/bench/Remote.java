package kierkegrad.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The end of the line to a [Worker].
final class Remote implements AutoCloseable {
  private final Process process;
  private final BufferedReader from;
  private final BufferedWriter to;

  /// A peer that cannot run, and why.
  static final class PeerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PeerException(String message) {
      super(message);
    }
  }

  /// Starts one and waits until it is ready.
  Remote(Setup setup, String task, int threads, boolean busy) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(setup.command(task, threads, busy && threads == 1));
      builder.environment().putAll(setup.environment(threads));
      builder.redirectError(ProcessBuilder.Redirect.to(setup.log(task, threads).toFile()));
      process = builder.start();
    } catch (IOException e) {
      throw new PeerException(setup.name() + " does not start: " + e.getMessage());
    }
    from = process.inputReader(StandardCharsets.UTF_8);
    to = process.outputWriter(StandardCharsets.UTF_8);
    try {
      answer("ready");
    } catch (PeerException e) {
      close();
      throw e;
    }
  }

  /// The numbers that all peers must agree on.
  double[] check(int count) {
    return numbers(ask("check " + count, "checked"));
  }

  /// Runs for that long, so that everything is compiled.
  void warm(double seconds) {
    ask("warm " + seconds, "warmed");
  }

  /// Times for that long.
  Timing time(double seconds) {
    double[] numbers = numbers(ask("time " + seconds, "timed"));
    return new Timing(numbers[0], numbers[1], (int) numbers[2]);
  }

  private static double[] numbers(List<String> words) {
    return words.stream().mapToDouble(Double::parseDouble).toArray();
  }

  private List<String> ask(String line, String expected) {
    try {
      to.write(line);
      to.newLine();
      to.flush();
    } catch (IOException e) {
      throw new PeerException("it has ended: " + e.getMessage());
    }
    return answer(expected);
  }

  private List<String> answer(String expected) {
    try {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        // Native libraries print what they like.
        if (line.startsWith(Worker.MARK)) {
          List<String> words = Arrays.asList(line.substring(Worker.MARK.length()).split(" "));
          if (words.getFirst().equals(expected)) {
            return words.subList(1, words.size());
          }
          throw new PeerException(String.join(" ", words.subList(1, words.size())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new PeerException("it ended without an answer; see its log");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
