package kierkegrad.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kierkegrad.bench.Remote.PeerException;

/// Compares Kierkegrad with other frameworks, turn by turn, each in a process of its own.
public final class Bench {
  /// How far numbers that must agree may be apart, relatively.
  static final double TOLERANCE = 1e-4;

  /// The same for DJL and DL4J, whose Adam adds ε before it corrects the second moment.
  static final double OTHERS_TOLERANCE = 1e-3;

  private static final int CHECKS = 10;

  private final Settings settings;
  private final Setup ours;
  private final List<Setup> libtorch;
  private final List<Setup> others;

  private Bench(Settings settings, Setups setups) {
    this.settings = settings;
    this.ours = setups.kierkegrad(settings.eager());
    this.libtorch = setups.libtorch();
    this.others = settings.all() ? setups.others() : List.of();
  }

  /// Runs what the command line asks for. The system property `bench.home` is a folder to work in.
  public static void main(String[] args) throws IOException {
    Settings settings;
    try {
      settings = Settings.of(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(Settings.USAGE);
      System.exit(2);
      return;
    }
    Path home = Path.of(System.getProperty("bench.home", "benchmarks/target"));
    Files.createDirectories(home.resolve("logs"));
    Bench bench = new Bench(settings, new Setups(home));
    Report report = bench.run();
    System.out.println();
    System.out.print(report.table());
    if (settings.json().isPresent()) {
      Files.writeString(settings.json().get(), report.json());
    }
  }

  private Report run() {
    Canary.warm();
    List<Result> results = new ArrayList<>();
    for (String task : settings.tasks()) {
      for (int threads : settings.threads()) {
        results.add(measure(task, threads));
      }
    }
    return new Report(
        results,
        ours.name(),
        libtorch.stream().map(Setup::name).toList(),
        others.stream().map(Setup::name).toList());
  }

  private Result measure(String task, int threads) {
    double flops = Problem.isNamed(task) ? Problem.of(task).flops() : KernelCase.of(task).flops();
    Result result =
        new Result(
            task, threads, flops, new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    for (int fork = 0; fork < settings.forks(); fork++) {
      rounds(result);
    }
    return result;
  }

  /// Starts all processes and times them turn by turn.
  private void rounds(Result result) {
    int threads = result.threads();
    Map<Setup, Remote> running = new LinkedHashMap<>();
    try {
      start(running, result);
      for (int round = 1; round <= settings.rounds(); round++) {
        double canary = Canary.gflops(threads);
        result.canaries().add(canary);
        StringBuilder line =
            new StringBuilder(
                String.format(
                    Locale.ROOT,
                    "%s, %d thr, round %d: canary %.0f GFLOP/s",
                    result.task(),
                    threads,
                    round,
                    canary));
        for (Map.Entry<Setup, Remote> entry : running.entrySet()) {
          Timing timing = entry.getValue().time(settings.seconds());
          if (settings.busy()) {
            timing = timing.atLeast();
          }
          String name = entry.getKey().name();
          result.rounds().computeIfAbsent(name, _ -> new ArrayList<>()).add(timing);
          line.append(", ").append(name).append(' ');
          line.append(Report.time(Optional.of(timing.median())));
          line.append(" (least ").append(Report.time(Optional.of(timing.least()))).append(')');
        }
        System.out.println(line);
      }
    } finally {
      running.values().forEach(Remote::close);
    }
  }

  /// Starts every peer, one after the other so that nobody warms up against somebody, and drops
  /// those whose numbers are others than LibTorch's.
  private void start(Map<Setup, Remote> running, Result result) {
    List<Setup> all = new ArrayList<>(libtorch);
    all.add(ours);
    all.addAll(others);
    boolean isTraining = Problem.isNamed(result.task());
    Optional<double[]> expected = Optional.empty();
    for (Setup setup : all) {
      try {
        Remote remote = new Remote(setup, result.task(), result.threads(), settings.busy());
        double[] numbers = remote.check(isTraining ? CHECKS : 1);
        double apart = expected.map(e -> apart(numbers, e)).orElse(0.0);
        if (!(apart <= (others.contains(setup) ? OTHERS_TOLERANCE : TOLERANCE))) {
          remote.close();
          throw new PeerException(
              String.format(
                  Locale.ROOT,
                  "computes something else than %s, %.1e apart: no comparison",
                  libtorch.getFirst().name(),
                  apart));
        }
        if (expected.isEmpty()) {
          expected = Optional.of(numbers);
        }
        remote.warm(settings.warmup());
        running.put(setup, remote);
      } catch (PeerException e) {
        result.failures().put(setup.name(), String.valueOf(e.getMessage()));
      }
    }
  }

  /// The largest relative distance.
  static double apart(double[] numbers, double[] expected) {
    double apart = 0;
    for (int i = 0; i < numbers.length; i++) {
      // The maximum with NaN is NaN.
      apart = Math.max(apart, Math.abs(numbers[i] - expected[i]) / Math.abs(expected[i]));
    }
    return apart;
  }
}
