package kierkegrad.serve;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.serve.http.Answer;
import kierkegrad.serve.http.Router;
import kierkegrad.serve.metric.Metrics;
import kierkegrad.serve.page.FormPage;
import kierkegrad.serve.page.Schema;
import kierkegrad.serve.predict.Batcher;
import kierkegrad.serve.predict.PredictEndpoint;
import kierkegrad.tensor.Tensor;
import tools.jackson.databind.node.ObjectNode;

/// A running HTTP server for one trained model: `POST /predict`, and `GET` of `/` (a form for a
/// person), `/schema`, `/health` and `/metrics`.
///
/// Each request has a virtual thread of its own; the rows of requests that come at the same time go
/// through the network together, and have the same bits as alone
/// ([TrainedModel#predict(kierkegrad.tensor.Tensor)]). The model must not be trained meanwhile.
public final class ModelServer implements AutoCloseable {
  /// How long requests under way may take to end once the server is closed.
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private static final int BACKLOG = 1024;

  private final HttpServer server;
  private final InetSocketAddress bound;
  private final Router router;
  private final ExecutorService threads;
  private final Batcher batcher;

  private ModelServer(HttpServer server, Router router, ExecutorService threads, Batcher batcher) {
    this.server = server;
    this.bound = server.getAddress();
    this.router = router;
    this.threads = threads;
    this.batcher = batcher;
  }

  /// A server for that model, with options to be set and to be started.
  public static ServerOptions of(TrainedModel model) {
    return new ServerOptions(model);
  }

  static ModelServer start(ServerOptions options) throws IOException {
    Jdk.configure(options.limits());
    TrainedModel model = options.model();
    // The first pass loads and makes what later ones have.
    model.predict(Tensor.zeros(1, model.preparation().inputs()));
    Metrics metrics = new Metrics();
    ObjectNode schema = Schema.of(model);
    Answer page = FormPage.of(schema);
    String description = schema.toString();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(options.address(), options.portNumber()), BACKLOG);
    Batcher batcher =
        new Batcher(
            model::predict,
            options.rowsPerBatch(),
            options.lingering(),
            options.limits(),
            metrics::batch);
    Router router =
        new Router(options.limits(), metrics, options.logger())
            .get("/", _ -> page)
            .post("/predict", new PredictEndpoint(model, batcher))
            .get("/schema", _ -> Answer.ok(Answer.JSON, description))
            .get("/health", _ -> Answer.ok(Answer.JSON, "{\"status\":\"ok\"}"))
            .get("/metrics", _ -> Answer.ok(Metrics.TYPE, metrics.text()));
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
    server.setExecutor(threads);
    server.createContext("/", router);
    server.start();
    return new ModelServer(server, router, threads, batcher);
  }

  /// The port that it listens on.
  public int port() {
    return bound.getPort();
  }

  /// Its address, such as `http://127.0.0.1:8080/`.
  public URI uri() {
    InetAddress address = bound.getAddress();
    String host = address.getHostAddress().replaceAll("%.*", "");
    String shown = address instanceof Inet6Address ? "[" + host + "]" : host;
    return URI.create("http://%s:%d/".formatted(shown, port()));
  }

  /// Takes no more requests, gives those under way up to ten seconds to end, and frees the port.
  ///
  /// The JDK's server closes its port at once, but keeps waiting when a client has gone without a
  /// word, so the end of the requests is watched here, and then it is stopped a second time.
  @Override
  public void close() {
    Thread door = Thread.ofVirtual().start(() -> server.stop((int) FAREWELL.toSeconds()));
    try {
      router.awaitEnd(FAREWELL);
      server.stop(0);
      door.join();
    } catch (InterruptedException e) {
      server.stop(0);
      Thread.currentThread().interrupt();
    }
    batcher.close();
    threads.shutdownNow();
  }
}
