package kierkegrad.practice.doctor.suite;

import static kierkegrad.practice.doctor.suite.Trial.fault;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.data.TensorDataset;
import kierkegrad.loss.NLLLoss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.Softmax;
import kierkegrad.practice.data.Prepared;
import kierkegrad.practice.run.Run;
import kierkegrad.tensor.Tensor;

/// Runs with a fault.
final class Faults {
  private Faults() {}

  private static final String RATE = "learning rate too large";
  private static final String SLOW = "learning rate too small";
  private static final String EARLY = "ends too early";

  static final List<Trial> ALL =
      List.of(
          // Learning rates.
          fault(
              "rate 1000 times too large, Adam",
              "iris",
              "lr=10 hidden=16-16 schedule=constant",
              RATE,
              "dead units",
              "oscillation",
              "divergence"),
          fault(
              "rate 1000 times too large, SGD",
              "digits",
              "optimizer=sgd lr=50 epochs=15",
              RATE,
              "dead units",
              "divergence",
              "not finite"),
          fault(
              "rate 100 times too large, SGD",
              "line",
              "optimizer=sgd lr=5 epochs=30",
              "divergence",
              "not finite",
              RATE,
              "dead units"),
          fault(
              "rate 300 times too large, tanh",
              "digits",
              "activation=tanh lr=1 epochs=10 schedule=constant",
              RATE,
              "saturated units",
              "oscillation",
              "divergence"),
          fault(
              "rate 500 times too large, images",
              "bars",
              "optimizer=sgd lr=25 epochs=20",
              RATE,
              "dead units",
              "divergence",
              "not finite"),
          fault(
              "momentum 0.99 with a large rate",
              "penguins",
              "optimizer=sgd lr=1 momentum=0.99 epochs=40",
              RATE,
              "divergence",
              "oscillation",
              "dead units",
              "not finite"),
          fault(
              "constant rate, jumps",
              "wave",
              "optimizer=sgd lr=0.8 hidden=32-32 epochs=60",
              "oscillation",
              RATE,
              "divergence",
              "dead units",
              "not finite"),
          fault("rate 1000 times too small, Adam", "digits", "lr=0.000003 epochs=15", SLOW, EARLY),
          fault(
              "rate 1000 times too small, SGD",
              "iris",
              "optimizer=sgd lr=0.00005",
              SLOW,
              EARLY,
              "class collapse"),
          fault("rate 1000 times too small", "line", "lr=0.00001 epochs=40", SLOW, EARLY),
          fault("rate 200 times too small, images", "bars", "lr=0.00005 epochs=20", SLOW, EARLY),
          // Depth and first weights.
          fault(
              "sigmoid in 6 layers",
              "digits",
              "activation=sigmoid hidden=32-32-32-32-32-32 optimizer=sgd epochs=20",
              "vanishing gradients"),
          fault(
              "sigmoid in 8 layers",
              "penguins",
              "activation=sigmoid hidden=16-16-16-16-16-16-16-16 optimizer=sgd epochs=40",
              "vanishing gradients"),
          fault(
              "sigmoid in 7 layers, images",
              "bars",
              "activation=sigmoid hidden=24-24-24-24-24-24-24 optimizer=sgd lr=0.1 epochs=30",
              "vanishing gradients"),
          fault(
              "first weights 100 times too small",
              "digits",
              "gain=0.01 hidden=64-64-64-64 optimizer=sgd epochs=15",
              "vanishing gradients",
              "no learning"),
          fault(
              "first weights 10 times too large",
              "digits",
              "gain=10 init=kaiming hidden=64-64-64 optimizer=sgd epochs=15",
              "exploding gradients",
              "not finite",
              "divergence",
              "dead units"),
          fault(
              "first weights 10 times too large, tanh",
              "iris",
              "gain=20 init=xavier activation=tanh hidden=32-32-32 optimizer=sgd lr=0.01",
              "saturated units",
              "exploding gradients"),
          fault(
              "normal first weights, wide tanh",
              "digits",
              "init=normal activation=tanh hidden=128-128-128 lr=0.0003 epochs=10",
              "saturated units",
              "exploding gradients"),
          fault("first weights 0", "iris", "init=zeros", "equal units"),
          fault(
              "first weights 0, tanh",
              "xor",
              "init=zeros activation=tanh hidden=16-16",
              "equal units"),
          fault(
              "first weights 0, regression",
              "wave",
              "init=zeros activation=sigmoid hidden=32",
              "equal units"),
          fault(
              "deep, exploding, no clipping",
              "spiral",
              "gain=3 init=kaiming hidden=48-48-48-48-48-48-48 optimizer=sgd lr=0.05 epochs=30",
              "exploding gradients",
              "not finite",
              "divergence",
              "dead units"),
          fault("all ReLUs dead by a negative bias", "digits", "epochs=10", "dead units")
              .tampered(Faults::dead),
          fault("all ReLUs dead by a negative bias", "line", "hidden=16-16 epochs=30", "dead units")
              .tampered(Faults::dead),
          fault("first layer frozen", "digits", "hidden=32-32 epochs=10", "frozen weights")
              .tampered(Faults::frozen),
          // Data.
          fault(
              "features in the thousands",
              "thousands",
              "normalize=false optimizer=sgd",
              "unscaled inputs",
              "exploding gradients",
              "dead units",
              "not finite",
              "divergence"),
          fault(
              "features in the thousands",
              "penguins",
              "normalize=false optimizer=sgd epochs=40",
              "unscaled inputs",
              "exploding gradients",
              "dead units",
              "not finite"),
          fault("a row with NaN", "iris", "", "not finite").tampered(Faults::nanRow),
          fault("a row with infinity", "wave", "", "not finite").tampered(Faults::infiniteRow),
          fault(
              "random labels",
              "random labels",
              "hidden=128 epochs=150",
              "nothing to learn",
              "overfitting"),
          fault("rare class, weak signs", "rare", "epochs=6 hidden=8", "class collapse"),
          fault(
              "rare class, strong penalty",
              "rare, clear",
              "l2=0.3 epochs=40",
              "class collapse",
              "regularisation too strong"),
          // Too little, too much.
          fault("too few epochs", "digits", "epochs=1 batch=256 lr=0.001", EARLY, SLOW),
          fault(
              "too few epochs", "penguins", "epochs=2 batch=64 lr=0.003", EARLY, "class collapse"),
          fault("too few epochs, regression", "wave", "epochs=3", EARLY),
          fault(
              "too small a network",
              "xor",
              "hidden=1",
              "underfitting",
              "plateau",
              "no learning",
              "class collapse"),
          fault(
              "no hidden layer",
              "xor",
              "hidden=0",
              "underfitting",
              "plateau",
              "no learning",
              "class collapse"),
          fault("too small a network", "spiral", "hidden=2 epochs=150", "underfitting", "plateau"),
          fault(
              "no hidden layer, regression",
              "wave",
              "hidden=0",
              "underfitting",
              "plateau",
              "no learning"),
          fault(
              "label noise, large network", "noisy clouds", "hidden=128 epochs=150", "overfitting"),
          fault("few rows, large network", "few rows", "hidden=256 epochs=200", "overfitting"),
          fault(
              "few rows, large network, regression",
              "few waves",
              "hidden=256-256 epochs=300",
              "overfitting"),
          fault("l2 far too large", "digits", "l2=1 epochs=10", "regularisation too strong"),
          fault("l1 far too large", "iris", "l1=0.3", "regularisation too strong"),
          fault(
              "l2 far too large, regression",
              "line",
              "l2=2 epochs=40",
              "regularisation too strong"),
          fault("dropout 0.9", "penguins", "dropout=0.9 hidden=8-8-8", "regularisation too strong"),
          fault("dropout 0.95", "wave", "dropout=0.95 hidden=32", "regularisation too strong"),
          // Outputs and losses.
          fault(
              "softmax fed to cross-entropy",
              "digits",
              "output=softmax epochs=10",
              "softmax twice"),
          fault("sigmoid fed to cross-entropy", "iris", "output=sigmoid", "softmax twice"),
          fault(
              "squared error on a saturated sigmoid",
              "digits",
              "output=sigmoid loss=mse gain=40 activation=tanh optimizer=sgd epochs=15",
              "saturated output",
              "saturated units"),
          fault(
              "squared error on a saturated softmax",
              "iris",
              "output=softmax loss=mse gain=60 hidden=16 optimizer=sgd",
              "saturated output",
              "dead units"),
          fault("logarithm of 0", "digits", "epochs=15 lr=0.3 optimizer=adam", "not finite")
              .tampered(Faults::logOfZero));

