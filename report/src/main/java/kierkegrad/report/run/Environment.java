package kierkegrad.report.run;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Where something was computed, for the foot of a page.
public final class Environment {
  private Environment() {}

  /// This machine, now.
  ///
  /// @param version of the command line
  public static SequencedMap<String, String> of(String version) {
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    int threads =
        Integer.getInteger("kierkegrad.threads", Runtime.getRuntime().availableProcessors());
    SequencedMap<String, String> environment = new LinkedHashMap<>();
    environment.put("Kierkegrad", version);
    environment.put("Java", System.getProperty("java.vendor") + " " + Runtime.version());
    environment.put("system", System.getProperty("os.name") + ", " + System.getProperty("os.arch"));
    environment.put("threads", Integer.toString(threads));
    environment.put("Vector API", vectors ? "in use" : "missing; plain loops");
    environment.put(
        "written", LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")));
    return environment;
  }
}
