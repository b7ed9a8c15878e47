package kierkegrad.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Talks to a server as others would.
record Client(ModelServer server, HttpClient http) implements AutoCloseable {
  static final String JSON = "application/json";
  static final String CSV = "text/csv";

  static Client of(ModelServer server) {
    return new Client(server, HttpClient.newBuilder().version(Version.HTTP_1_1).build());
  }

  /// An answer and its body as JSON.
  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    JsonNode json() {
      return JsonMapper.shared().readTree(body());
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Reply get(String path) {
    return send(request(path).GET());
  }

  Reply post(String type, String body, String... headers) {
    return post(type, BodyPublishers.ofString(body), headers);
  }

  Reply post(String type, BodyPublisher body, String... headers) {
    HttpRequest.Builder request = request("predict").header("Content-Type", type);
    return send((headers.length == 0 ? request : request.headers(headers)).POST(body));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.uri().resolve(path));
  }

  Reply send(HttpRequest.Builder request) {
    try {
      return new Reply(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Socket socket() throws IOException {
    return new Socket(server.uri().getHost(), server.port());
  }

  /// Sends bytes and nothing more, and gives what comes back; nothing if the server closes the
  /// connection without a word.
  String raw(String text) throws IOException {
    try (Socket socket = socket()) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return read(socket.getInputStream());
    } catch (SocketException reset) {
      return "";
    }
  }

  static String read(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
