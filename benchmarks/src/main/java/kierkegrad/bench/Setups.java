package kierkegrad.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// The set-ups of the peers.
///
/// @param home the folder of class paths, logs and unpacked libraries
record Setups(Path home) {
  private static final String MKL_RT = "libmkl_rt.so.2";

  /// Kierkegrad as its launcher starts it.
  Setup kierkegrad(boolean eager) {
    List<String> flags = new ArrayList<>();
    flags.add("--add-modules=jdk.incubator.vector");
    flags.add("-Dkierkegrad.threads={threads}");
    flags.add("-Dbench.eager=" + eager);
    String name = eager ? "kierkegrad eager" : "kierkegrad";
    return new Setup(name, "kierkegrad", classPath("bench"), flags, Map.of(), home);
  }

  /// LibTorch with the two matrix libraries that Maven offers. OpenBLAS's threads must not spin.
  List<Setup> libtorch() {
    // Without JavaCPP's book-keeping, which would cost LibTorch time on small cases.
    List<String> flags =
        List.of(
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
    Path mkl = mkl();
    Map<String, String> mklEnvironment =
        Map.of(
            "LD_LIBRARY_PATH", mkl.toString(),
            "LD_PRELOAD", mkl.resolve(MKL_RT).toString(),
            "MKL_THREADING_LAYER", "GNU",
            "MKL_NUM_THREADS", "{threads}",
            "OMP_NUM_THREADS", "{threads}");
    Map<String, String> openblasEnvironment =
        Map.of(
            "OMP_WAIT_POLICY", "passive",
            "OPENBLAS_NUM_THREADS", "{threads}",
            "OMP_NUM_THREADS", "{threads}");
    String path = classPath("bench");
    return List.of(
        new Setup("libtorch mkl", "libtorch", path, flags, mklEnvironment, home),
        new Setup("libtorch openblas", "libtorch", path, flags, openblasEnvironment, home));
  }

  /// The other frameworks on the JVM.
  List<Setup> others() {
    Map<String, String> environment = Map.of("OMP_NUM_THREADS", "{threads}");
    return List.of(
        new Setup("djl", "djl", classPath("djl"), List.of(), environment, home),
        new Setup("dl4j", "dl4j", classPath("dl4j"), List.of(), environment, home));
  }

  private String classPath(String name) {
    Path file = home.resolve(name + ".classpath");
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Unpacks MKL's libraries, because the loader has to find them before Java begins.
  private Path mkl() {
    Path folder = home.resolve("mkl");
    if (Files.exists(folder.resolve(MKL_RT))) {
      return folder;
    }
    String jar =
        Arrays.stream(classPath("bench").split(java.io.File.pathSeparator))
            .filter(path -> path.endsWith("-redist.jar"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("MKL's jar is not on the class path"));
    try (JarFile archive = new JarFile(jar)) {
      Path unpacked = Files.createTempDirectory(Files.createDirectories(home), "mkl");
      for (Enumeration<JarEntry> all = archive.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (file.contains(".so")) {
          try (InputStream in = archive.getInputStream(entry)) {
            Files.copy(in, unpacked.resolve(file));
          }
        }
      }
      Files.move(unpacked, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }
}
