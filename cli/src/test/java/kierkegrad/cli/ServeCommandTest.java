package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command around the server: its one line, its errors, its end.
class ServeCommandTest {
  private static final String FLOWER =
      "{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}";

  @TempDir private static Path folder;

  @BeforeAll
  static void train() {
    Console run =
        Console.run(
            "train",
            "iris",
            "--epochs",
            2,
            "--quiet",
            "--no-report",
            "--out",
            folder.resolve("iris"));
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static String errorOf(int exitCode, Object... options) {
    Object[] args = Stream.concat(Stream.of("serve"), Stream.of(options)).toArray();
    Console run = Console.run(args);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    return run.err();
  }

  @Test
  void saysInOneLineWhatIsWrong() throws IOException {
    Path model = folder.resolve("iris");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(errorOf(1, model, "--port", taken.getLocalPort()))
          .startsWith("kierkegrad: cannot listen on port " + taken.getLocalPort() + ": address")
          .contains("choose another with --port, or 0 for a free one");
    }
    assertThat(errorOf(2, folder.resolve("none"))).contains("none");
    assertThat(errorOf(2, model, "--host", "no.such.host.invalid")).contains("no such address");
    assertThat(errorOf(2, model, "--max-request", "much")).contains("500k or 64m");
    assertThat(errorOf(2, model, "--max-request", "0")).contains("bytes");
    assertThat(errorOf(2, model, "--port", "70000")).contains("70000");
    assertThat(errorOf(2, model, "--batch", "0")).contains("at least one row");
    assertThat(errorOf(2, model, "--timeout", "0")).contains("time limit");
  }

  /// A request of which half is there when the process is told to end is answered, and the process
  /// has succeeded.
  @Test
  void aSignalEndsItWhenNothingIsUnderWay() throws Exception {
    Process process = start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      assertThat(line)
          .matches("serving   \\S+ at http://127\\.0\\.0\\.1:\\d+/ \\(Ctrl-C stops it\\)");
      URI uri = URI.create(line.replaceAll(".* at (\\S+) .*", "$1"));
      try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
        socket.setSoTimeout(20_000);
        String head =
            "POST /predict HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n{"
                .formatted(FLOWER.length());
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        waitUntilUnderWay(uri);
        process.toHandle().destroy(); // process.destroy() would close its output as well
        Thread.sleep(200);
        socket.getOutputStream().write(FLOWER.substring(1).getBytes(StandardCharsets.US_ASCII));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).startsWith("HTTP/1.1 200").contains("setosa");
      }
      assertThat(out.readLine()).isEqualTo("stopped");
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start() throws IOException {
    String libraries =
        Stream.of("jdk.module.path", "java.class.path")
            .map(property -> System.getProperty(property, ""))
            .filter(path -> !path.isEmpty())
            .collect(Collectors.joining(File.pathSeparator));
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                libraries,
                "kierkegrad.cli.Main",
                "serve",
                folder.resolve("iris").toString(),
                "--port",
                "0"))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void waitUntilUnderWay(URI uri) throws IOException {
    String metrics = "";
    while (!metrics.contains("in_flight 2")) {
      try (InputStream in = uri.resolve("/metrics").toURL().openStream()) {
        metrics = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
