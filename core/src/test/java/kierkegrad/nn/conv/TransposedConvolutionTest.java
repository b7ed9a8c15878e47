package kierkegrad.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import kierkegrad.nn.pool.FractionalMaxPool2d;
import kierkegrad.nn.pool.FractionalMaxPool3d;
import kierkegrad.nn.pool.MaxPool1d;
import kierkegrad.nn.pool.MaxUnpool1d;
import kierkegrad.op.Span;
import kierkegrad.op.Volume;
import kierkegrad.op.Window;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.PadMode;
import kierkegrad.tensor.Reductions;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// By hand: what every element writes, what volumes see, what folds back.
class TransposedConvolutionTest {
  @Test
  void everyElementWritesTheWeight() {
    Tensor x = Tensor.of(new float[] {1, 2, 3}, 1, 1, 3);
    Tensor w = Tensor.of(new float[] {1, 10, 100}, 1, 1, 3);
    Tensor b = Tensor.of(new float[] {0.5f});

    assertThat(x.convTranspose1d(w, Optional.of(b), Span.of(3), 1).toFloatArray())
        .containsExactly(1.5f, 12.5f, 123.5f, 230.5f, 300.5f);
    assertThat(x.convTranspose1d(w, Optional.empty(), Span.of(3).stride(2), 1, 1).toFloatArray())
        .containsExactly(1, 10, 102, 20, 203, 30, 300, 0);
    assertThat(x.convTranspose1d(w, Optional.empty(), Span.of(3).padding(2), 1).toFloatArray())
        .containsExactly(123);
  }

  @Test
  void reachesTheSizeThatIsAskedFor() {
    ConvTranspose2d layer = new ConvTranspose2d(1, 1, Window.of(3).stride(2));

    assertThat(layer.forward(Tensor.ones(1, 1, 2, 2), 6, 5).shape().toArray())
        .containsExactly(1, 1, 6, 5);
    assertThatThrownBy(() -> layer.forward(Tensor.ones(1, 1, 2, 2), 7, 5))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("dimension -2 can be from 5 to 6");
    assertThat(layer.in()).isEqualTo(1);
    assertThat(layer.out()).isEqualTo(1);
    assertThat(layer.state().keySet()).containsExactly("weight", "bias");
  }

  @Test
  void saysWhatDoesNotFit() {
    Tensor x = Tensor.ones(1, 2, 4);
    Tensor w = Tensor.ones(2, 1, 3);
    assertThatThrownBy(() -> x.convTranspose1d(w, Optional.empty(), Span.of(3), 1, 1))
        .hasMessageContaining("an output padding of 1 does not fit a window with kernel=3");
    assertThatThrownBy(() -> x.convTranspose1d(w, Optional.empty(), Span.of(3), 1, 1, 1))
        .hasMessage("conv_transpose1d: 2 numbers of output padding; give 1 or 1");
    assertThatThrownBy(() -> x.convTranspose1d(w, Optional.of(x.flatten()), Span.of(3), 1))
        .hasMessage("conv_transpose1d: the bias is [8], but there are 1 channels out");
    assertThatThrownBy(() -> new ConvTranspose1d(2, 1, 3).forward(Tensor.ones(3, 4)))
        .hasMessage("conv_transpose1d: expects 2 channels, [n, 2, l], got [3, 4]");
    assertThatThrownBy(() -> new ConvTranspose3d(3, 4, Volume.of(2), 2, true))
        .hasMessageContaining("3 channels in and 4 out do not fall into 2 groups");
    assertThatThrownBy(() -> Span.of(3).stride(2).same()).hasMessageContaining("cannot keep");
    assertThatThrownBy(() -> Tensor.ones(1, 1, 2, 2).unfold(Window.of(3)))
        .hasMessageContaining("does not fit into a size of 2");
    assertThatThrownBy(() -> Tensor.ones(1, 4, 5).fold(3, 3, Window.of(2)))
        .hasMessageContaining("expects [n, c·4, 4]");
    assertThatThrownBy(() -> Tensor.ones(1, 3).pad(new int[] {3, 0}, PadMode.REFLECT))
        .hasMessageContaining("pad at most 2");
    assertThatThrownBy(() -> Tensor.ones(3).pad(new int[] {-2, -2}))
        .hasMessageContaining("nothing is left");
    assertThatThrownBy(() -> Tensor.ones(3).pad(new int[] {1}))
        .hasMessageContaining("expects two for each");
  }

  /// The corners of a cube of ones: each window of 2³ sees its sum.
  @Test
  void volumesAreSummedSliceBySlice() {
    Tensor x = Tensor.arange(12).to(DType.F32).reshape(1, 1, 3, 2, 2);
    Tensor w = Tensor.ones(1, 1, 2, 2, 2);

    assertThat(x.conv3d(w, Optional.empty(), Volume.of(2), 1).toFloatArray())
        .containsExactly(28, 60);
  }

  @Test
  void foldingAddsWhatOverlaps() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 1, 2, 3);
    Tensor columns = x.unfold(Window.of(2));

    assertThat(columns.toFloatArray()).containsExactly(1, 2, 2, 3, 4, 5, 5, 6);
    assertThat(columns.fold(2, 3, Window.of(2)).toFloatArray()).containsExactly(1, 4, 3, 4, 10, 6);
    assertThat(x.unfold(-1, 2, 1).shape().toArray()).containsExactly(1, 1, 2, 2, 2);
  }

  @Test
  void maximaGoBackToTheirPlaces() {
    Tensor x = Tensor.of(new float[] {1, 5, 3, 2, 7, 7}, 1, 1, 6);
    Reductions.Extreme found = new MaxPool1d(2).forwardWithIndices(x);

    assertThat(found.indices().toLongArray()).containsExactly(1, 2, 4);
    assertThat(new MaxUnpool1d(2).forward(found.values(), found.indices()).toFloatArray())
        .containsExactly(0, 5, 3, 0, 7, 0);
    assertThat(new MaxUnpool1d(2))
        .hasToString("MaxUnpool1d(kernel_size=(2,), stride=(2,), padding=(0,))");
  }

  /// α = (6 − 2)/(3 − 1) = 2, so with u = 0 the windows begin at 0, 2 and 4.
  @Test
  void fractionalWindowsBeginWhereTheSamplesSay() {
    Tensor x = Tensor.of(new float[] {1, 5, 3, 2, 7, 8}, 1, 1, 1, 6);
    Reductions.Extreme found =
        x.fractionalMaxPool(new int[] {1, 2}, new int[] {1, 3}, Tensor.zeros(1, 1, 2));

    assertThat(found.values().toFloatArray()).containsExactly(5, 3, 8);
    assertThat(found.indices().toLongArray()).containsExactly(1, 2, 5);
    assertThat(new FractionalMaxPool2d(2, 0.5).forward(Tensor.ones(1, 2, 6, 8)).shape().toArray())
        .containsExactly(1, 2, 3, 4);
    assertThat(new FractionalMaxPool3d(2, 2).forward(Tensor.ones(2, 4, 5, 6)).shape().toArray())
        .containsExactly(2, 2, 2, 2);
    assertThat(new FractionalMaxPool3d(2, 2)).hasToString("FractionalMaxPool3d()");
    assertThatThrownBy(() -> new FractionalMaxPool2d(3, 3).forward(Tensor.ones(1, 2, 4, 6)))
        .hasMessageContaining("3 windows of 3 do not fit into dimension 2 of [1, 2, 4, 6]");
    assertThatThrownBy(() -> new FractionalMaxPool2d(3, 1.5)).hasMessageContaining("below 1");
  }
}
