package kierkegrad.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.conv.Conv3d;
import kierkegrad.nn.conv.ConvTranspose3d;
import kierkegrad.nn.norm.BatchNorm3d;
import kierkegrad.nn.norm.GroupNorm;
import kierkegrad.nn.norm.InstanceNorm3d;
import kierkegrad.nn.pad.ReflectionPad3d;
import kierkegrad.nn.pool.AdaptiveAvgPool3d;
import kierkegrad.nn.pool.FractionalMaxPool3d;
import kierkegrad.nn.pool.MaxPool3d;
import kierkegrad.op.Volume;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.SGD;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Interpolation;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.CompiledStep;
import org.junit.jupiter.api.Test;

/// A network of volumes learns the same compiled, running numbers included.
class CompiledVolumesTest {
  private static Sequential network() {
    return Seed.use(
        Seed.of(5),
        () ->
            new Sequential(
                new ReflectionPad3d(1),
                new Conv3d(1, 4, Volume.of(3).stride(1, 2, 1)),
                new InstanceNorm3d(4, 1e-5, Optional.of(0.3), true, true),
                new ReLU(),
                new MaxPool3d(Volume.of(2).stride(1)),
                new ConvTranspose3d(4, 4, Volume.of(2)),
                new BatchNorm3d(4, 1e-5, Optional.empty(), true, true),
                Upsample.to(Interpolation.TRILINEAR, false, 3, 4, 5),
                new GroupNorm(2, 4),
                new AdaptiveAvgPool3d(2, 1, 2),
                new Flatten(),
                new Unflatten(1, 4, 4),
                new Flatten(),
                new Linear(16, 3)));
  }

  @Test
  void learnsEagerlyAndCompiled() {
    Tensor x = Tensor.randn(Seed.of(1), 2, 1, 4, 5, 6);
    Tensor target = Tensor.randn(Seed.of(2), 2, 3);
    Sequential one = network();
    Sequential other = network();
    Optimizer optimizer = new SGD(one.parameters(), 0.05);
    CompiledStep step = new CompiledStep(other, new MSELoss(), new SGD(other.parameters(), 0.05));
    double first = 0;
    double last = 0;
    for (int i = 0; i < 20; i++) {
      Tensor loss = new MSELoss().of(one.forward(x), target);
      optimizer.step(loss.backward());
      last = loss.item();
      first = i == 0 ? last : first;
      assertThat(step.run(x, target)).as("step %d", i).isEqualTo(last);
    }
    assertThat(last).isLessThan(first / 2);
    one.state()
        .forEach((name, box) ->
            assertThat(other.state().get(name).value().sameBits(box.value())).as(name).isTrue());
  }

  /// Windows are drawn anew at every step: a constant picture has a constant maximum, another one
  /// not.
  @Test
  void fractionalWindowsMoveInACompiledStep() {
    Linear last = Seed.use(Seed.of(1), () -> new Linear(27, 1));
    Sequential network = new Sequential(new FractionalMaxPool3d(2, 3), new Flatten(), last);
    CompiledStep step =
        new CompiledStep(network, new MSELoss(), new SGD(network.parameters(), 1e-12));
    Tensor x = Tensor.randn(Seed.of(2), 1, 1, 7, 7, 7);
    double first = step.run(x, Tensor.zeros(1, 1));
    boolean moved = false;
    for (int i = 0; i < 20; i++) {
      moved |= Math.abs(step.run(x, Tensor.zeros(1, 1)) - first) > 1e-6;
    }
    assertThat(moved).isTrue();
  }
}
