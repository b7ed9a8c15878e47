package kierkegrad.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Consumer;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.serve.http.Limits;

/// How a [ModelServer] is to run. Each method changes the options and gives them back.
public final class ServerOptions {
  private final TrainedModel model;
  private InetAddress address = InetAddress.getLoopbackAddress();
  private int port = 8080;
  private long maxRequest = 10L << 20;
  private Duration timeout = Duration.ofSeconds(30);
  private int waiting = 1024;
  private int batch = 256;
  private Duration linger = Duration.ofNanos(200_000);
  private Consumer<String> log = _ -> {};

  ServerOptions(TrainedModel model) {
    this.model = model;
  }

  /// The name or number of the address to listen on; by default the loopback, which only this
  /// machine reaches. `0.0.0.0` is every address of this machine.
  ///
  /// @throws UnknownHostException if there is no such address
  public ServerOptions host(String host) throws UnknownHostException {
    this.address = InetAddress.getByName(host);
    return this;
  }

  /// The port (default: 8080); 0 is a free one.
  public ServerOptions port(int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + port);
    }
    this.port = port;
    return this;
  }

  /// The largest request in bytes (default: 10 MiB); a larger one gets status 413.
  public ServerOptions maxRequest(long bytes) {
    this.maxRequest = bytes;
    return this;
  }

  /// How long a request may take to arrive (default: 30 s), and then to be computed; otherwise it
  /// gets status 408 or 503.
  public ServerOptions timeout(Duration time) {
    this.timeout = time;
    return this;
  }

  /// How many requests may wait for the network (default: 1024); one more gets status 503.
  public ServerOptions waiting(int requests) {
    this.waiting = requests;
    return this;
  }

  /// How many rows go through the network together at most (default: 256).
  public ServerOptions batch(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("a batch has at least one row, not " + rows);
    }
    this.batch = rows;
    return this;
  }

  /// How long rows wait for those of requests that have arrived and are being read (default: 0.2
  /// ms). Rows that come alone never wait.
  public ServerOptions linger(Duration time) {
    this.linger = time;
    return this;
  }

  /// Is told of every request, a line each, by many threads.
  public ServerOptions log(Consumer<String> lines) {
    this.log = lines;
    return this;
  }

  /// Starts the server.
  ///
  /// @throws java.net.BindException if another program uses the port, or the address is not this
  ///   machine's
  /// @throws IllegalArgumentException if a limit is not positive
  public ModelServer start() throws IOException {
    return ModelServer.start(this);
  }

  TrainedModel model() {
    return model;
  }

  InetAddress address() {
    return address;
  }

  int portNumber() {
    return port;
  }

  int rowsPerBatch() {
    return batch;
  }

  Duration lingering() {
    return linger;
  }

  Consumer<String> logger() {
    return log;
  }

  Limits limits() {
    return new Limits(maxRequest, timeout, waiting);
  }
}
