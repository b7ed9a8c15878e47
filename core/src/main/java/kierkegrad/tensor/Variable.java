package kierkegrad.tensor;

/// A named box whose value changes over time and whose gradient can be asked for. Gradients are
/// keyed by the box, not by the value that it held.
public interface Variable {
  /// The name in the model, such as `fc1.weight`.
  String name();

  /// The value now. It is valid until the box is updated; reading it afterwards is a
  /// [StaleTensorException].
  Tensor value();

  /// Writes a value over the old one. While a program is traced, the write is only recorded.
  void set(Tensor next);
}
