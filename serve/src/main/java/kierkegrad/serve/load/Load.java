package kierkegrad.serve.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.BuiltIn;
import kierkegrad.formats.table.Table;

/// Many clients at once, each of which sends a table's rows to a server one request after the other
/// and compares every answer with [TrainedModel#predict(Table)], bit by bit.
///
/// ```sh
/// ./kierkegrad serve runs/digits-1 --port 8080 &
/// java -cp cli/target/kierkegrad.jar kierkegrad.serve.load.Load \
///   http://127.0.0.1:8080 runs/digits-1 digits 64 30
/// ```
///
/// @param server where the server is
/// @param model the model that it serves; one for tables
/// @param table the rows
/// @param clients how many clients send at the same time
/// @param time for how long
/// @param wrong how many clients send what has to be refused, besides the others
public record Load(
    URI server, TrainedModel model, Table table, int clients, Duration time, int wrong) {
  private static final int DIFFERENT = 2000;
  private static final int TOO_LARGE = (10 << 20) + 1;

  /// Sends requests for that time.
  public LoadResult run() throws InterruptedException {
    Cases cases = Cases.of(server, model, table);
    List<Case> good = cases.good(DIFFERENT);
    List<Case> bad = cases.bad(TOO_LARGE);
    Queue<String> faults = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger rows = new AtomicInteger();
    List<Future<long[]>> latencies = new ArrayList<>();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    try (HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clients; i++) {
        int first = i * DIFFERENT / clients;
        latencies.add(threads.submit(() -> send(client, good, first, end, rows, faults)));
      }
      for (int i = 0; i < wrong; i++) {
        int first = i;
        threads.submit(() ->
            refused.addAndGet(send(client, bad, first, end, new AtomicInteger(), faults).length));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new LoadResult(
        seconds, sorted(latencies), rows.get(), refused.get(), List.copyOf(faults));
  }

  /// Sends one case after the other; gives the nanoseconds that each took.
  private static long[] send(
      HttpClient client,
      List<Case> cases,
      int first,
      long end,
      AtomicInteger rows,
      Queue<String> faults) {
    long[] nanos = new long[1024];
    int count = 0;
    for (int i = first; System.nanoTime() < end; i++) {
      Case one = cases.get(i % cases.size());
      long start = System.nanoTime();
      try {
        var answer = client.send(one.request(), BodyHandlers.ofString());
        if (count == nanos.length) {
          nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = System.nanoTime() - start;
        one.fault(answer).ifPresent(faults::add);
        rows.addAndGet(one.rows());
      } catch (IOException | RuntimeException e) {
        faults.add(one.name() + ": " + e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return Arrays.copyOf(nanos, count);
  }

  private static long[] sorted(List<Future<long[]>> parts) throws InterruptedException {
    List<long[]> all = new ArrayList<>();
    for (Future<long[]> part : parts) {
      try {
        all.add(part.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
  }

  /// `Load URL MODEL DATA [CLIENTS [SECONDS [WRONG]]]`: the server, the model's file or folder, a
  /// CSV file or `iris` or `digits`; 64 clients, 30 seconds and no wrong requests unless said
  /// otherwise. Exits with 1 if an answer was wrong.
  public static void main(String[] args) throws InterruptedException {
    if (args.length < 3) {
      System.err.println("Load URL MODEL DATA [CLIENTS [SECONDS [WRONG]]]");
      System.exit(2);
    }
    Path model = Path.of(args[1]);
    Load load =
        new Load(
            URI.create(args[0]),
            TrainedModel.load(
                Files.isDirectory(model) ? model.resolve("model.safetensors") : model),
            BuiltIn.named(args[2]).map(BuiltIn::table).orElseGet(() -> Table.csv(Path.of(args[2]))),
            args.length > 3 ? Integer.parseInt(args[3]) : 64,
            Duration.ofSeconds(args.length > 4 ? Integer.parseInt(args[4]) : 30),
            args.length > 5 ? Integer.parseInt(args[5]) : 0);
    LoadResult result = load.run();
    System.out.print(result);
    System.exit(result.faults().isEmpty() ? 0 : 1);
  }
}
