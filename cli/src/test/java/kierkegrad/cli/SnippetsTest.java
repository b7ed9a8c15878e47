package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every Java snippet in the README and the docs compiles, and every program among them runs.
class SnippetsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final String PRELUDE =
      Stream.of(
              "data",
              "explain",
              "grad",
              "graph",
              "loss",
              "nn",
              "nn.activation",
              "nn.recurrent",
              "op",
              "optim",
              "practice.lint",
              "practice.run",
              "random",
              "tensor",
              "train")
          .map(room -> "import kierkegrad." + room + ".*;\n")
          .reduce("import java.nio.file.*;\nimport java.util.*;\n", String::concat);

  @TempDir private Path dir;

  /// A snippet and where it stands.
  record Snippet(String place, String code) {
    @Override
    public String toString() {
      return place;
    }

    boolean isProgram() {
      return code.contains("void main(");
    }

    String source() {
      String imports = code.contains("import ") ? "" : PRELUDE;
      boolean declaration = code.matches("(?s)(///[^\n]*\n)*(public )?(record|class|interface) .*");
      if (isProgram()) {
        return imports + code;
      }
      return imports
          + (declaration ? code + "\nvoid main() {}\n" : "void main() {\n" + code + "}\n");
    }
  }

  static List<Snippet> snippets() throws IOException {
    List<Path> pages =
        new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    List<Snippet> snippets = new ArrayList<>();
    for (Path page : pages) {
      Matcher block = BLOCK.matcher(Files.readString(page));
      for (int i = 1; block.find(); i++) {
        snippets.add(new Snippet(ROOT.relativize(page) + " #" + i, block.group(1)));
      }
    }
    return snippets;
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void compilesAndRuns(Snippet snippet) throws Exception {
    String output = run(snippet.source());
    if (snippet.isProgram()) {
      assertThat(output).as("a program in the docs shows something").isNotBlank();
    }
  }

  static List<Snippet> programsOfTheReadme() throws IOException {
    return snippets().stream()
        .filter(s -> s.place().startsWith("README.md") && s.isProgram())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("programsOfTheReadme")
  void theReadmeExamplesLearnIris(Snippet example) throws Exception {
    String output = run(example.source());

    Matcher accuracy = Pattern.compile("accuracy (\\d\\.\\d+)").matcher(output);
    assertThat(accuracy.find()).as(output).isTrue();
    assertThat(Double.parseDouble(accuracy.group(1))).isGreaterThanOrEqualTo(0.9);
    long lines =
        example
            .code()
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("import"))
            .count();
    assertThat(lines).isLessThanOrEqualTo(example.code().contains("Training") ? 10 : 20);
  }

  /// Compiles and runs a compact source file in a class loader of its own; gives what it printed.
  private String run(String source) throws Exception {
    Path file = Files.writeString(dir.resolve("Snippet.java"), source);
    StringWriter messages = new StringWriter();
    PrintWriter log = new PrintWriter(messages);
    String libraries = String.join(File.pathSeparator, libraries());
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(log, log, "-proc:none", "-cp", libraries, "-d", dir.toString(), file.toString());
    assertThat(status).as(messages + "\n" + source).isZero();
    List<URL> urls = new ArrayList<>(List.of(url(dir)));
    for (String library : libraries()) {
      urls.add(url(Path.of(library)));
    }
    PrintStream console = System.out;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
      main(loader.loadClass("Snippet"));
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      System.setOut(console);
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  private static void main(Class<?> program) throws ReflectiveOperationException {
    Constructor<?> constructor = program.getDeclaredConstructor();
    constructor.setAccessible(true);
    Method main = program.getDeclaredMethod("main");
    main.setAccessible(true);
    main.invoke(constructor.newInstance());
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }

  /// Everything that this test itself runs with, modules included.
  private static List<String> libraries() {
    List<String> libraries = new ArrayList<>();
    for (String property : List.of("jdk.module.path", "java.class.path")) {
      String path = System.getProperty(property, "");
      Stream.of(path.split(File.pathSeparator)).filter(p -> !p.isEmpty()).forEach(libraries::add);
    }
    return libraries;
  }
}
