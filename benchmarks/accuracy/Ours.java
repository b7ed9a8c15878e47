import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import kierkegrad.formats.table.Table;
import kierkegrad.practice.run.Trained;
import kierkegrad.practice.run.Training;
import kierkegrad.practice.score.Scores;

/// Trains with the defaults, as `kierkegrad train TABLE --seed N` does, and writes a line per
/// training: table, seed, score, balanced accuracy, seconds, and the numbers of its test rows.
///
/// Arguments: first seed, last seed, `weights` or `plain`, the file to write, and tables as
/// `file.csv:target`.
void main(String[] arguments) throws IOException {
  boolean balanced = arguments[2].equals("weights");
  StringBuilder lines = new StringBuilder();
  for (String table : List.of(arguments).subList(4, arguments.length)) {
    int colon = table.lastIndexOf(':');
    Path file = Path.of(table.substring(0, colon));
    for (long seed = Long.parseLong(arguments[0]); seed <= Long.parseLong(arguments[1]); seed++) {
      long began = System.nanoTime();
      Trained trained =
          Training.of(Table.csv(file).target(table.substring(colon + 1)))
              .with("seed", Long.toString(seed))
              .with("class-weights", balanced ? "balanced" : "none")
              .fit();
      String scores =
          switch (trained.test()) {
            case Scores.OfClasses c ->
                c.confusion().accuracy() + "\t" + c.confusion().balancedAccuracy();
            case Scores.OfNumbers n -> n.errors().r2() + "\t" + n.errors().r2();
          };
      String rows =
          LongStream.of(trained.run().data().testRows())
              .mapToObj(Long::toString)
              .collect(Collectors.joining(" "));
      double seconds = (System.nanoTime() - began) / 1e9;
      lines.append("%s\t%d\t%s\t%.3f\t%s%n".formatted(file, seed, scores, seconds, rows));
    }
    System.err.println("trained on " + file);
  }
  Files.writeString(Path.of(arguments[3]), lines);
}
