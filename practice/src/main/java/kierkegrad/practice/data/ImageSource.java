package kierkegrad.practice.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.DataException;
import kierkegrad.formats.image.ImageEncoder;
import kierkegrad.formats.image.ImageSet;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.Tensor;

/// Images, with a test part of their own or without.
///
/// @param name what messages call it
/// @param set the images
/// @param testSet those to test with, if they are not to be taken from the others
public record ImageSource(String name, ImageSet set, Optional<ImageSet> testSet) implements Source {
  @Override
  public Prepared prepare(Settings settings) {
    checkTarget(settings);
    return testSet.isPresent()
        ? prepare(Parts.withoutTest(name, set.labels(), settings), testSet, settings)
        : prepare(Parts.of(name, set.labels(), settings), testSet, settings);
  }

  /// Of the images that are there to learn from; a test set is left alone.
  @Override
  public Prepared fold(Settings settings, int number) {
    checkTarget(settings);
    Parts parts = Parts.fold(name, set.labels(), settings, number);
    return prepare(parts, Optional.empty(), settings);
  }

  @Override
  public Prepared whole(Settings settings) {
    checkTarget(settings);
    Parts parts = Parts.withoutTest(name, set.labels(), settings);
    Parts all = new Parts(parts.train(), parts.validation(), set.allRows());
    return prepare(all, Optional.empty(), settings);
  }

  private void checkTarget(Settings settings) {
    if (settings.find(Setting.TARGET).isPresent()) {
      throw new DataException(
          name + " has images, not columns: leave --target out; the labels are the target");
    }
  }

  private Prepared prepare(Parts parts, Optional<ImageSet> own, Settings settings) {
    ImageEncoder encoder = ImageEncoder.fit(set, parts.train(), settings.get(Setting.NORMALIZE));
    Tensor x = encoder.x(set.images());
    TensorDataset test =
        own.map(images -> new TensorDataset(encoder.x(images.images()), images.labels()))
            .orElseGet(() -> rows(x, parts.test()));
    return new Prepared(
        new Preparation.Images(encoder),
        rows(x, parts.train()),
        Optional.of(parts.validation()).filter(r -> r.length > 0).map(r -> rows(x, r)),
        test,
        Parts.fromOne(parts.train()),
        Parts.fromOne(own.map(ImageSet::allRows).orElse(parts.test())),
        facts(encoder, set.size() + own.map(ImageSet::size).orElse(0)));
  }

  @Override
  public DataCard card() {
    List<DataCard.Part> parts = new ArrayList<>(DataCard.parts("", set));
    testSet.ifPresent(own -> parts.addAll(DataCard.parts("test ", own)));
    return DataCard.of(name, set.size() + testSet.map(ImageSet::size).orElse(0), parts);
  }

  private TensorDataset rows(Tensor x, int[] rows) {
    if (rows.length == set.size()) {
      return new TensorDataset(x, set.labels());
    }
    Tensor index = Tensor.of(Arrays.stream(rows).asLongStream().toArray());
    return new TensorDataset(x.indexSelect(0, index), set.labels().indexSelect(0, index));
  }

  private List<String> facts(ImageEncoder encoder, int images) {
    return List.of(
        "data      %s: %,d images of %d x %d pixels"
            .formatted(name, images, encoder.rows(), encoder.columns()),
        "target    "
            + encoder.classes().size()
            + " classes: "
            + String.join(", ", encoder.classes()));
  }

  @Override
  public TensorDataset rows(Preparation preparation) {
    ImageSet judged = testSet.orElse(set);
    return switch (preparation) {
      case Preparation.Images(var encoder) ->
          new TensorDataset(encoder.x(judged.images()), judged.labels());
      case Preparation.Tabular _ ->
          throw new DataException(name + " has images, and the model is one for tables");
    };
  }

  @Override
  public List<String> raw(Preparation preparation, int row) {
    return List.of();
  }

  @Override
  public Tensor predict(TrainedModel model) {
    return model.predict(testSet.orElse(set));
  }
}
