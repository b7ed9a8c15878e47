package kierkegrad.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the command line asks for.
///
/// @param tasks names of problems and kernels
/// @param rounds how often each is timed
/// @param forks how often all processes are started anew, each time for all rounds
/// @param seconds of one timing
/// @param warmup seconds before the first
/// @param threads the numbers of threads to try
/// @param all whether the other frameworks run too
/// @param eager whether Kierkegrad runs without its compiled step
/// @param busy whether others use the machine too: then least times count instead of medians, and
///   on one thread the processor's time instead of the wall clock's
/// @param json where the raw numbers go
record Settings(
    List<String> tasks,
    int rounds,
    int forks,
    double seconds,
    double warmup,
    List<Integer> threads,
    boolean all,
    boolean eager,
    boolean busy,
    Optional<Path> json) {
  static final String USAGE =
      """
      usage: ./bench [cases…] [--rounds N] [--forks N] [--seconds S] [--warmup S] [--threads 1,2]
                     [--peers libtorch|all] [--eager] [--busy] [--json FILE]
             ./bench jmh [regex]
      cases: a (= a1 a16 a150), b, c, d, mlp:WIDTHxDEPTHxBATCH, gemm, conv, elementwise;
             a b c d if none is given\
      """;

  /// Reads a command line.
  ///
  /// @throws IllegalArgumentException if it makes no sense
  static Settings of(List<String> args) {
    List<String> tasks = new ArrayList<>();
    int rounds = 3;
    int forks = 1;
    double seconds = 1;
    double warmup = 3;
    List<Integer> threads = List.of(1, 2);
    boolean all = false;
    boolean eager = false;
    boolean busy = false;
    Optional<Path> json = Optional.empty();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      switch (arg) {
        case "--rounds" -> rounds = Integer.parseInt(value(args, ++i));
        case "--forks" -> forks = Integer.parseInt(value(args, ++i));
        case "--seconds" -> seconds = Double.parseDouble(value(args, ++i));
        case "--warmup" -> warmup = Double.parseDouble(value(args, ++i));
        case "--threads" ->
            threads = List.of(value(args, ++i).split(",")).stream().map(Integer::valueOf).toList();
        case "--peers" -> all = peers(value(args, ++i));
        case "--eager" -> eager = true;
        case "--busy" -> busy = true;
        case "--json" -> json = Optional.of(Path.of(value(args, ++i)));
        default -> tasks.addAll(tasks(arg));
      }
    }
    if (tasks.isEmpty()) {
      tasks.addAll(Problem.NAMES);
    }
    return new Settings(tasks, rounds, forks, seconds, warmup, threads, all, eager, busy, json);
  }

  private static String value(List<String> args, int i) {
    if (i == args.size()) {
      throw new IllegalArgumentException(args.getLast() + " needs a value");
    }
    return args.get(i);
  }

  private static boolean peers(String word) {
    return switch (word) {
      case "libtorch" -> false;
      case "all" -> true;
      default -> throw new IllegalArgumentException("--peers is libtorch or all, not " + word);
    };
  }

  private static List<String> tasks(String word) {
    if (word.equals("a")) {
      return List.of("a1", "a16", "a150");
    }
    List<KernelCase> kernels = KernelCase.group(word);
    if (!kernels.isEmpty()) {
      return kernels.stream().map(KernelCase::name).toList();
    }
    if (Problem.isNamed(word)) {
      return List.of(word);
    }
    return List.of(KernelCase.of(word).name());
  }
}
