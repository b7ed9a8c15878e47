package kierkegrad.conformance;

/// What a row is about; the page has one chapter for each.
public enum Kind {
  /// A tensor operation.
  OPERATION("Tensor operations"),
  /// A layer.
  LAYER("Layers"),
  /// A loss.
  LOSS("Losses"),
  /// An optimizer, or what belongs to one.
  OPTIMIZER("Optimizers"),
  /// A learning rate over time.
  SCHEDULE("Schedules"),
  /// Starting values.
  INITIALISATION("Initialisation"),
  /// Random numbers from PyTorch's seeds.
  RANDOM("Random numbers"),
  /// A number that judges predictions.
  METRIC("Metrics"),
  /// A whole training.
  TRAINING("Whole trainings");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  /// The chapter's title.
  public String title() {
    return title;
  }
}
