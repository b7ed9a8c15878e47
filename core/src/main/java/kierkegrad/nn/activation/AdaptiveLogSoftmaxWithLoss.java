package kierkegrad.nn.activation;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// Log-probabilities of many classes that are ordered by how frequent they are: the head tells the
/// frequent ones, and how probable each cluster of rarer ones is, which a tail of fewer weights
/// tells apart. PyTorch `AdaptiveLogSoftmaxWithLoss` (Grave et al., 2017).
///
/// It saves weights as PyTorch's does. All classes' log-probabilities are computed, also for the
/// loss, so that it can be traced.
///
/// @param head from features to frequent classes and clusters
/// @param tail for each cluster two linear layers without bias
public record AdaptiveLogSoftmaxWithLoss(Linear head, List<Sequential> tail) implements Layer {
  /// The log-probability of each row's target, `[n]`, and minus their mean.
  public record Result(Tensor output, Tensor loss) {}

  /// With PyTorch's defaults: each cluster has a quarter of the features of the one before, and the
  /// head no bias.
  ///
  /// @param cutoffs where clusters begin, ascending, from 1 to `classes − 1`
  public AdaptiveLogSoftmaxWithLoss(int inFeatures, int classes, int... cutoffs) {
    this(inFeatures, classes, cutoffs, 4, false);
  }

  /// With all options.
  ///
  /// @param divValue how many times fewer features each cluster has than the one before
  /// @param headBias whether the head has a bias
  public AdaptiveLogSoftmaxWithLoss(
      int inFeatures, int classes, int[] cutoffs, double divValue, boolean headBias) {
    this(
        new Linear(inFeatures, first(classes, cutoffs) + cutoffs.length, headBias),
        clusters(inFeatures, classes, cutoffs, divValue));
  }

  /// Makes the list unmodifiable.
  public AdaptiveLogSoftmaxWithLoss {
    tail = List.copyOf(tail);
  }

  private static int first(int classes, int[] cutoffs) {
    int last = 0;
    for (int cutoff : cutoffs) {
      if (cutoff <= last || cutoff >= classes) {
        throw new IllegalArgumentException(
            "adaptive_log_softmax: cutoffs ascend from 1 to "
                + (classes - 1)
                + ", but one is "
                + cutoff);
      }
      last = cutoff;
    }
    if (cutoffs.length == 0) {
      throw new IllegalArgumentException("adaptive_log_softmax: give at least one cutoff");
    }
    return cutoffs[0];
  }

  private static List<Sequential> clusters(int in, int classes, int[] cutoffs, double divValue) {
    List<Sequential> tail = new ArrayList<>();
    for (int i = 0; i < cutoffs.length; i++) {
      int end = i + 1 < cutoffs.length ? cutoffs[i + 1] : classes;
      int hidden = (int) Math.floor(in / Math.pow(divValue, i + 1));
      tail.add(
          new Sequential(
              new Linear(in, hidden, false), new Linear(hidden, end - cutoffs[i], false)));
    }
    return tail;
  }

  /// The log-probability of every class, `[n, classes]` for x `[n, features]`, or without the
  /// batch. PyTorch `log_prob`.
  @Override
  public Tensor forward(Tensor x) {
    Tensor all = head.forward(x).logSoftmax(-1);
    int frequent = head.out() - tail.size();
    List<Tensor> parts = new ArrayList<>();
    parts.add(all.narrow(-1, 0, frequent));
    for (int i = 0; i < tail.size(); i++) {
      Tensor cluster = all.narrow(-1, frequent + i, 1);
      parts.add(tail.get(i).forward(x).logSoftmax(-1).add(cluster));
    }
    return Tensor.concat(-1, parts);
  }

  /// What PyTorch's `forward` gives.
  ///
  /// @param target class numbers `[n]`, or a scalar for x without a batch
  public Result forward(Tensor x, Tensor target) {
    Tensor chosen = forward(x).gather(-1, target.to(DType.I64).unsqueeze(-1)).squeeze(-1);
    return new Result(chosen, chosen.mean().neg());
  }

  /// The most probable class of each row.
  public Tensor predict(Tensor x) {
    return forward(x).argmax(-1);
  }
}
