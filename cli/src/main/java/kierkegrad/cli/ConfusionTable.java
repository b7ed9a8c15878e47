package kierkegrad.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kierkegrad.metric.ConfusionMatrix;

/// A confusion matrix as text: true classes down, predicted classes across. If the names of the
/// classes are too long for the top, they are numbered; if there are too many classes, the most
/// frequent mistakes are listed.
///
/// @param classes the names
/// @param counts how often a class was taken for another
record ConfusionTable(List<String> classes, ConfusionMatrix counts) {
  private static final int WIDTH = 80;
  private static final int MOST_CLASSES = 20;
  private static final int MISTAKES = 10;
  private static final int LONGEST_NAME = 24;

  private record Mistake(int truth, int predicted, long count) {}

  void print(PrintWriter out) {
    if (classes.size() > MOST_CLASSES) {
      printMistakes(out);
    } else {
      printTable(out);
    }
  }

  private void printTable(PrintWriter out) {
    boolean named = fits(classes);
    List<String> top = named ? classes : numbers();
    List<String> left = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      left.add(named ? shortened(classes.get(i)) : i + " " + shortened(classes.get(i)));
    }
    int leftWidth = Math.max("true".length(), width(left));
    int cell = cellWidth(top);
    out.println("confusion matrix: true classes down, predicted classes across");
    out.println(" ".repeat(leftWidth) + cells(top, cell));
    for (int i = 0; i < counts.classes(); i++) {
      List<String> row = new ArrayList<>();
      for (int j = 0; j < counts.classes(); j++) {
        row.add(counts.count(i, j) == 0 ? "." : Long.toString(counts.count(i, j)));
      }
      out.println(("%-" + leftWidth + "s").formatted(left.get(i)) + cells(row, cell));
    }
  }

  private void printMistakes(PrintWriter out) {
    List<Mistake> mistakes = new ArrayList<>();
    for (int i = 0; i < counts.classes(); i++) {
      for (int j = 0; j < counts.classes(); j++) {
        if (i != j && counts.count(i, j) > 0) {
          mistakes.add(new Mistake(i, j, counts.count(i, j)));
        }
      }
    }
    mistakes.sort(Comparator.comparingLong(Mistake::count).reversed());
    out.println("most frequent mistakes: true class, predicted class, rows");
    for (Mistake mistake : mistakes.subList(0, Math.min(MISTAKES, mistakes.size()))) {
      out.printf(
          "%s  %s  %d%n",
          classes.get(mistake.truth()), classes.get(mistake.predicted()), mistake.count());
    }
  }

  private boolean fits(List<String> names) {
    return Math.min(LONGEST_NAME, width(names)) + names.size() * cellWidth(names) <= WIDTH;
  }

  private List<String> numbers() {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      numbers.add(Integer.toString(i));
    }
    return numbers;
  }

  private int cellWidth(List<String> names) {
    int widest = width(names);
    for (int i = 0; i < counts.classes(); i++) {
      for (int j = 0; j < counts.classes(); j++) {
        widest = Math.max(widest, Long.toString(counts.count(i, j)).length());
      }
    }
    return widest + 2;
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String cells(List<String> texts, int width) {
    StringBuilder line = new StringBuilder();
    texts.forEach(text -> line.append(("%" + width + "s").formatted(text)));
    return line.toString();
  }
}
