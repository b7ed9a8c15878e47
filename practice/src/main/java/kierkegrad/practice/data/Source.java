package kierkegrad.practice.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.DataException;
import kierkegrad.formats.image.FashionMnist;
import kierkegrad.formats.image.ImageSet;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.BuiltIn;
import kierkegrad.formats.table.Header;
import kierkegrad.formats.table.Table;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.Tensor;

/// Data as it is named on the command line.
public sealed interface Source permits TableSource, ImageSource {
  /// The name of the images of clothes.
  String FASHION = "fashion-mnist";

  /// The built-in name, or the file's name without folder and ending.
  String name();

  /// Splits the rows and makes tensors of them, with an encoding learnt from the training part.
  ///
  /// @param settings those about data
  Prepared prepare(Settings settings);

  /// The rows of one fold of a cross-validation: a part of them tests, the others train, and what
  /// is learnt about data (an encoding, a normalisation, classes of validation rows) is learnt from
  /// these alone. Every row tests in exactly one fold; classes keep their shares.
  ///
  /// @param settings those about data, with a number of folds
  /// @param number the fold, from 0
  Prepared fold(Settings settings, int number);

  /// All rows to train with. Since none are left for it, the test part are all rows as well: it
  /// says nothing about new rows.
  ///
  /// @param settings those about data
  Prepared whole(Settings settings);

  /// All rows as a network sees them, with their targets; the test part if the data has its own.
  TensorDataset rows(Preparation preparation);

  /// The inputs of a row before their preparation, one text per input; none for an image.
  ///
  /// @param row counted from 0
  List<String> raw(Preparation preparation, int row);

  /// A model's predictions for these rows.
  Tensor predict(TrainedModel model);

  /// What this data is, to tell whether other data is the same.
  DataCard card();

  /// Whether a name is one of the data that comes with Kierkegrad, or that it finds by itself.
  static boolean isBuiltIn(String name) {
    return name.equals(FASHION) || BuiltIn.named(name).isPresent();
  }

  /// Finds data by one name.
  ///
  /// @param data a built-in name or a CSV file
  static Source of(String data) {
    return of(List.of(data), Header.AUTO, Optional.empty());
  }

  /// Finds data.
  ///
  /// @param data a built-in name, a CSV file, or two IDX files, images and labels
  /// @param header whether a CSV file begins with the names of its columns
  /// @param folder where fashion-mnist is, unless in the usual places
  static Source of(List<String> data, Header header, Optional<Path> folder) {
    String first = data.getFirst();
    if (data.size() == 2) {
      Path images = existing(first);
      return new ImageSource(
          base(images), ImageSet.idx(images, existing(data.get(1)), digits()), Optional.empty());
    }
    if (first.equals(FASHION)) {
      FashionMnist set = FashionMnist.load(folder);
      return new ImageSource(first, set.train(), Optional.of(set.test()));
    }
    Optional<BuiltIn> builtIn = BuiltIn.named(first);
    if (builtIn.isPresent()) {
      return new TableSource(first, builtIn.get().table());
    }
    Path file = existing(first);
    return new TableSource(base(file), Table.csv(file, header));
  }

  private static Path existing(String name) {
    Path file = Path.of(name);
    if (!Files.exists(file)) {
      throw new DataException(
          name + ": no such file, and not one of iris, digits and fashion-mnist");
    }
    return file;
  }

  private static String base(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.gz$", "");
    return name.replaceFirst("(?<=.)\\.[^.]*$", "");
  }

  private static List<String> digits() {
    return IntStream.range(0, 10).mapToObj(Integer::toString).toList();
  }
}
