package kierkegrad.bench.peer;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.bench.Problem;
import kierkegrad.bench.Problem.Sample;
import kierkegrad.bench.Problem.Weight;
import kierkegrad.bench.Stage;
import kierkegrad.bench.Work;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.Loss;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.Flatten;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.pool.MaxPool2d;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.optim.Adam;
import kierkegrad.optim.AdamW;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.SGD;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.CompiledStep;

/// A training by Kierkegrad, compiled or eager.
final class OwnTraining implements Work {
  private record Batch(Tensor x, Tensor target) {}

  private final List<Batch> batches = new ArrayList<>();
  private final Layer model;
  private final Loss loss;
  private final Optimizer optimizer;
  private final CompiledStep compiled;
  private final boolean eager;
  private int next;

  OwnTraining(Problem problem, boolean eager) {
    for (Sample sample : problem.batches()) {
      Tensor x = Tensor.of(sample.x(), sample.shape());
      batches.add(
          new Batch(
              x,
              sample.isClassified()
                  ? Tensor.of(wide(sample.labels()), sample.labels().length)
                  : Tensor.of(sample.target(), sample.shape())));
    }
    model = new Sequential(problem.stages().stream().map(OwnTraining::layer).toList());
    List<Parameter> parameters = model.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Weight weight = problem.weights().get(i);
      parameters.get(i).set(Tensor.of(weight.values(), weight.shape()));
    }
    loss = problem.batches().getFirst().isClassified() ? new CrossEntropyLoss() : new MSELoss();
    optimizer =
        switch (problem.rule()) {
          case SGD -> new SGD(parameters, problem.lr());
          case ADAM -> new Adam(parameters, problem.lr());
          case ADAMW -> new AdamW(parameters, problem.lr());
        };
    compiled = new CompiledStep(model, loss, optimizer);
    this.eager = eager;
  }

  private static long[] wide(int[] labels) {
    long[] wide = new long[labels.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = labels[i];
    }
    return wide;
  }

  private static Layer layer(Stage stage) {
    return switch (stage) {
      case Stage.Dense(int in, int out) -> new Linear(in, out);
      case Stage.Flatten() -> new Flatten();
      case Stage.Activation.RELU -> new ReLU();
      case Stage.Activation.SIGMOID -> new Sigmoid();
      case Stage.Block(int width, int heads) -> new OwnBlock(width, heads);
      case Stage.Conv(int in, int out, int kernel) -> new Conv2d(in, out, kernel);
      case Stage.Pool(int size) -> new MaxPool2d(size);
    };
  }

  @Override
  public void run() {
    check();
  }

  @Override
  public double check() {
    Batch batch = batches.get(next);
    next = next + 1 == batches.size() ? 0 : next + 1;
    if (!eager) {
      return compiled.run(batch.x(), batch.target());
    }
    Tensor error = loss.of(model.forward(batch.x()), batch.target());
    optimizer.step(error.backward());
    return error.item();
  }
}
