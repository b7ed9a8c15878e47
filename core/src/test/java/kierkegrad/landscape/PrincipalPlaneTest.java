package kierkegrad.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.data.Loader;
import kierkegrad.data.TensorDataset;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Linear;
import kierkegrad.optim.SGD;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Trainer;
import kierkegrad.train.TrainingState;
import org.junit.jupiter.api.Test;

class PrincipalPlaneTest {
  /// A model whose final weights are all 0, and where its three numbers were.
  private static PrincipalPlane plane(double... visited) {
    return PrincipalPlane.of(model(), trail(visited), Seed.of(1));
  }

  private static Linear model() {
    Linear model = new Linear(2, 1);
    model.to(DType.F64);
    model.weight().set(Tensor.zeros(1, 2));
    model.bias().orElseThrow().set(Tensor.zeros(1));
    return model;
  }

  private static Trail trail(double... visited) {
    int k = visited.length / 3;
    Tensor all = Tensor.of(visited, k, 3);
    SequencedMap<String, Tensor> values = new LinkedHashMap<>();
    values.put("weight", all.narrow(1, 0, 2).reshape(k, 1, 2));
    values.put("bias", all.narrow(1, 2, 1).reshape(k, 1));
    return new Trail(Tensor.arange(k), values);
  }

  @Test
  void aStraightWayIsExplainedWhole() {
    PrincipalPlane plane = plane(3, 0, 4, 1.5, 0, 2, 0, 0, 0);
    assertThat(plane.first()).isCloseTo(1, within(1e-14));
    assertThat(plane.second()).isZero();
    assertThat(plane.path().toDoubleArray())
        .containsExactly(array(-5, 0, -2.5, 0, 0, 0), within(1e-12));
    assertThat(plane.plane().u().get(0).toDoubleArray())
        .containsExactly(array(-0.6, 0), within(1e-14));
    assertThat(plane.plane().u().get(1).toDoubleArray())
        .containsExactly(array(-0.8), within(1e-14));
    double[] v = plane.plane().v().get(0).toDoubleArray();
    double w = plane.plane().v().get(1).item();
    assertThat(v[0] * v[0] + v[1] * v[1] + w * w).isCloseTo(1, within(1e-12));
    assertThat(0.6 * v[0] + 0.8 * w).isCloseTo(0, within(1e-12));
  }

  /// At (4, 0, 0) and then at (0, 0, 3): squared distances 16 and 9 along two axes.
  @Test
  void aBendIsExplainedByBoth() {
    PrincipalPlane plane = plane(4, 0, 0, 0, 0, 3, 0, 0, 0);
    assertThat(plane.first()).isCloseTo(16.0 / 25, within(1e-14));
    assertThat(plane.second()).isCloseTo(9.0 / 25, within(1e-14));
    double[] path = plane.path().toDoubleArray();
    assertThat(path[0]).isCloseTo(-4, within(1e-12));
    assertThat(Math.abs(path[3])).isCloseTo(3, within(1e-12));
    assertThat(path[1]).isCloseTo(0, within(1e-12));
  }

  /// The shadow is where the plane says: in the plane of the way, it is the point itself.
  @Test
  void thePathLiesOnThePlane() {
    double[] visited = {1, 2, 0, -1, 0.5, 0, 0.25, 0.125, 0};
    PrincipalPlane plane = plane(visited);
    assertThat(plane.first() + plane.second()).isCloseTo(1, within(1e-14));
    double[] path = plane.path().toDoubleArray();
    for (int i = 0; i < 3; i++) {
      double[] point = plane.plane().at(path[2 * i], path[2 * i + 1]).get(0).toDoubleArray();
      assertThat(point).containsExactly(array(visited[3 * i], visited[3 * i + 1]), within(1e-12));
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> plane(0, 0, 0, 0, 0, 0)).hasMessageContaining("no path to show");
    assertThatThrownBy(() -> PrincipalPlane.of(new Linear(5, 1), trail(1, 1, 1), Seed.of(0)))
        .hasMessageContaining("another model: it has no weight [1, 5]");
    SequencedMap<String, Tensor> values = new LinkedHashMap<>();
    values.put("weight", Tensor.zeros(2, 1));
    assertThatThrownBy(() -> new Trail(Tensor.arange(3), values))
        .hasMessageContaining("weight is [2, 1], and there are 3 steps");
  }

  /// 1,000 steps: at most 65 snapshots, evenly, and the last.
  @Test
  void snapshotsAreThinned() {
    Linear model = model();
    Snapshots snapshots = new Snapshots(model);
    TensorDataset rows =
        new TensorDataset(Tensor.ones(1000, 2).to(DType.F64), Tensor.ones(1000, 1).to(DType.F64));
    Trainer.of(model, new MSELoss(), new SGD(model.parameters(), 0.01))
        .epochs(1)
        .callback(snapshots)
        .build()
        .fit(new Loader(rows, 1));
    Trail trail = snapshots.trail();
    long[] steps = trail.steps().toLongArray();
    assertThat(steps).hasSizeBetween(33, Snapshots.MOST).startsWith(0, 16, 32).endsWith(992, 1000);
    Tensor weight = trail.values().get("weight");
    assertThat(weight.select(0, 0).toDoubleArray()).containsExactly(0, 0);
    assertThat(weight.select(0, -1).toDoubleArray())
        .isEqualTo(model.weight().value().toDoubleArray());
    // w and b rise together: 1 − 3w is multiplied by 1 − 2·0.01·3 at each step.
    double after16 = (1 - Math.pow(0.94, 16)) / 3;
    assertThat(weight.select(0, 1).toDoubleArray()[0]).isCloseTo(after16, within(1e-12));
  }

  /// Resumed after step 500 of 1,000, another run has the same way.
  @Test
  void snapshotsGoOn() {
    List<TrainingState> states = new ArrayList<>();
    Trail whole = way(Optional.empty(), states);
    Trail rest = way(Optional.of(states.getFirst()), new ArrayList<>());
    assertThat(states.getFirst().steps()).isEqualTo(500);
    assertThat(rest.steps().toLongArray()).isEqualTo(whole.steps().toLongArray());
    assertThat(rest.values().get("weight").toDoubleArray())
        .isEqualTo(whole.values().get("weight").toDoubleArray());
  }

  private static Trail way(Optional<TrainingState> from, List<TrainingState> states) {
    Linear model = model();
    Snapshots snapshots = new Snapshots(model);
    TensorDataset rows =
        new TensorDataset(Tensor.ones(1000, 2).to(DType.F64), Tensor.ones(1000, 1).to(DType.F64));
    Trainer trainer =
        Trainer.of(model, new MSELoss(), new SGD(model.parameters(), 0.01))
            .callback(snapshots)
            .checkpoints(states::add)
            .checkpointSteps(500)
            .build();
    Loader batches = new Loader(rows, 1);
    from.ifPresentOrElse(s -> trainer.resume(s, batches), () -> trainer.fit(batches));
    return snapshots.trail();
  }

  private static double[] array(double... values) {
    return values;
  }
}
