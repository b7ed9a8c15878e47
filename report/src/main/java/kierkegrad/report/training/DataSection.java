package kierkegrad.report.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Section;
import kierkegrad.report.page.Table;
import kierkegrad.report.training.DataSummary.Category;
import kierkegrad.report.training.DataSummary.Names;
import kierkegrad.report.training.DataSummary.Numbers;

/// What it learned from.
record DataSection(DataSummary data) {
  private static final int MOST_CATEGORIES = 8;
  private static final int MOST_COLUMNS = 60;

  Section section() {
    List<Part> parts = new ArrayList<>();
    parts.add(Part.paragraph(data.description() + ". " + data.scaling()));
    data.notes().forEach(note -> parts.add(Part.paragraph("Note: " + note + ".")));
    List<Numbers> numbers = some(Numbers.class);
    if (!numbers.isEmpty()) {
      parts.add(
          new Table(
              "Columns of numbers, over the training rows" + shortened(Numbers.class),
              List.of("column", "use", "mean", "deviation", "least", "greatest", "missing"),
              numbers.stream()
                  .map(n ->
                      List.of(
                          n.name(),
                          use(n),
                          Texts.number(n.mean()),
                          Texts.number(n.deviation()),
                          Texts.number(n.min()),
                          Texts.number(n.max()),
                          Texts.count(n.missing())))
                  .toList()));
    }
    List<Names> names = some(Names.class);
    if (!names.isEmpty()) {
      parts.add(
          new Table(
              "Columns of names, over the training rows" + shortened(Names.class),
              List.of("column", "use", "missing", "names and their rows"),
              names.stream()
                  .map(n ->
                      List.of(n.name(), use(n), Texts.count(n.missing()), text(n.categories())))
                  .toList()));
    }
    if (!data.classes().isEmpty()) {
      parts.add(
          new Table(
              "Rows of each class",
              List.of("class", "to train", "to test"),
              data.classes().stream()
                  .map(c -> List.of(c.name(), Texts.count(c.train()), Texts.count(c.test())))
                  .toList()));
    }
    return new Section("data", "Data", parts);
  }

  private <T extends DataSummary.Column> List<T> all(Class<T> type) {
    return data.columns().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private <T extends DataSummary.Column> List<T> some(Class<T> type) {
    List<T> all = all(type);
    return all.size() <= MOST_COLUMNS ? all : all.subList(0, MOST_COLUMNS);
  }

  private <T extends DataSummary.Column> String shortened(Class<T> type) {
    int size = all(type).size();
    return size <= MOST_COLUMNS ? "" : ": the first %d of %d".formatted(MOST_COLUMNS, size);
  }

  private static String use(DataSummary.Column column) {
    return switch (column.role()) {
      case FEATURE -> "feature";
      case TARGET -> "target";
      case LEFT_OUT -> "left out";
    };
  }

  private static String text(List<Category> categories) {
    String shown =
        categories.stream()
            .limit(MOST_CATEGORIES)
            .map(c -> c.name() + " " + Texts.count(c.rows()))
            .collect(Collectors.joining(", "));
    int more = categories.size() - MOST_CATEGORIES;
    return more > 0 ? shown + ", … " + more + " more" : shown;
  }
}
