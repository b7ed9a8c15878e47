package kierkegrad.cli.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.DataException;
import kierkegrad.formats.image.ImageEncoder;
import kierkegrad.formats.image.ImageSet;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.report.training.DataSummary;
import kierkegrad.report.training.Example;
import kierkegrad.tensor.Tensor;

/// Images, with a test part of their own or without.
record ImageSource(String name, ImageSet set, Optional<ImageSet> testSet) implements Source {
  @Override
  public Prepared prepare(Plan plan) {
    if (plan.target().isPresent()) {
      throw new DataException(
          name + " has images, not columns: leave --target out; the labels are the target");
    }
    return testSet.map(test -> prepare(plan, test)).orElseGet(() -> prepareSplit(plan));
  }

  private Prepared prepare(Plan plan, ImageSet test) {
    ImageEncoder encoder = ImageEncoder.fit(set, set.allRows(), plan.normalize());
    return prepared(
        encoder,
        new TensorDataset(encoder.x(set.images()), set.labels()),
        new TensorDataset(encoder.x(test.images()), test.labels()),
        set.allRows(),
        test.allRows());
  }

  private Prepared prepareSplit(Plan plan) {
    Parts parts = Parts.of(name, set.labels(), plan);
    ImageEncoder encoder = ImageEncoder.fit(set, parts.train(), plan.normalize());
    Tensor x = encoder.x(set.images());
    return prepared(
        encoder, rows(x, parts.train()), rows(x, parts.test()), parts.train(), parts.test());
  }

  private TensorDataset rows(Tensor x, int[] rows) {
    Tensor index = Tensor.of(Arrays.stream(rows).asLongStream().toArray());
    return new TensorDataset(x.indexSelect(0, index), set.labels().indexSelect(0, index));
  }

  private Prepared prepared(
      ImageEncoder encoder,
      TensorDataset train,
      TensorDataset test,
      int[] trainRows,
      int[] testRows) {
    List<String> facts =
        List.of(
            "data      %s: %,d images of %d x %d pixels"
                .formatted(name, train.size() + test.size(), encoder.rows(), encoder.columns()),
            "target    "
                + encoder.classes().size()
                + " classes: "
                + String.join(", ", encoder.classes()));
    return new Prepared(
        new Preparation.Images(encoder),
        train,
        test,
        Parts.fromOne(trainRows),
        Parts.fromOne(testRows),
        facts);
  }

  @Override
  public DataSummary summary(Prepared prepared) {
    String scaling =
        prepared.preparation() instanceof Preparation.Images(var encoder)
            ? encoder.mean() == 0
                ? "Grey levels are divided by %.0f.".formatted(encoder.scale())
                : "Grey levels b become (b − %.2f) / %.2f, with the mean and the deviation of all training pixels."
                    .formatted(encoder.mean(), encoder.scale())
            : "";
    return new DataSummary(
        prepared.facts().getFirst().substring(TableSummary.WORD),
        prepared.train().size(),
        prepared.test().size(),
        List.of(),
        TableSummary.classes(prepared),
        scaling,
        List.of());
  }

  @Override
  public Example example(Prepared prepared, long row) {
    Tensor image = testSet.orElse(set).images().select(0, Math.toIntExact(row - 1));
    return new Example.Image(image.size(1), image.size(0), image.toByteArray());
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
