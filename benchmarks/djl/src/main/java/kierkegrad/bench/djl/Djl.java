package kierkegrad.bench.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import kierkegrad.bench.Peer;
import kierkegrad.bench.Problem;
import kierkegrad.bench.Problem.Sample;
import kierkegrad.bench.Stage;
import kierkegrad.bench.Work;

/// DJL on its PyTorch engine: a `Trainer` that steps. Its number of threads is what OpenMP is told.
public final class Djl implements Peer {
  private record Batch(NDArray x, NDArray labels) {}

  /// For the service loader.
  public Djl() {}

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public Work training(Problem problem, int threads) {
    SequentialBlock network = new SequentialBlock();
    problem.stages().forEach(stage -> network.add(block(stage)));
    Optimizer optimizer =
        switch (problem.rule()) {
          case SGD ->
              Optimizer.sgd().setLearningRateTracker(Tracker.fixed((float) problem.lr())).build();
          case ADAM ->
              Optimizer.adam().optLearningRateTracker(Tracker.fixed((float) problem.lr())).build();
          case ADAMW -> throw new UnsupportedOperationException("has no " + problem.rule());
        };
    Loss loss = Loss.softmaxCrossEntropyLoss();
    Model model = Model.newInstance("bench", Device.cpu(), "PyTorch");
    model.setBlock(network);
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss)
                .optOptimizer(optimizer)
                .optDevices(new Device[] {Device.cpu()}));
    trainer.initialize(new Shape(wide(problem.batches().getFirst().shape())));
    AtomicInteger number = new AtomicInteger();
    network
        .getParameters()
        .values()
        .forEach(parameter ->
            parameter.getArray().set(problem.weights().get(number.getAndIncrement()).values()));
    NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
    List<Batch> batches = problem.batches().stream().map(s -> batch(manager, s)).toList();
    return new Training(trainer, loss, batches);
  }

  private static final class Training implements Work {
    private final Trainer trainer;
    private final Loss loss;
    private final List<Batch> batches;
    private int next;

    Training(Trainer trainer, Loss loss, List<Batch> batches) {
      this.trainer = trainer;
      this.loss = loss;
      this.batches = batches;
    }

    @Override
    public void run() {
      step(false);
    }

    @Override
    public double check() {
      return step(true);
    }

    private double step(boolean isWanted) {
      Batch batch = batches.get(next);
      next = (next + 1) % batches.size();
      double value = 0;
      // A manager of the step's own frees its arrays.
      try (NDManager step = trainer.getManager().newSubManager()) {
        NDArray x = batch.x().duplicate();
        x.attach(step);
        try (GradientCollector collector = trainer.newGradientCollector()) {
          NDArray error = loss.evaluate(new NDList(batch.labels()), trainer.forward(new NDList(x)));
          collector.backward(error);
          value = isWanted ? error.getFloat() : 0;
        }
        trainer.step();
      }
      return value;
    }
  }

  private static Block block(Stage stage) {
    return switch (stage) {
      case Stage.Dense(int _, int out) -> Linear.builder().setUnits(out).build();
      case Stage.Conv(int _, int out, int k) ->
          Conv2d.builder().setFilters(out).setKernelShape(new Shape(k, k)).build();
      case Stage.Pool(int k) -> Pool.maxPool2dBlock(new Shape(k, k), new Shape(k, k));
      case Stage.Flatten() -> Blocks.batchFlattenBlock();
      case Stage.Activation.RELU -> Activation.reluBlock();
      case Stage.Activation.SIGMOID -> Activation.sigmoidBlock();
      case Stage.Block _ -> throw new UnsupportedOperationException("is not asked for case d");
    };
  }

  private static long[] wide(int[] shape) {
    return IntStream.of(shape).asLongStream().toArray();
  }

  private static Batch batch(NDManager manager, Sample sample) {
    NDArray x = manager.create(sample.x(), new Shape(wide(sample.shape())));
    NDArray labels = manager.create(wide(sample.labels()));
    return new Batch(x.toType(DataType.FLOAT32, false), labels);
  }
}