  private static Run with(Run run, Prepared data) {
    return new Run(data, run.settings(), run.network(), run.loss(), run.generator());
  }

  private static Run dead(Run run) {
    Parameter bias = ((Linear) run.network().layers().getFirst()).bias().orElseThrow();
    bias.set(bias.value().mul(0).sub(100));
    return run;
  }

  private static Run frozen(Run run) {
    Linear first = (Linear) run.network().layers().getFirst();
    first.weight().freeze();
    first.bias().orElseThrow().freeze();
    return run;
  }

  private static Run nanRow(Run run) {
    return spoiled(run, Float.NaN);
  }

  private static Run infiniteRow(Run run) {
    return spoiled(run, Float.POSITIVE_INFINITY);
  }

  private static Run spoiled(Run run, float number) {
    Prepared data = run.data();
    Tensor x = data.train().all().x();
    float[] values = x.toFloatArray();
    values[values.length / 2] = number;
    return with(
        run,
        new Prepared(
            data.preparation(),
            new TensorDataset(Tensor.of(values, x.size(0), x.size(1)), data.train().all().y()),
            data.validation(),
            data.test(),
            data.trainRows(),
            data.testRows(),
            data.facts()));
  }

  /// The user writes the logarithm of the probabilities himself.
  private static Run logOfZero(Run run) {
    List<Layer> layers = new ArrayList<>(run.network().layers());
    layers.add(new Softmax(-1));
    layers.add(new Log());
    return new Run(
        run.data(), run.settings(), new Sequential(layers), new NLLLoss(), run.generator());
  }

  private record Log() implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return x.log();
    }
  }
}
