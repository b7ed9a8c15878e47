package kierkegrad.practice.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Where a run takes place.
///
/// @param kierkegrad its version
/// @param java vendor and version
/// @param system name, version and architecture
/// @param processor its name, and how many logical ones there are
/// @param memory the largest heap, in MiB
/// @param threads how many threads compute
/// @param vectorApi whether kernels use the Vector API
/// @param started when it began, in UTC
public record Environment(
    String kierkegrad,
    String java,
    String system,
    String processor,
    long memory,
    int threads,
    boolean vectorApi,
    String started) {
  /// The present one.
  ///
  /// @param version of Kierkegrad
  public static Environment now(String version) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Environment(
        version,
        System.getProperty("java.vendor") + " " + Runtime.version(),
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        processorName() + ", " + processors + " logical",
        Runtime.getRuntime().maxMemory() >> 20,
        Integer.getInteger("kierkegrad.threads", processors),
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /// For a reader.
  public SequencedMap<String, String> toMap() {
    SequencedMap<String, String> map = new LinkedHashMap<>();
    map.put("Kierkegrad", kierkegrad);
    map.put("Java", java);
    map.put("system", system);
    map.put("processor", processor);
    map.put("threads", Integer.toString(threads));
    map.put("Vector API", vectorApi ? "in use" : "missing; plain loops");
    map.put("started", started);
    return map;
  }

  /// Linux tells it in a file; elsewhere the architecture has to do.
  private static String processorName() {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
      return lines.stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
