package kierkegrad.practice.run;

import java.util.LinkedHashMap;
import java.util.Map;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Callback;
import kierkegrad.train.EpochReport;
import kierkegrad.train.History;

/// Keeps the weights of the epoch with the lowest training loss, and gives them back if the run
/// ends in the middle of another epoch: stopped, or because the loss is no number any more.
final class LowestLoss implements Callback {
  private final Layer network;
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private double loss = Double.POSITIVE_INFINITY;

  LowestLoss(Layer network) {
    this.network = network;
  }

  @Override
  public void onEpoch(EpochReport report) {
    if (report.trainLoss() < loss) {
      loss = report.trainLoss();
      network.state().forEach((name, box) -> weights.put(name, box.value().detach().copy()));
    }
  }

  @Override
  public void onEnd(History history) {
    if (history.ending() != History.Ending.COMPLETED && !weights.isEmpty()) {
      network.load(weights);
    }
  }
}
