package kierkegrad.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import kierkegrad.nn.Buffer;
import kierkegrad.tensor.StaleTensorException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs that compute what boxes take on where the boxes hold it.
class InPlaceTest {
  /// What is done with two boxes `[2, 2]`; its result is the output.
  private interface Code extends BiFunction<Buffer, Buffer, Tensor> {}

  private static Stream<Code> programs() {
    return Stream.of(
        (p, q) -> {
          p.set(p.value().mul(2).add(1));
          return q.value().sum();
        },
        // The old value is read after the new one is known.
        (p, q) -> {
          Tensor old = p.value();
          p.set(old.mul(2).add(q.value()));
          q.set(old.sum().add(p.value()));
          return q.value().sum();
        },
        // Other places of the old value are read than are written.
        (p, q) -> {
          p.set(p.value().transpose(0, 1).mul(2));
          q.set(p.value().matmul(q.value()));
          return p.value().sum();
        },
        (p, q) -> {
          p.set(p.value().sub(p.value().sum(0)));
          q.set(p.value().transpose(0, 1));
          return q.value().sum();
        },
        // The output is what a box takes on.
        (p, q) -> {
          Tensor next = p.value().square();
          p.set(next);
          q.set(next);
          return next;
        },
        // A box that keeps its value.
        (p, q) -> {
          p.set(p.value());
          q.set(p.value());
          return q.value().add(0);
        });
  }

  private static Buffer box(double start) {
    return new Buffer(Tensor.linspace(start, start + 1.5, 4).reshape(2, 2));
  }

  private static List<Tensor> after(Code code, Function<Graph, Program> compile) {
    Buffer p = box(-1);
    Buffer q = box(0.25);
    Program program = compile.apply(Graph.trace(_ -> List.of(code.apply(p, q)), List.of()));
    program.run();
    program.run();
    return List.of(p.value().copy(), q.value().copy(), program.output(0).copy());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void haveTheSameResults(Code code) {
    List<Tensor> expected = after(code, Program::of);
    List<Tensor> found = after(code, Program::inPlace);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).sameBits(expected.get(i))).as("result %d", i).isTrue();
    }
  }

  @Test
  void makeWhatWasReadBeforeStale() {
    Buffer p = box(1);
    Graph graph =
        Graph.trace(
            _ -> {
              p.set(p.value().add(1));
              return List.of();
            },
            List.of());
    Program program = Program.inPlace(graph);
    Tensor before = p.value();
    program.run();
    assertThatThrownBy(before::toDoubleArray).isInstanceOf(StaleTensorException.class);
    assertThat(p.value().toDoubleArray()).containsExactly(2, 2.5, 3, 3.5);
    assertThat(p.version()).isEqualTo(1);
    assertThat(program.size()).isEqualTo(2);
  }
}
