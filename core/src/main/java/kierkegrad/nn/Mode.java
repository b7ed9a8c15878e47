package kierkegrad.nn;

/// Whether a layer is being trained or used: what Dropout asks. A box of its own, so that layers
/// can be records.
public final class Mode {
  private volatile boolean training = true;
  private volatile boolean plainMeans;

  /// Whether the layer is being trained.
  public boolean isTraining() {
    return training;
  }

  /// Says whether the layer is being trained.
  public void set(boolean training) {
    this.training = training;
  }

  /// Whether running statistics are plain means over all batches for now, whatever a layer's
  /// momentum says.
  public boolean takesPlainMeans() {
    return plainMeans;
  }

  /// Says whether running statistics are plain means for now.
  public void takePlainMeans(boolean plainMeans) {
    this.plainMeans = plainMeans;
  }

  @Override
  public String toString() {
    return training ? "training" : "evaluation";
  }
}
