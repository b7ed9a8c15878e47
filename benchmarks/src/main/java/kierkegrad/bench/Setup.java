package kierkegrad.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A peer with the flags and the environment that it runs best in.
///
/// @param name as the tables show it
/// @param peer the name of its class
/// @param classPath what it runs on
/// @param environment variables; `{threads}` stands for the number of threads
/// @param home where logs go
record Setup(
    String name,
    String peer,
    String classPath,
    List<String> flags,
    Map<String, String> environment,
    Path home) {
  Path log(String task, int threads) {
    String file = name + "-" + task.replace(':', '-') + "-" + threads + ".log";
    return home.resolve("logs").resolve(file.replace(' ', '-'));
  }

  Map<String, String> environment(int threads) {
    Map<String, String> filled = new LinkedHashMap<>();
    environment.forEach(
        (key, value) -> filled.put(key, value.replace("{threads}", Integer.toString(threads))));
    return filled;
  }

  /// @param cpu whether the worker counts its thread's time on the processor
  List<String> command(String task, int threads, boolean cpu) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:+UseParallelGC");
    command.add("-XX:-UsePerfData");
    command.add("-D" + Timing.CPU + "=" + cpu);
    flags.forEach(flag -> command.add(flag.replace("{threads}", Integer.toString(threads))));
    command.addAll(List.of("-cp", classPath, Worker.class.getName()));
    command.addAll(List.of(peer, task, Integer.toString(threads)));
    return command;
  }
}
