package kierkegrad.bench.peer;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.bench.Problem;
import kierkegrad.bench.Problem.Sample;
import kierkegrad.bench.Problem.Weight;
import kierkegrad.bench.Work;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// A training by LibTorch: a dozen calls into native code per step.
final class TorchTraining implements Work {
  private record Batch(Tensor x, Tensor target, boolean isClassified) {}

  private final List<Batch> batches = new ArrayList<>();
  private final TorchModel model;
  private final Runnable update;
  private int next;

  TorchTraining(Problem problem) {
    for (Sample sample : problem.batches()) {
      Tensor x = Torch.tensor(sample.x(), sample.shape());
      Tensor target =
          sample.isClassified()
              ? Torch.labels(sample.labels())
              : Torch.tensor(sample.target(), sample.shape());
      batches.add(new Batch(x, target, sample.isClassified()));
    }
    List<Tensor> parameters = new ArrayList<>();
    for (Weight weight : problem.weights()) {
      parameters.add(Torch.tensor(weight.values(), weight.shape()).set_requires_grad(true));
    }
    model = new TorchModel(problem.stages(), parameters);
    update =
        switch (problem.rule()) {
          case SGD -> sgd(parameters, problem.lr());
          case ADAM -> new FusedAdam("aten::_fused_adam_", parameters, problem.lr(), 0);
          case ADAMW -> new FusedAdam("aten::_fused_adamw_", parameters, problem.lr(), 0.01);
        };
  }

  /// The C++ class: for parameters as small as case a's it is as fast as the fused operator.
  private static Runnable sgd(List<Tensor> parameters, double lr) {
    SGD sgd = new SGD(new TensorVector(parameters.toArray(new Tensor[0])), new SGDOptions(lr));
    return () -> {
      sgd.step();
      sgd.zero_grad();
    };
  }

  @Override
  public void run() {
    try (PointerScope _ = new PointerScope()) {
      step();
    }
  }

  @Override
  public double check() {
    try (PointerScope _ = new PointerScope()) {
      return step().item_float();
    }
  }

  private Tensor step() {
    Batch batch = batches.get(next);
    next = next + 1 == batches.size() ? 0 : next + 1;
    Tensor y = model.forward(batch.x());
    Tensor loss =
        batch.isClassified()
            ? torch.cross_entropy_loss(y, batch.target())
            : torch.mse_loss(y, batch.target());
    loss.backward();
    update.run();
    return loss;
  }
}
