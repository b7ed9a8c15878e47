package kierkegrad.cli.shell;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.tool.JavaShellToolBuilder;

/// JShell, with the library imported and the Vector API at hand.
///
/// A result is shown as it prints itself, and its name follows as a comment: JShell's own `$1 ==> `
/// in front would push the first row of a matrix out of line.
///
/// @param prompts whether somebody types at a terminal, and is not a file or another program
public record Shell(boolean prompts) {
  /// What to try first.
  public static final String WELCOME =
      """
      The library is imported. A result's name follows it; Tab completes; /exit leaves. Try:

        Tensor x = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}})
        x.softmax(1)
        Explain.of(t -> t.tanh().sum(), x)
        Grad.grad(Grad.grad(Tensor::tanh)).apply(Tensor.scalar(1))
        Graph.of(in -> in.getFirst().tanh().sum(), Graph.input(3)).gradient()
        BuiltIn.IRIS.table().names()
      """;

  /// Runs what comes from standard input, to its end.
  ///
  /// @param arguments of JShell's own, such as scripts
  /// @return JShell's exit code
  public int run(PrintStream out, PrintStream err, List<String> arguments) throws IOException {
    Path imports = Files.createTempFile("kierkegrad", ".jsh");
    try {
      Files.writeString(imports, resource("imports.jsh"));
      List<String> all = new ArrayList<>();
      all.addAll(List.of("--class-path", classPath(), "--startup", imports.toString()));
      all.addAll(List.of("-R--add-modules=jdk.incubator.vector", "-R-XX:+UseParallelGC"));
      all.addAll(arguments);
      return JavaShellToolBuilder.builder()
          .persistence(look())
          .out(out)
          .err(err)
          .start(all.toArray(String[]::new));
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      Files.delete(imports);
    }
  }

  /// What JShell remembers between runs: only so can it be told how to show results. A first JShell
  /// is told by commands, and keeps it for the second.
  private Map<String, String> look() throws Exception {
    String commands = resource("look.jsh");
    String quiet = prompts ? commands : commands.replace("'> ' '  '", "'' ''");
    Map<String, String> memory = new HashMap<>();
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    JavaShellToolBuilder.builder()
        .persistence(memory)
        .in(
            new ByteArrayInputStream(quiet.getBytes(StandardCharsets.UTF_8)),
            InputStream.nullInputStream())
        .out(nowhere)
        .err(nowhere)
        .start("--execution", "local", "--no-startup");
    memory.keySet().removeIf(key -> key.startsWith("HISTORY"));
    return memory;
  }

  /// Everything that this program itself runs with, modules included.
  static String classPath() {
    return Stream.of("java.class.path", "jdk.module.path")
        .map(property -> System.getProperty(property, ""))
        .filter(path -> !path.isEmpty())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Shell.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the jar lacks " + name + "; build it again with ./mvnw package");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
