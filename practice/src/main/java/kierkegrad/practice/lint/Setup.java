package kierkegrad.practice.lint;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.model.Preparation;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Layer;
import kierkegrad.optim.Optimizer;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.OneHotLoss;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;

/// What rules look at.
///
/// @param model what learns
/// @param loss what is minimised
/// @param optimizer what moves the weights
/// @param train the training rows
/// @param validation the rows by which the best epoch is chosen, if there are any
/// @param test the test rows, if they are known
/// @param sample some training rows as numbers
/// @param signal what the untrained model makes of some of them
/// @param batch rows per step, if that is known
/// @param shuffled whether rows are shuffled, if that is known
/// @param classes the names of the classes, if they have any
/// @param preparation how the data was made ready, if that is known
/// @param settings where the set-up comes from, if it comes from settings: complete
public record Setup(
    Layer model,
    Loss loss,
    Optimizer optimizer,
    TensorDataset train,
    Optional<TensorDataset> validation,
    Optional<TensorDataset> test,
    Sample sample,
    Signal signal,
    OptionalInt batch,
    Optional<Boolean> shuffled,
    List<String> classes,
    Optional<Preparation> preparation,
    Optional<Settings> settings) {
  static Setup of(Layer model, Loss loss, Optimizer optimizer, TensorDataset train) {
    return new Setup(
        model,
        loss,
        optimizer,
        train,
        Optional.empty(),
        Optional.empty(),
        Sample.of(train, List.of()),
        Signal.of(model, train),
        OptionalInt.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  static Setup of(Run run) {
    Preparation preparation = run.data().preparation();
    return new Setup(
        run.network(),
        run.loss(),
        run.optimizer(),
        run.data().train(),
        run.data().validation(),
        Optional.of(run.data().test()),
        Sample.of(run.data().train(), Group.of(preparation)),
        Signal.of(run.network(), run.data().train()),
        OptionalInt.of(run.settings().get(Setting.BATCH)),
        Optional.of(run.settings().get(Setting.SHUFFLE)),
        preparation.classes(),
        Optional.of(preparation),
        Optional.of(run.settings()));
  }

  Setup withTest(TensorDataset rows) {
    return new Setup(
        model,
        loss,
        optimizer,
        train,
        validation,
        Optional.of(rows),
        sample,
        signal,
        batch,
        shuffled,
        classes,
        preparation,
        settings);
  }

  Setup withBatch(int rows) {
    return new Setup(
        model,
        loss,
        optimizer,
        train,
        validation,
        test,
        sample,
        signal,
        OptionalInt.of(rows),
        shuffled,
        classes,
        preparation,
        settings);
  }

  Setup withShuffled(boolean yes) {
    return new Setup(
        model,
        loss,
        optimizer,
        train,
        validation,
        test,
        sample,
        signal,
        batch,
        Optional.of(yes),
        classes,
        preparation,
        settings);
  }

  /// Whether targets are class numbers.
  public boolean isClassification() {
    return !train.all().y().dtype().isFloating();
  }

  /// The loss between the model's outputs and targets, without what makes targets of classes.
  public Loss plainLoss() {
    return loss instanceof OneHotLoss(Loss plain, int _) ? plain : loss;
  }

  /// The value of a setting, if the set-up comes from settings.
  public <T> Optional<T> setting(Setting<T> setting) {
    return settings.flatMap(s -> s.find(setting));
  }

  /// How many training rows each class has; none if a number is predicted.
  public long[] counts() {
    if (!isClassification()) {
      return new long[0];
    }
    int[] labels = train.all().y().toIntArray();
    int most = IntStream.of(labels).max().orElse(-1) + 1;
    long[] counts = new long[Math.max(most, classes.size())];
    IntStream.of(labels).filter(label -> label >= 0).forEach(label -> counts[label]++);
    return counts;
  }

  /// The name of a class.
  public String className(int number) {
    return number < classes.size() ? classes.get(number) : "class " + number;
  }
}
