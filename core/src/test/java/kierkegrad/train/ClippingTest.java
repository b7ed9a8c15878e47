package kierkegrad.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import kierkegrad.backend.Backend;
import kierkegrad.backend.Storage;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.StaleTensorException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClippingTest {
  private static final String THREADS = "kierkegrad.threads";
  private static final int[] SIZES = {3, 50_001, 0, 17};

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final List<Parameter> parameters = new ArrayList<>();

  ClippingTest() {
    for (int size : SIZES) {
      parameters.add(new Parameter(Tensor.zeros(size)));
    }
  }

  @AfterEach
  void restore() {
    System.clearProperty(THREADS);
  }

  private Tensor noise(int n) {
    return Tensor.of(random.doubles(n, -2, 2).toArray(), n).to(DType.F32);
  }

  private Gradients gradients() {
    Gradients gradients = Gradients.none();
    for (int i = 0; i < SIZES.length; i++) {
      gradients = gradients.with(parameters.get(i), noise(SIZES[i]));
    }
    return gradients;
  }

  @Test
  void theNormIsThatOfALoopOnAnyNumberOfThreads() {
    Gradients gradients = gradients();
    double squares = 0;
    for (Parameter parameter : parameters) {
      for (double g : gradients.of(parameter).toDoubleArray()) {
        squares += g * g;
      }
    }
    System.setProperty(THREADS, "1");
    double norm = gradients.norm();
    assertThat(norm).as("seed %d", seed).isCloseTo(Math.sqrt(squares), within(1e-12 * norm));
    for (String threads : List.of("2", "8")) {
      System.setProperty(THREADS, threads);
      assertThat(gradients.norm()).isEqualTo(norm);
    }
  }

  /// √(3² + 4² + 12²) = 13, of a transposed view, of a part of a vector, and in double.
  @Test
  void theNormSeesThroughViews() {
    Tensor view = Tensor.of(new float[][] {{3, 0}, {0, 0}}).transpose(0, 1);
    Tensor part = Tensor.of(new float[] {100, 4, 100}).slice(0, 1, 2);
    Gradients gradients =
        Gradients.none()
            .with(parameters.get(0), view)
            .with(parameters.get(1), part)
            .with(parameters.get(2), Tensor.of(new double[] {12}));
    assertThat(gradients.norm()).isEqualTo(13);
    assertThat(Gradients.none().norm()).isZero();
  }

  /// As in PyTorch, where a NaN in the norm multiplies everything.
  @Test
  void aNanSpreadsToAllGradients() {
    Gradients gradients =
        Gradients.none()
            .with(parameters.get(0), Tensor.of(new float[] {1, Float.NaN}))
            .with(parameters.get(1), Tensor.ones(1));
    assertThat(gradients.clipNorm(1).of(parameters.get(1)).item()).isNaN();
  }

  /// Of 3, −4 and 0: 7, 5 and 4; 2 and 1 are not 0 throughout.
  @Test
  void thereAreNormsOfAnyOrder() {
    Gradients gradients =
        Gradients.none()
            .with(parameters.get(0), Tensor.of(new float[] {3, -4}))
            .with(parameters.get(1), Tensor.zeros(1));
    assertThat(gradients.norm(1)).isEqualTo(7);
    assertThat(gradients.norm(2)).isEqualTo(5);
    assertThat(gradients.norm(Double.POSITIVE_INFINITY)).isEqualTo(4);
    assertThat(gradients.norm(0)).isEqualTo(1);
    assertThat(gradients.norm(3)).isCloseTo(Math.cbrt(91), within(1e-12));
    assertThat(Gradients.none().norm(1)).isZero();
    assertThat(gradients.clipNorm(3.5, 1, false).of(parameters.get(0)).toDoubleArray())
        .containsExactly(new double[] {1.5, -2}, within(1e-5));
  }

  @Test
  void aNormThatIsNotFiniteCanBeAnError() {
    Gradients gradients =
        Gradients.none().with(parameters.get(0), Tensor.of(new float[] {1, Float.NaN}));
    assertThatThrownBy(() -> gradients.clipNorm(1, 2, true))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("the norm of all gradients is NaN");
    BoundClipping bound = new Clipping.Norm(1, 2, true).bind(gradients);
    assertThatThrownBy(bound::run).isInstanceOf(ArithmeticException.class);
  }

  private static Stream<Clipping> clippings() {
    return Stream.of(
        new Clipping.None(),
        new Clipping.Norm(1),
        new Clipping.Norm(1e9),
        new Clipping.Norm(1, 1, false),
        new Clipping.Norm(0.5, Double.POSITIVE_INFINITY, true),
        new Clipping.Value(0.5));
  }

  @ParameterizedTest
  @MethodSource("clippings")
  void aBoundClippingLimitsWhatTheStoragesHold(Clipping clipping) {
    Gradients places = gradients();
    List<Storage> storages = parameters.stream().map(p -> places.of(p).storage()).toList();
    BoundClipping bound = clipping.bind(places);
    for (int run = 0; run < 3; run++) {
      Gradients next = gradients();
      for (int i = 0; i < SIZES.length; i++) {
        Backend.current().overwrite(storages.get(i), next.of(parameters.get(i)));
      }
      bound.run();
      Gradients limited = bound.gradients();
      Gradients expected = clipping.apply(next);
      for (Parameter parameter : parameters) {
        assertThat(limited.of(parameter).sameBits(expected.of(parameter))).isTrue();
      }
      assertThat(limited.of(parameters.getFirst()).storage())
          .isSameAs(bound.gradients().of(parameters.getFirst()).storage());
    }
  }

  @Test
  void whatAnEarlierRunLimitedIsStale() {
    for (Clipping clipping : List.of(new Clipping.Norm(1), new Clipping.Value(1))) {
      BoundClipping bound = clipping.bind(gradients());
      bound.run();
      Tensor first = bound.gradients().of(parameters.getFirst());
      bound.run();
      assertThatThrownBy(first::toFloatArray).isInstanceOf(StaleTensorException.class);
    }
  }
}
