package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kierkegrad.serve.ModelServer;
import kierkegrad.serve.ServerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad serve`: predictions over HTTP.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Serves a saved model over HTTP until Ctrl-C or SIGTERM.",
      "",
      "POST /predict takes rows as JSON or CSV. GET / is a form for a person; /schema, /health and"
          + " /metrics are for programs. docs/serve.md tells all of it."
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad serve runs/iris-1 --port 8080",
      "  curl localhost:8080/predict -H 'Content-Type: text/csv' --data-binary @flowers.csv",
      "  curl localhost:8080/predict -H 'Content-Type: application/json' \\",
      "    -d '{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}'"
    })
final class ServeCommand implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(k|m|g)?(i?b)?");

  @Parameters(index = "0", paramLabel = "MODEL", description = "model.safetensors, or its folder.")
  private Path model = Path.of("");

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port; 0 is a free one (default: ${DEFAULT-VALUE}).",
      defaultValue = "8080")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "The address to listen on (default: the loopback, which only this machine reaches);"
              + " 0.0.0.0 is all.")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--max-request",
      paramLabel = "SIZE",
      description = "The largest request, such as 500k or 64m (default: ${DEFAULT-VALUE}).",
      defaultValue = "10m")
  private String maxRequest = "";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long a request may take to arrive (default: ${DEFAULT-VALUE}).",
      defaultValue = "30")
  private int timeout;

  @Option(
      names = "--waiting",
      paramLabel = "N",
      description = "How many requests may wait for the network (default: ${DEFAULT-VALUE}).",
      defaultValue = "1024")
  private int waiting;

  @Option(
      names = "--batch",
      paramLabel = "ROWS",
      description =
          "How many rows go through the network together at most; never changes a result"
              + " (default: ${DEFAULT-VALUE}).",
      defaultValue = "256")
  private int batch;

  @Option(names = "--verbose", description = "Writes a line per request to standard error.")
  private boolean verbose;

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    threads.apply();
    PrintWriter out = spec.commandLine().getOut();
    try (ModelServer server = start()) {
      out.println("serving   " + model + " at " + server.uri() + " (Ctrl-C stops it)");
      out.flush();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, out), "farewell"));
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private ModelServer start() throws IOException {
    try {
      return options().start();
    } catch (BindException e) {
      throw CommandException.failure(
          "cannot listen on port %d%s: %s; choose another with --port, or 0 for a free one"
              .formatted(
                  port,
                  host.map(name -> " of " + name).orElse(""),
                  String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT)));
    } catch (UnknownHostException e) {
      throw CommandException.usage("--host " + host.orElse("") + ": there is no such address");
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
  }

  private ServerOptions options() throws UnknownHostException {
    PrintWriter err = spec.commandLine().getErr();
    ServerOptions options =
        ModelServer.of(Models.load(model))
            .port(port)
            .maxRequest(size(maxRequest))
            .timeout(Duration.ofSeconds(timeout))
            .waiting(waiting)
            .batch(batch)
            .log(line -> {
              if (verbose) {
                err.println(line);
              }
            });
    return host.isPresent() ? options.host(host.get()) : options;
  }

  private static long size(String text) {
    Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT).strip());
    if (!size.matches()) {
      throw CommandException.usage(
          "--max-request " + text + ": must be a size such as 500k or 64m");
    }
    int shift =
        switch (Optional.ofNullable(size.group(2)).orElse("")) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return Long.parseLong(size.group(1)) << shift;
  }

  /// Java ends with 143 or 130 after a signal, whatever the program says; a server that was asked
  /// to stop, and did, has succeeded.
  private static void stop(ModelServer server, PrintWriter out) {
    server.close();
    out.println("stopped");
    out.flush();
    Runtime.getRuntime().halt(0);
  }
}
