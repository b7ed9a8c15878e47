package kierkegrad.formats.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kierkegrad.formats.DataException;

/// Fashion-MNIST: 70,000 grey images of 28 × 28 pixels, of ten kinds of clothing. Xiao, Rasul,
/// Vollgraf: *Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms*
/// (2017), [arXiv:1708.07747](https://arxiv.org/abs/1708.07747).
///
/// @param train the 60,000 images to learn from
/// @param test the 10,000 images to judge by
public record FashionMnist(ImageSet train, ImageSet test) {
  /// The names of the classes by label.
  public static final List<String> CLASSES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");

  /// Reads the data set from where [#find] finds it.
  ///
  /// @throws DataException if it is not found or not sound
  public static FashionMnist load(Optional<Path> directory) {
    Path found = find(directory);
    return new FashionMnist(part(found, "train"), part(found, "t10k"));
  }

  /// The directory that holds the four files, gzip or not: the given one, or else the user's cache
  /// (`fashion-mnist` in `$XDG_CACHE_HOME/kierkegrad`, by default `~/.cache/kierkegrad`), or the
  /// directory where Debian's package `dataset-fashion-mnist` puts them.
  ///
  /// @throws DataException if the files are not there; the message says how to get them
  public static Path find(Optional<Path> directory) {
    List<Path> places = directory.map(List::of).orElseGet(() -> List.of(cache(), DEBIAN));
    return places.stream()
        .filter(FashionMnist::isComplete)
        .findFirst()
        .orElseThrow(() -> notFound(places));
  }

  private static DataException notFound(List<Path> places) {
    String looked = String.join(" or in ", places.stream().map(Path::toString).toList());
    return new DataException(
        "Fashion-MNIST is not in "
            + looked
            + " (train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and"
            + " t10k-labels-idx1-ubyte, each plain or .gz); on Debian run 'apt install"
            + " dataset-fashion-mnist', or download the four files from"
            + " https://github.com/zalandoresearch/fashion-mnist and name their directory with --data DIR");
  }

  private static Path cache() {
    String xdg = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        xdg.isEmpty() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(xdg);
    return base.resolve("kierkegrad").resolve("fashion-mnist");
  }

  private static boolean isComplete(Path directory) {
    return Stream.of("train", "t10k")
        .flatMap(part -> Stream.of(images(part), labels(part)))
        .allMatch(name -> file(directory, name).isPresent());
  }

  private static ImageSet part(Path directory, String part) {
    return ImageSet.idx(
        file(directory, images(part)).orElseThrow(),
        file(directory, labels(part)).orElseThrow(),
        CLASSES);
  }

  private static String images(String part) {
    return part + "-images-idx3-ubyte";
  }

  private static String labels(String part) {
    return part + "-labels-idx1-ubyte";
  }

  private static Optional<Path> file(Path directory, String name) {
    return Stream.of(name, name + ".gz")
        .map(directory::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
