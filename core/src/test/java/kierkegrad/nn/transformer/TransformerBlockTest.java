package kierkegrad.nn.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import kierkegrad.grad.Gradients;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.GELU;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.optim.AdamW;
import kierkegrad.optim.Optimizer;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.CompiledStep;
import org.junit.jupiter.api.Test;

class TransformerBlockTest {
  private static final int ROWS = 7;
  private static final int WIDTH = 8;
  private static final int HEADS = 2;

  private static Tensor random(long seed) {
    return Tensor.randn(Seed.of(seed), 3, ROWS, WIDTH);
  }

  /// A block whose biases and norms are not at their start, where some gradients would vanish.
  private static TransformerBlock block() {
    TransformerBlock block = Seed.use(Seed.of(5), () -> new TransformerBlock(WIDTH, HEADS));
    long seed = 6;
    for (Parameter parameter : block.parameters()) {
      int[] shape = parameter.value().shape().toArray();
      parameter.set(parameter.value().add(Tensor.randn(Seed.of(seed++), shape).mul(0.3)));
    }
    return block;
  }

  @Test
  void lossAndGradientsAreThoseOfPlainLoops() {
    Tensor x = random(1);
    Tensor target = random(2);
    TransformerBlock block = block();
    PlainBlock plain = new PlainBlock(block, ROWS, WIDTH, HEADS);
    double[] in = x.toDoubleArray();
    double[] wanted = target.toDoubleArray();
    double expected = plain.loss(in, wanted);

    Tensor narrow = new MSELoss().of(block.forward(x), target);
    Gradients narrowGradients = narrow.backward();
    assertThat(narrow.item()).isCloseTo(expected, within(1e-5 * expected));

    TransformerBlock wide = block();
    wide.to(DType.F64);
    Tensor loss = new MSELoss().of(wide.forward(x.to(DType.F64)), target.to(DType.F64));
    Gradients gradients = loss.backward();
    assertThat(loss.item()).isCloseTo(expected, within(1e-11));

    double h = 1e-4;
    for (Map.Entry<String, double[]> part : plain.state().entrySet()) {
      String name = part.getKey();
      double[] values = part.getValue();
      double[] ours = gradients.of((Parameter) wide.state().get(name)).toDoubleArray();
      double[] floats = narrowGradients.of((Parameter) block.state().get(name)).toDoubleArray();
      for (int i = 0; i < values.length; i += Math.max(1, values.length / 9)) {
        double now = values[i];
        values[i] = now + h;
        double above = plain.loss(in, wanted);
        values[i] = now - h;
        double below = plain.loss(in, wanted);
        values[i] = now;
        double slope = (above - below) / (2 * h);
        assertThat(ours[i]).as("%s %d", name, i).isCloseTo(slope, within(1e-6));
        assertThat(floats[i]).as("%s %d in float32", name, i).isCloseTo(slope, within(1e-4));
      }
    }
  }

  @Test
  void learnsEagerlyAndCompiled() {
    Tensor x = random(3);
    Tensor target = random(4);
    TransformerBlock one = block();
    TransformerBlock other = block();
    Optimizer optimizer = new AdamW(one.parameters(), 1e-2);
    CompiledStep step = new CompiledStep(other, new MSELoss(), new AdamW(other.parameters(), 1e-2));
    double first = 0;
    double last = 0;
    for (int i = 0; i < 60; i++) {
      Tensor loss = new MSELoss().of(one.forward(x), target);
      optimizer.step(loss.backward());
      last = loss.item();
      first = i == 0 ? last : first;
      assertThat(step.run(x, target)).as("step %d", i).isEqualTo(last);
    }
    assertThat(last).isLessThan(first / 10);
  }

  /// The running numbers are part of the compiled step.
  @Test
  void batchNormLearnsEagerlyAndCompiled() {
    Tensor x = random(3).reshape(21, 8);
    Tensor target = random(4).reshape(21, 8);
    Sequential one = new Sequential(new Linear(8, 8), new BatchNorm1d(8), new GELU("tanh"));
    Sequential other = new Sequential(new Linear(8, 8), new BatchNorm1d(8), new GELU("tanh"));
    one.state().forEach((name, box) -> other.state().get(name).set(box.value()));
    Optimizer optimizer = new AdamW(one.parameters(), 1e-2);
    CompiledStep step = new CompiledStep(other, new MSELoss(), new AdamW(other.parameters(), 1e-2));
    for (int i = 0; i < 10; i++) {
      Tensor loss = new MSELoss().of(one.forward(x), target);
      optimizer.step(loss.backward());
      assertThat(step.run(x, target)).as("step %d", i).isEqualTo(loss.item());
    }
    one.state()
        .forEach((name, box) ->
            assertThat(other.state().get(name).value().sameBits(box.value())).as(name).isTrue());
  }
}
