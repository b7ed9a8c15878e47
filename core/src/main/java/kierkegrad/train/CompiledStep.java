package kierkegrad.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import kierkegrad.backend.Backend;
import kierkegrad.backend.Storage;
import kierkegrad.grad.Gradients;
import kierkegrad.graph.Graph;
import kierkegrad.graph.Program;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.Optimizer;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// A whole training step, forward, backward and update, compiled: the model's Java code runs once
/// per shape of the batch, on symbolic tensors, and what it did is then repeated without it, in
/// memory that is planned beforehand. The results are those of the eager step, bit for bit.
///
/// ```java
/// CompiledStep step = new CompiledStep(model, new CrossEntropyLoss(), optimizer);
/// double loss = step.run(batch.x(), batch.y());
/// ```
///
/// The model must not look at values (`item`, a branch on data): tracing that is an error which
/// says so. What it decides by other means, such as a random number of Java's, is decided once, at
/// the first batch of a shape. It trains the model in training mode, and one thread at a time may
/// use it.
public final class CompiledStep {
  private static final int LOSS = 0;
  private static final int TOTAL = 1;
  private static final int PREDICTION = 2;
  private static final int FIRST_GRADIENT = 3;

  private final Layer model;
  private final Loss loss;
  private final Optimizer optimizer;
  private final Clipping clipping;
  private final Optional<Supplier<Tensor>> penalty;
  private final Map<Signature, Plan> plans = new HashMap<>();
  private Optional<Plan> current = Optional.empty();

  /// The types and shapes of a batch.
  private record Signature(DType xType, Shape x, DType yType, Shape y) {
    boolean fits(Tensor inputs, Tensor targets) {
      return xType == inputs.dtype()
          && yType == targets.dtype()
          && x.equals(inputs.shape())
          && y.equals(targets.shape());
    }
  }

  /// Where a parameter's value lay, and whether it was trained, when the step was traced.
  private record Held(Parameter parameter, Storage storage, boolean tracked) {
    static Held of(Parameter parameter) {
      return new Held(parameter, parameter.storage(), !parameter.isFrozen());
    }

    boolean isStill() {
      return parameter.storage() == storage && !parameter.isFrozen() == tracked;
    }
  }

  /// What one shape of batches was compiled to. The program's outputs are the loss, the loss with
  /// penalty, the prediction, and the gradients of the trained parameters.
  private record Plan(
      Signature signature,
      Program program,
      Tensor loss,
      BoundClipping clipping,
      DoubleSupplier squares,
      Runnable update) {
    static Plan of(
        Signature signature,
        Program program,
        List<Parameter> trained,
        Clipping clipping,
        Optimizer optimizer) {
      BoundClipping limits = clipping.bind(gradients(program, trained));
      Runnable update = optimizer.bind(limits::gradients);
      Gradients limited = limits.gradients();
      DoubleSupplier squares =
          Backend.current().bindSquares(trained.stream().map(limited::of).toList());
      return new Plan(signature, program, program.output(LOSS), limits, squares, update);
    }

    private static Gradients gradients(Program program, List<Parameter> trained) {
      Gradients gradients = Gradients.none();
      for (int i = 0; i < trained.size(); i++) {
        gradients = gradients.with(trained.get(i), program.output(FIRST_GRADIENT + i));
      }
      return gradients;
    }

    Pass pass() {
      return new Pass(
          program.output(PREDICTION),
          program.output(LOSS).item(),
          program.output(TOTAL).item(),
          clipping.gradients(),
          () -> Math.sqrt(squares.getAsDouble()),
          update);
    }
  }

  private List<Held> held = List.of();

  /// A step that lowers this loss.
  public CompiledStep(Layer model, Loss loss, Optimizer optimizer) {
    this(model, loss, optimizer, new Clipping.None());
  }

  /// A step that lowers this loss along limited gradients.
  public CompiledStep(Layer model, Loss loss, Optimizer optimizer, Clipping clipping) {
    this(model, loss, optimizer, clipping, Optional.empty());
  }

  CompiledStep(
      Layer model,
      Loss loss,
      Optimizer optimizer,
      Clipping clipping,
      Optional<Supplier<Tensor>> penalty) {
    this.model = model;
    this.loss = loss;
    this.optimizer = optimizer;
    this.clipping = clipping;
    this.penalty = penalty;
  }

  /// Learns from one batch.
  ///
  /// @return the loss before the update
  public double run(Tensor x, Tensor y) {
    Plan plan = plan(x, y);
    plan.program().run(x, y);
    double before = plan.loss().item();
    plan.clipping().run();
    plan.update().run();
    return before;
  }

  /// Runs forward and backward only, and limits the gradients. What it gives is valid until the
  /// next run.
  Pass differentiate(Tensor x, Tensor y) {
    Plan plan = plan(x, y);
    plan.program().expire();
    plan.program().run(x, y);
    plan.clipping().run();
    return plan.pass();
  }

  private Plan plan(Tensor x, Tensor y) {
    if (!isStill()) {
      plans.clear();
      current = Optional.empty();
    }
    if (current.isEmpty() || !current.get().signature().fits(x, y)) {
      Signature signature = new Signature(x.dtype(), x.shape(), y.dtype(), y.shape());
      current = Optional.of(plans.computeIfAbsent(signature, s -> compile(s, x, y)));
    }
    return current.get();
  }

  private boolean isStill() {
    for (int i = 0; i < held.size(); i++) {
      if (!held.get(i).isStill()) {
        return false;
      }
    }
    return true;
  }

  private Plan compile(Signature signature, Tensor x, Tensor y) {
    List<Parameter> parameters = model.parameters();
    held = parameters.stream().map(Held::of).toList();
    model.train();
    List<Parameter> trained = new ArrayList<>();
    Graph graph =
        Graph.trace(
            in -> {
              Tensor prediction = model.forward(in.get(0));
              Tensor error = loss.of(prediction, in.get(1));
              Tensor total = penalty.map(p -> error.add(p.get())).orElse(error);
              Gradients gradients = total.backward();
              List<Tensor> results = new ArrayList<>(List.of(error, total, prediction));
              // The last layer's gradients are known first and are then done with.
              for (Parameter parameter : parameters.reversed()) {
                gradients
                    .find(parameter)
                    .ifPresent(g -> {
                      trained.add(parameter);
                      results.add(g);
                    });
              }
              return results;
            },
            List.of(x, y));
    return Plan.of(signature, Program.of(graph), trained, clipping, optimizer);
  }
}
