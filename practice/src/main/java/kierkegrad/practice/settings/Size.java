package kierkegrad.practice.settings;

/// What is good for data of some size, where the user does not say.
public enum Size {
  /// Up to a thousand rows, such as iris.
  SMALL(16, 100, 16, 0.01, 0.003),
  /// Up to ten thousand rows, such as digits.
  MEDIUM(64, 40, 32, 0.003, 0.003),
  /// More, such as fashion-mnist.
  LARGE(512, 10, 128, 0.002, 0);

  private final int hidden;
  private final int epochs;
  private final int batch;
  private final double adamRate;
  private final double adamDecay;

  Size(int hidden, int epochs, int batch, double adamRate, double adamDecay) {
    this.hidden = hidden;
    this.epochs = epochs;
    this.batch = batch;
    this.adamRate = adamRate;
    this.adamDecay = adamDecay;
  }

  /// The size of data with this many training rows.
  public static Size of(int rows) {
    return rows <= 1_000 ? SMALL : rows <= 10_000 ? MEDIUM : LARGE;
  }

  /// The width of the hidden layer.
  public int hidden() {
    return hidden;
  }

  /// How often every row is seen.
  public int epochs() {
    return epochs;
  }

  /// Rows per batch.
  public int batch() {
    return batch;
  }

  /// The learning rate of an optimizer.
  public double lr(OptimizerChoice optimizer) {
    return optimizer.lr(adamRate);
  }

  /// The weight decay of an optimizer. Adam's was measured (docs/accuracy.md): on few rows it makes
  /// the probabilities of new ones much better and costs no accuracy. The others have PyTorch's.
  public double decay(OptimizerChoice optimizer) {
    return optimizer == OptimizerChoice.ADAM ? adamDecay : optimizer.decay();
  }
}
