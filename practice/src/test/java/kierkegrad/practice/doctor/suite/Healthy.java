package kierkegrad.practice.doctor.suite;

import static kierkegrad.practice.doctor.suite.Trial.healthy;

import java.util.List;

/// Runs with sound settings.
final class Healthy {
  private Healthy() {}

  static final List<Trial> ALL =
      List.of(
          healthy("usual settings", "iris", ""),
          healthy("usual settings", "digits", "epochs=20"),
          healthy("usual settings", "penguins", ""),
          healthy("usual settings", "bars", "epochs=30"),
          healthy("usual settings", "line", ""),
          healthy("two layers", "wave", "hidden=32-32"),
          healthy("small network", "xor", "hidden=16"),
          healthy("two layers", "spiral", "hidden=32-32 epochs=150"),
          healthy("two layers", "moons", "hidden=16-16"),
          healthy("features in the thousands, normalised", "thousands", ""),
          healthy("irreducible noise", "coin", "hidden=4 epochs=30"),
          healthy("irreducible noise, no hidden layer", "coin", "hidden=0 epochs=30"),
          healthy("flipped labels, small network", "noisy moons", "hidden=6 epochs=60"),
          healthy("R² 0.5 by nature", "half line", "hidden=4 epochs=40"),
          healthy("R² 0.5 by nature, no hidden layer", "half line", "hidden=0 epochs=40"),
          healthy("SGD with momentum", "digits", "optimizer=sgd lr=0.05 momentum=0.9 epochs=20"),
          healthy("plain SGD, constant rate", "iris", "optimizer=sgd lr=0.1"),
          healthy("SGD, single rows", "penguins", "optimizer=sgd lr=0.01 batch=1 epochs=30"),
          healthy("one cycle", "digits", "schedule=onecycle epochs=15"),
          healthy("steps", "penguins", "schedule=step"),
          healthy("exponential decay", "bars", "schedule=exponential epochs=30"),
          healthy("warm-up", "spiral", "schedule=warmup hidden=48-48 epochs=150"),
          healthy("tanh", "moons", "activation=tanh hidden=16-16"),
          healthy("one sigmoid layer", "digits", "activation=sigmoid epochs=20"),
          healthy("sigmoid, regression", "line", "activation=sigmoid hidden=16"),
          healthy("GELU, 4 layers", "digits", "activation=gelu hidden=48-48-48-48 epochs=15"),
          healthy("ELU, 4 layers", "spiral", "activation=elu hidden=32-32-32-32 epochs=120"),
          healthy("SiLU", "wave", "activation=silu hidden=32-32"),
          healthy(
              "batch norm, 6 layers", "digits", "norm=batch hidden=32-32-32-32-32-32 epochs=20"),
          healthy(
              "layer norm, 8 layers",
              "penguins",
              "norm=layer hidden=16-16-16-16-16-16-16-16 epochs=60"),
          healthy("kaiming", "spiral", "init=kaiming hidden=64-64-64 epochs=100"),
          healthy(
              "xavier, tanh, 4 layers", "xor", "init=xavier activation=tanh hidden=16-16-16-16"),
          healthy("AdamW", "thousands", "optimizer=adamw"),
          healthy("RMSprop", "iris", "optimizer=rmsprop lr=0.003"),
          healthy("NAdam", "moons", "optimizer=nadam hidden=16"),
          healthy("Lion", "digits", "optimizer=lion epochs=20"),
          healthy("Adagrad", "penguins", "optimizer=adagrad"),
          healthy("dropout 0.2", "digits", "dropout=0.2 epochs=25"),
          healthy("small l2", "bars", "l2=0.0001 epochs=30"),
          healthy("l2 on flipped labels", "noisy moons", "l2=0.01 hidden=8"),
          healthy("class weights", "rare, clear", "class-weights=balanced l2=0.001"),
          healthy("rare class", "rare, clear", ""),
          healthy("early stopping", "penguins", "patience=15 validation=0.2 epochs=200"),
          healthy("clipped", "line", "clip=1 optimizer=sgd"),
          healthy("Huber", "wave", "loss=huber hidden=32-32"),
          healthy("all rows at once", "iris", "batch=full lr=0.05 epochs=300"),
          healthy("squared error of softmax", "iris", "output=softmax loss=mse"),
          healthy("log-softmax", "digits", "output=log_softmax loss=nll epochs=15"),
          healthy("double precision", "iris", "dtype=f64 hidden=8"));
}
