package kierkegrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArrangementTest {
  private static Tensor numbered(int... shape) {
    return Tensor.arange(Shape.of(shape).elements()).reshape(shape);
  }

  private static Tensor index(long... values) {
    return Tensor.of(values, values.length);
  }

  @Test
  void triangles() {
    assertThat(numbered(2, 3).tril(0).toLongArray()).containsExactly(0, 0, 0, 3, 4, 0);
    assertThat(numbered(2, 3).triu(1).toLongArray()).containsExactly(0, 1, 2, 0, 0, 5);
    assertThatThrownBy(() -> numbered(3).tril(0))
        .hasMessage("tril: [3] is no matrix: expects […, m, n]");
  }

  @Test
  void diagonals() {
    Tensor x = numbered(2, 3);

    assertThat(x.diagonal().toLongArray()).containsExactly(0, 4);
    assertThat(x.diagonal(1, 0, 1).toLongArray()).containsExactly(1, 5);
    assertThat(x.diagonal(-1, 0, 1).toLongArray()).containsExactly(3);
    assertThat(x.diagonal(9, 0, 1).elements()).isZero();
    assertThat(numbered(2, 2, 2).diagonal(0, 0, 2).toLongArray()).containsExactly(0, 5, 2, 7);
    assertThat(index(1, 2).diagEmbed(0).toLongArray()).containsExactly(1, 0, 0, 2);
    assertThat(index(7).diagEmbed(-1).toLongArray()).containsExactly(0, 0, 7, 0);
    assertThat(index(1, 2).diag(0).diag(0).toLongArray()).containsExactly(1, 2);
    assertThat(x.trace().itemLong()).isEqualTo(4);
    assertThatThrownBy(() -> numbered(1, 1, 1).diag(0)).hasMessageContaining("[1, 1, 1]");
    assertThatThrownBy(() -> numbered(3).trace()).hasMessage("trace: [3] is no matrix");
    assertThatThrownBy(() -> x.diagonal(0, 1, 1)).hasMessageContaining("are no plane");
    assertThatThrownBy(() -> Tensor.scalar(1).diagEmbed(0)).hasMessageContaining("diag_embed");
  }

  @Test
  void rolls() {
    Tensor x = numbered(2, 3);

    assertThat(x.roll(1, 1).toLongArray()).containsExactly(2, 0, 1, 5, 3, 4);
    assertThat(x.roll(-1, 0).toLongArray()).containsExactly(3, 4, 5, 0, 1, 2);
    assertThat(x.roll(2).toLongArray()).containsExactly(4, 5, 0, 1, 2, 3);
    assertThat(x.roll(new int[] {1, 1}, new int[] {0, 1}).toLongArray())
        .containsExactly(5, 3, 4, 2, 0, 1);
    assertThatThrownBy(() -> x.roll(new int[] {1}, new int[] {0, 1}))
        .hasMessage("roll: 1 shifts for 2 dimensions");
  }

  @Test
  void repeats() {
    Tensor x = numbered(1, 2);

    assertThat(x.repeat(2, 2).toLongArray()).containsExactly(0, 1, 0, 1, 0, 1, 0, 1);
    assertThat(x.tile(2).shape()).isEqualTo(Shape.of(1, 4));
    assertThat(index(3, 4).repeatInterleave(2, 0).toLongArray()).containsExactly(3, 3, 4, 4);
    assertThat(index(3, 4).repeatInterleave(index(0, 2), 0).toLongArray()).containsExactly(4, 4);
    assertThat(index(3, 4).repeatInterleave(index(1), 0).toLongArray()).containsExactly(3, 4);
    assertThatThrownBy(() -> x.repeat(2)).hasMessageContaining("repeat: [2] for [1, 2]");
    assertThatThrownBy(() -> x.repeatInterleave(-1, 0)).hasMessageContaining("-1 times");
    assertThatThrownBy(() -> index(3, 4).repeatInterleave(index(1, -1), 0))
        .hasMessage("repeat_interleave: a number of times is negative");
    assertThatThrownBy(() -> index(3, 4).repeatInterleave(index(1, 1, 1), 0))
        .hasMessageContaining("[3] numbers of repetitions");
  }

  @Test
  void parts() {
    Tensor x = numbered(5);

    assertThat(x.chunk(2, 0).stream().map(Tensor::elements)).containsExactly(3, 2);
    assertThat(numbered(0).chunk(2, 0)).hasSize(2);
    assertThat(x.tensorSplit(3, 0).stream().map(Tensor::elements)).containsExactly(2, 2, 1);
    assertThat(x.split(0, new int[] {1, 4}).getLast().toLongArray()).containsExactly(1, 2, 3, 4);
    assertThat(numbered(2, 3).unbind(1)).hasSize(3);
    assertThatThrownBy(() -> x.chunk(0, 0)).hasMessage("chunk: 0 parts; use at least 1");
    assertThatThrownBy(() -> x.tensorSplit(0, 0)).hasMessageContaining("0 parts");
    assertThatThrownBy(() -> x.split(0, new int[] {1, 1})).hasMessageContaining("do not add up");
  }

  @Test
  void turnsAndMoves() {
    Tensor x = numbered(2, 3);

    assertThat(x.rot90(1, 0, 1).toLongArray()).containsExactly(2, 5, 1, 4, 0, 3);
    assertThat(x.rot90(-1, 0, 1).toLongArray()).containsExactly(3, 0, 4, 1, 5, 2);
    assertThat(x.rot90(2, 0, 1).toLongArray()).containsExactly(5, 4, 3, 2, 1, 0);
    assertThat(x.rot90(4, 0, 1)).isSameAs(x);
    assertThat(numbered(2, 3, 4).movedim(0, 2).shape()).isEqualTo(Shape.of(3, 4, 2));
    assertThat(x.unflatten(1, 3, -1).shape()).isEqualTo(Shape.of(2, 3, 1));
    assertThat(numbered(3, 1).broadcastTo(2, -1, 4).shape()).isEqualTo(Shape.of(2, 3, 4));
    assertThatThrownBy(() -> x.rot90(1, 0, 0)).hasMessageContaining("are no plane");
    assertThatThrownBy(() -> x.unflatten(1, 2, 2)).hasMessageContaining("unflatten: [2, 2]");
    assertThatThrownBy(() -> x.movedim(new int[] {0, 0}, new int[] {0, 1}))
        .hasMessageContaining("as many distinct dimensions on both sides");
  }

  @Test
  void grids() {
    List<Tensor> ij = Tensor.meshgrid(index(1, 2), index(3, 4, 5));
    List<Tensor> xy = Tensor.meshgridXy(index(1, 2), index(3, 4, 5));

    assertThat(ij.getFirst().toLongArray()).containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(ij.getLast().toLongArray()).containsExactly(3, 4, 5, 3, 4, 5);
    assertThat(xy.getFirst().toLongArray()).containsExactly(1, 2, 1, 2, 1, 2);
    assertThatThrownBy(() -> Tensor.meshgrid(numbered(1, 1)))
        .hasMessage("meshgrid: [1, 1] is no vector");
  }
}
