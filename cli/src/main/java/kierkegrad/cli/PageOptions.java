package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import kierkegrad.report.explain.ExplainPage;
import kierkegrad.report.explain.Language;
import picocli.CommandLine.Option;

/// The options for a page instead of text.
final class PageOptions {
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Writes a page instead: the graphs side by side, every step, every number with its"
              + " working.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      description = "The language of the page: en, pt, it or fr (default: en).")
  private Language language = Language.EN;

  /// The page's file, which can be written.
  Optional<Path> file() {
    html.ifPresent(Outputs::check);
    return html;
  }

  void write(Path file, ExplainPage page, PrintWriter out) throws IOException {
    page.language(language).page().write(file);
    out.println("written to " + file);
    out.flush();
  }
}
