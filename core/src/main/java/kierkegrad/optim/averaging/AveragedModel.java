package kierkegrad.optim.averaging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import kierkegrad.grad.Grad;
import kierkegrad.nn.Box;
import kierkegrad.nn.Buffer;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Mode;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.nn.norm.BatchNorm2d;
import kierkegrad.nn.norm.BatchNorm3d;
import kierkegrad.nn.norm.InstanceNorm1d;
import kierkegrad.nn.norm.InstanceNorm2d;
import kierkegrad.nn.norm.InstanceNorm3d;
import kierkegrad.nn.norm.RunningNorm;
import kierkegrad.nn.norm.RunningStatistics;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// A model whose parameters are averages of another's. PyTorch `AveragedModel`.
///
/// ```java
/// AveragedModel averaged = new AveragedModel(new Mlp(4, 8, 3), Averaging.ema(0.999));
/// … // after each step, or each epoch
/// averaged.updateParameters(model);
/// … // at the end
/// AveragedModel.updateBatchNorm(inputs, averaged);
/// ```
///
/// The state is that of PyTorch: `n_averaged`, and the model's under `module.`.
public final class AveragedModel implements Layer {
  private final Layer module;
  private final Averaging averaging;
  private final boolean useBuffers;
  private final Buffer count = new Buffer(Tensor.zeros(DType.I64, Shape.SCALAR));

  /// Equal weights; buffers are copied.
  ///
  /// @param module a model of the same kind, to hold the averages; its values are written over
  public AveragedModel(Layer module) {
    this(module, Averaging.swa());
  }

  /// Averages of this kind; buffers are copied.
  public AveragedModel(Layer module, Averaging averaging) {
    this(module, averaging, false);
  }

  /// @param module a model of the same kind, to hold the averages; its values are written over
  /// @param averaging how
  /// @param useBuffers whether buffers, such as running statistics, are averaged too instead of
  ///   copied; false by default
  public AveragedModel(Layer module, Averaging averaging, boolean useBuffers) {
    this.module = module;
    this.averaging = averaging;
    this.useBuffers = useBuffers;
  }

  /// The model that holds the averages.
  public Layer module() {
    return module;
  }

  /// How many models were averaged.
  public long averaged() {
    return count.value().itemLong();
  }

  /// Takes in the parameters of a model as they are now. The first ones are copied.
  ///
  /// @throws IllegalArgumentException if the model is of another kind; nothing is changed then
  public void updateParameters(Layer model) {
    Map<String, Box> averages = module.state();
    Map<String, Box> values = model.state();
    boolean fits =
        averages.keySet().equals(values.keySet())
            && averages.entrySet().stream()
                .allMatch(e -> {
                  Box value = values.get(e.getKey());
                  return value != null
                      && value.value().shape().equals(e.getValue().value().shape());
                });
    if (!fits || averages.values().stream().anyMatch(values.values()::contains)) {
      throw new IllegalArgumentException(
          "averaged model: it holds "
              + averages.values()
              + ", and this model "
              + values.values()
              + "; use two models of the same kind");
    }
    long before = averaged();
    Grad.noGrad(() -> {
      averages.forEach((name, average) -> {
        Box value = values.getOrDefault(name, average);
        boolean counts = before > 0 && (useBuffers || average instanceof Parameter);
        average.set(counts ? next(average.value(), value.value(), before) : value.value());
      });
      return averages;
    });
    count.set(Tensor.full(DType.I64, Shape.SCALAR, before + 1));
  }

  /// Whole numbers are averaged in double and cut off.
  private Tensor next(Tensor average, Tensor value, long before) {
    return average.dtype().isFloating()
        ? averaging.next(average, value.to(average.dtype()), before)
        : averaging.next(average.to(DType.F64), value.to(DType.F64), before).to(average.dtype());
  }

  @Override
  public SequencedMap<String, Object> children() {
    SequencedMap<String, Object> parts = new LinkedHashMap<>();
    parts.put("n_averaged", count);
    parts.put("module", module);
    return parts;
  }

  @Override
  public Tensor forward(Tensor x) {
    return module.forward(x);
  }

  /// Such as `AveragedModel(Linear(4, 3))`.
  @Override
  public String toString() {
    return "AveragedModel(" + module + ")";
  }

  /// Computes the running statistics of all batch norms of a model anew, as plain means over these
  /// inputs: averaged parameters make other activations than those that the statistics were made
  /// of. PyTorch `update_bn`.
  ///
  /// @param inputs batches, each of which the model is run on
  public static void updateBatchNorm(Iterable<Tensor> inputs, Layer model) {
    List<RunningNorm> norms = new ArrayList<>();
    Map<Mode, Boolean> modes = new LinkedHashMap<>();
    collect(model, norms, modes);
    if (norms.isEmpty()) {
      return;
    }
    norms.forEach(norm -> {
      norm.running().ifPresent(RunningStatistics::reset);
      norm.mode().takePlainMeans(true);
    });
    model.train();
    try {
      for (Tensor x : inputs) {
        var unused = Grad.noGrad(() -> model.forward(x));
      }
    } finally {
      norms.forEach(norm -> norm.mode().takePlainMeans(false));
      modes.forEach(Mode::set);
    }
  }

  private static void collect(Object part, List<RunningNorm> norms, Map<Mode, Boolean> modes) {
    if (part instanceof RunningNorm norm && overBatch(norm)) {
      norms.add(norm);
    }
    if (part instanceof Mode mode) {
      modes.put(mode, mode.isTraining());
    }
    if (part instanceof Layer layer) {
      layer.children().values().forEach(child -> collect(child, norms, modes));
    }
  }

  private static boolean overBatch(RunningNorm norm) {
    return switch (norm) {
      case BatchNorm1d _, BatchNorm2d _, BatchNorm3d _ -> true;
      case InstanceNorm1d _, InstanceNorm2d _, InstanceNorm3d _ -> false;
    };
  }
}
