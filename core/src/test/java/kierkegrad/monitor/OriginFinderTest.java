package kierkegrad.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import kierkegrad.data.Batch;
import kierkegrad.data.Loader;
import kierkegrad.data.TensorDataset;
import kierkegrad.explain.Origin;
import kierkegrad.explain.Origin.Place;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.Loss;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.optim.SGD;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Trainer;
import kierkegrad.train.TrainerBuilder;
import kierkegrad.train.TrainingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginFinderTest {
  private static final int ROWS = 8;

  /// A linear layer, and a function of what it gives.
  record Curved(Linear fc, Hook hook) implements Layer {
    Curved(UnaryOperator<Tensor> f) {
      this(Seed.use(Seed.of(1), () -> new Linear(2, 1)), new Hook(f));
    }

    @Override
    public Tensor forward(Tensor x) {
      return hook.forward(fc.forward(x));
    }
  }

  record Hook(UnaryOperator<Tensor> f) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return f.apply(x);
    }
  }

  /// The fc gives the first feature.
  private static Curved curved(UnaryOperator<Tensor> f) {
    Curved model = new Curved(f);
    model.fc().weight().set(Tensor.of(new float[] {1, 0}, 1, 2));
    model.fc().bias().orElseThrow().set(Tensor.zeros(1));
    return model;
  }

  private static float[] features(int row, float value) {
    float[] x = new float[2 * ROWS];
    Arrays.fill(x, 1);
    x[2 * row] = value;
    return x;
  }

  private static TensorDataset data(int row, float value) {
    return new TensorDataset(Tensor.of(features(row, value), ROWS, 2), Tensor.zeros(ROWS, 1));
  }

  /// What a failing training tells, and the parameters that it leaves as they were.
  private record Failure(Origin origin, TrainingException exception, OriginFinder finder) {}

  private static Failure fail(
      Layer model, Loss loss, double lr, TensorDataset data, boolean compiled) {
    OriginFinder finder = new OriginFinder();
    TrainerBuilder builder =
        Trainer.of(model, loss, new SGD(model.parameters(), lr)).epochs(50).callback(finder);
    Trainer trainer = (compiled ? builder.compiled() : builder).build();
    TrainingException e =
        catchThrowableOfType(TrainingException.class, () -> trainer.fit(new Loader(data, ROWS)));
    assertThat(e).isNotNull();
    assertThat(finder.origin()).as(e.getMessage()).isPresent();
    assertThat(e.getMessage()).endsWith(finder.origin().get().sentence());
    assertThat(e.origin()).contains(finder.origin().get().sentence());
    model.parameters().forEach(p -> assertThat(p.value().isFinite().all()).as(p.name()).isTrue());
    return new Failure(finder.origin().get(), e, finder);
  }

  /// Batch norm and the mean of the loss spread the NaN over all rows; dropout draws again what it
  /// drew.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void findsANumberInAnInputRow(boolean compiled) {
    float[] x = features(5, 1);
    x[11] = Float.NaN;
    Sequential model =
        Seed.use(
            Seed.of(2),
            () ->
                new Sequential(
                    new Linear(2, 4),
                    new BatchNorm1d(4),
                    new ReLU(),
                    new Dropout(0.5),
                    new Linear(4, 1)));
    TensorDataset data = new TensorDataset(Tensor.of(x, ROWS, 2), Tensor.zeros(ROWS, 1));
    Failure failure = fail(model, new MSELoss(), 0.1, data, compiled);

    assertThat(failure.origin().place()).isEqualTo(Place.INPUT);
    assertThat(failure.origin().row()).hasValue(5);
    assertThat(failure.origin().column()).hasValue(1);
    assertThat(failure.exception())
        .hasMessage(
            "training: the loss is NaN in epoch 1, step 1, at learning rate 0.1; row 5 of the batch holds NaN in feature 1; fill or drop such values before training");
    assertThat(failure.finder().failed().orElseThrow().position()).isZero();
  }

  @Test
  void findsANumberInATarget() {
    float[] y = new float[ROWS];
    y[3] = Float.POSITIVE_INFINITY;
    TensorDataset data = new TensorDataset(Tensor.ones(ROWS, 2), Tensor.of(y, ROWS, 1));
    Failure failure = fail(curved(t -> t), new MSELoss(), 0.1, data, false);
    assertThat(failure.origin().sentence())
        .isEqualTo(
            "row 3 of the batch has the target Infinity; fill or drop such targets before training");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void findsTheLogarithmOfZero(boolean compiled) {
    Failure failure = fail(curved(Tensor::log), new MSELoss(), 0.1, data(2, 0), compiled);
    assertThat(failure.origin().place()).isEqualTo(Place.FORWARD);
    assertThat(failure.origin().name()).isEqualTo("log");
    assertThat(failure.origin().layer()).isEqualTo("hook");
    assertThat(failure.origin().row()).hasValue(2);
    assertThat(failure.origin().from()).containsExactly(0.0);
    assertThat(failure.origin().value()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(failure.origin().sentence())
        .startsWith("the first -Infinity is log(0), in layer hook, for row 2 of the batch; keep");
  }

  /// e^89 > 3.4e38.
  @Test
  void findsAnExponentialThatOverflows() {
    Failure failure = fail(curved(Tensor::exp), new MSELoss(), 0.1, data(7, 89), false);
    assertThat(failure.origin().sentence())
        .startsWith(
            "the first Infinity is exp(89), in layer hook, for row 7 of the batch; keep its operand small");
  }

  @Test
  void findsZeroByZero() {
    Failure failure = fail(curved(t -> t.div(t)), new MSELoss(), 0.1, data(4, 0), false);
    assertThat(failure.origin().sentence())
        .isEqualTo(
            "the first NaN is div(0, 0), in layer hook, for row 4 of the batch; add a small number to the divisor");
  }

  /// √0 is 0, so the loss is finite, but its slope is 1/(2·√0) and 2·(0 − 1)·∞ = −∞.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void findsTheSlopeOfARootAtZeroInTheVeryStep(boolean compiled) {
    Curved model = curved(Tensor::sqrt);
    TensorDataset data =
        new TensorDataset(Tensor.of(features(6, 0), ROWS, 2), Tensor.ones(ROWS, 1).mul(3));
    Failure failure = fail(model, new MSELoss(), 0.1, data, compiled);
    assertThat(failure.exception().step()).isEqualTo(1);
    assertThat(failure.exception().loss()).isFinite();
    assertThat(failure.exception()).hasMessageContaining("the norm of the gradients is");
    assertThat(failure.origin().place()).isEqualTo(Place.BACKWARD);
    assertThat(failure.origin().sentence())
        .startsWith(
            "the first -Infinity is the gradient of sqrt(0), in layer hook, for row 6 of the batch; add");
    assertThat(model.fc().weight().value().toFloatArray()).containsExactly(1, 0);
  }

  /// Weights grow by a factor of 2·10⁶ per step until a product leaves float32.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void findsWeightsThatExplode(boolean compiled) {
    Sequential model =
        Seed.use(Seed.of(2), () -> new Sequential(new Linear(2, 3), new ReLU(), new Linear(3, 1)));
    Failure failure = fail(model, new MSELoss(), 1e6, data(0, 2), compiled);
    assertThat(failure.origin().place()).isIn(Place.FORWARD, Place.BACKWARD);
    assertThat(failure.origin().from()).anyMatch(size -> size > 1e15);
    assertThat(failure.origin().sentence())
        .endsWith("lower the learning rate, normalise the features, or clip the gradients");
  }

  /// The gradient is finite, but η times it is not.
  @Test
  void findsAParameterThatAnUpdateDestroyed() {
    Curved model = curved(t -> t.mul(1e18));
    OriginFinder finder = new OriginFinder();
    Trainer trainer =
        Trainer.of(model, (y, t) -> y.mean(), new SGD(model.parameters(), 1e30))
            .epochs(2)
            .callback(finder)
            .build();
    TrainingException e =
        catchThrowableOfType(
            TrainingException.class, () -> trainer.fit(new Loader(data(0, 1), ROWS)));
    assertThat(e.step()).isEqualTo(2);
    assertThat(finder.origin().orElseThrow().place()).isEqualTo(Place.PARAMETER);
    assertThat(e).hasMessageContaining("holds -Infinity since an earlier update; lower");
  }

  /// A mask of −∞ is no fault; the NaN is made where a row has nothing but the mask.
  @Test
  void isNotMisledByAMask() {
    boolean[] out = new boolean[ROWS * 2];
    out[0] = true;
    out[6] = true;
    out[7] = true;
    Tensor mask = Tensor.of(out, ROWS, 2);
    Sequential model =
        Seed.use(
            Seed.of(2),
            () ->
                new Sequential(
                    new Linear(2, 2),
                    new Hook(t -> t.maskedFill(mask, Double.NEGATIVE_INFINITY).softmax(1))));
    TensorDataset data = new TensorDataset(Tensor.ones(ROWS, 2), Tensor.zeros(ROWS, 2));
    Failure failure = fail(model, new MSELoss(), 0.1, data, false);
    assertThat(failure.origin().row()).hasValue(3);
    assertThat(failure.origin().layer()).isEqualTo("1");
  }

  /// Rows 0 to 3 train well, validation has a NaN in its row 1.
  @Test
  void findsAValidationRow() {
    Curved model = curved(t -> t);
    OriginFinder finder = new OriginFinder();
    float[] x = features(1, Float.NaN);
    Trainer trainer =
        Trainer.of(model, new MSELoss(), new SGD(model.parameters(), 0.01))
            .validation(new TensorDataset(Tensor.of(x, ROWS, 2), Tensor.zeros(ROWS, 1)))
            .callback(finder)
            .build();
    TrainingException e =
        catchThrowableOfType(
            TrainingException.class, () -> trainer.fit(new Loader(data(0, 1), ROWS)));
    assertThat(e)
        .hasMessageContaining("the validation loss is NaN in epoch 1, step 1")
        .hasMessageContaining("row 1 of the batch holds NaN in feature 0");
  }

  @Test
  void findsNothingWhereAllIsFinite() {
    Curved model = curved(t -> t);
    Batch batch = data(0, 1).all();
    assertThat(
            kierkegrad.explain.NonFinite.find(
                model, new MSELoss(), java.util.Optional.empty(), batch))
        .isEmpty();
    Sequential classes = Seed.use(Seed.of(1), () -> new Sequential(new Linear(2, 3)));
    assertThat(
            kierkegrad.explain.NonFinite.find(
                classes,
                new CrossEntropyLoss(),
                java.util.Optional.of(() -> Tensor.scalar(0)),
                new Batch(batch.x(), Tensor.of(new long[ROWS]))))
        .isEmpty();
  }
}
