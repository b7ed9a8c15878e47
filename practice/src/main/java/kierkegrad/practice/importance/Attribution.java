package kierkegrad.practice.importance;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Task;
import kierkegrad.grad.Grad;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.embedding.ColumnEmbedding;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;

/// Gradient × input, row by row: ∂f/∂x · x, with f the logit of the class that the network predicts
/// for the row, or the number that it predicts (Shrikumar et al., *Not just a black box*, 2016).
public final class Attribution {
  private static final int CHUNK = 1024;

  private Attribution() {}

  /// Of inputs `[n, …]`, in the same shape; numbers of categories are replaced by the coordinates
  /// of their vectors. The network is in evaluation afterwards.
  public static Tensor of(TrainedModel model, Tensor x) {
    model.network().eval();
    List<Layer> layers = model.network().layers();
    List<Tensor> parts = new ArrayList<>();
    for (int from = 0; from < x.size(0); from += CHUNK) {
      Tensor rows = x.slice(0, from, Math.min(from + CHUNK, x.size(0)));
      parts.add(
          layers.getFirst() instanceof ColumnEmbedding embedding
              ? of(
                  model,
                  new Sequential(layers.subList(1, layers.size())),
                  Tape.off(() -> embedding.forward(rows)))
              : of(model, model.network(), rows));
    }
    return Tensor.concat(0, parts);
  }

  private static Tensor of(TrainedModel model, Layer network, Tensor x) {
    Tensor gradient = Grad.grad(inputs -> answers(model, network.forward(inputs)).sum(), x);
    return Tape.off(() -> gradient.detach().mul(x));
  }

  private static Tensor answers(TrainedModel model, Tensor outputs) {
    return model.task() == Task.CLASSIFICATION
        ? outputs.gather(1, outputs.detach().argmax(-1).unsqueeze(1))
        : model.preparation().decode(outputs);
  }
}
