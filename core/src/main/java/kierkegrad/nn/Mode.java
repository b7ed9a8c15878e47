package kierkegrad.nn;

/// Whether a layer is being trained or used: what Dropout asks. A box of its own, so that layers
/// can be records.
public final class Mode {
  private volatile boolean training = true;

  /// Whether the layer is being trained.
  public boolean isTraining() {
    return training;
  }

  /// Says whether the layer is being trained.
  public void set(boolean training) {
    this.training = training;
  }

  @Override
  public String toString() {
    return training ? "training" : "evaluation";
  }
}
