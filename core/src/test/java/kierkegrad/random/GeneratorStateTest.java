package kierkegrad.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;
import java.util.stream.Stream;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratorStateTest {
  static Stream<Supplier<Generator>> kinds() {
    return Stream.of(() -> Seed.of(7), () -> Seed.torch(7));
  }

  /// At each of 700 places (more than the words of a Mersenne twister, at every lane of a block,
  /// and with a normal number waiting at every other), another generator goes on with the same
  /// numbers.
  @ParameterizedTest
  @MethodSource("kinds")
  void goesOnFromTheMiddle(Supplier<Generator> kind) {
    Generator generator = kind.get();
    for (int i = 0; i < 700; i++) {
      Tensor state = generator.state();
      Generator other = kind.get();
      other.nextNormal();
      other.restore(state);
      assertThat(draw(other)).isEqualTo(draw(generator));
      generator.restore(state);
      if (i % 3 == 0) {
        generator.nextBits();
      } else {
        generator.nextNormal();
      }
    }
  }

  private static String draw(Generator generator) {
    float[] y = new float[20];
    double normal = generator.nextNormal();
    generator.normal(y, 0, 1);
    return normal + java.util.Arrays.toString(y) + generator.nextBits() + generator.nextLong();
  }

  @Test
  void aStateBringsItsSeedAlong() {
    Philox generator = new Philox(1);
    generator.restore(new Philox(2, 5).state());
    assertThat(generator.seed()).isEqualTo(2);
    assertThat(generator.position()).isEqualTo(5);
    assertThat(generator.nextBits()).isEqualTo(new Philox(2, 5).nextBits());
  }

  @Test
  void refusesTheStateOfAnotherKind() {
    assertThatThrownBy(() -> Seed.of(1).restore(Seed.torch(1).state()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "generator Philox: its state has 2 whole numbers, not I64 [627]; was it saved by another kind of generator?");
    assertThatThrownBy(() -> Seed.torch(1).restore(Seed.of(1).state()))
        .hasMessageContaining("generator torch: its state has 627 whole numbers, not I64 [2]");
    long[] damaged = Seed.torch(1).state().toLongArray();
    damaged[624] = 625;
    assertThatThrownBy(() -> Seed.torch(1).restore(Tensor.of(damaged)))
        .hasMessageContaining("number 625; is the state damaged?");
    assertThatThrownBy(() -> Seed.of(1).restore(Tensor.of(new long[] {1, -4})))
        .hasMessageContaining("the saved position is -4");
  }

  @Test
  void aGeneratorOfTheUsersOwnRefusesUnlessItOverrides() {
    Generator own = () -> 4;
    assertThatThrownBy(own::state)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("does not override state()")
        .hasMessageContaining("or take Seed.of(…)");
    assertThatThrownBy(() -> own.restore(Tensor.zeros(2)))
        .hasMessageContaining("does not override restore(state)");
  }
}
