package kierkegrad.data;

import java.util.function.UnaryOperator;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// `(b − m) / max(σ, ε)`, with the mean m and the standard deviation σ of what it was fitted on:
/// afterwards that has mean 0 and standard deviation 1. Fit it on the training part only, or the
/// test part has a say in what is tested.
///
/// σ is the population's, `√(Σ(b − m)² / n)`. A constant feature becomes exactly 0: its deviation
/// is 0, and ε stands in for it. Integers become float32.
///
/// @param mean m, which broadcasts against the features; float64
/// @param deviation σ, of the same shape
/// @param epsilon ε; 1e-8 by default
public record Standardizer(Tensor mean, Tensor deviation, double epsilon)
    implements UnaryOperator<Tensor> {
  /// The default of ε.
  public static final double EPSILON = 1e-8;

  private static final int ROWS_AT_ONCE = 1024;

  /// @throws IllegalArgumentException if ε is not positive
  public Standardizer {
    if (!mean.shape().equals(deviation.shape())) {
      throw new ShapeException(
          "standardizer: the mean is "
              + mean.shape()
              + " but the deviation is "
              + deviation.shape()
              + "; give one of each per feature");
    }
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException(
          "standardizer: ε is " + epsilon + "; use a small number above 0");
    }
  }

  /// One mean and deviation for each feature of `x [rows, …]`.
  public static Standardizer fit(Tensor x) {
    return fit(new TensorDataset(x, x));
  }

  /// One mean and deviation for each feature of the rows. Reads them twice, some at a time.
  public static Standardizer fit(Dataset train) {
    return fit(train, 0);
  }

  /// One mean and deviation for each channel of images `[rows, channels, height, width]`.
  public static Standardizer fitChannels(Tensor images) {
    return fitChannels(new TensorDataset(images, images));
  }

  /// One mean and deviation for each channel of images `[rows, channels, height, width]`. Reads
  /// them twice, some at a time.
  public static Standardizer fitChannels(Dataset train) {
    return fit(train, 0, 2, 3);
  }

  private static Standardizer fit(Dataset train, int... axes) {
    if (train.size() == 0) {
      throw new IllegalArgumentException(
          "standardizer: there are no rows to fit on; is the training part empty?");
    }
    Tensor first = train.rows(0).x();
    if (axes.length > 1 && first.rank() != 4) {
      throw new ShapeException(
          "standardizer: channels need images [rows, channels, height, width], got "
              + first.shape()
              + "; reshape them, or use fit for single features");
    }
    Tensor origin = corner(first, axes);
    double count = (double) train.size() * first.elements() / origin.elements();
    // Counted from the first row, so that the mean of equal numbers is that number to the bit.
    Tensor mean = origin.add(total(train, origin, UnaryOperator.identity(), axes).div(count));
    Tensor variance = total(train, mean, Tensor::square, axes).div(count);
    return new Standardizer(mean.squeeze(0), variance.sqrt().squeeze(0), EPSILON);
  }

  /// The first element along each axis.
  private static Tensor corner(Tensor row, int... axes) {
    Tensor corner = row.to(DType.F64);
    for (int axis : axes) {
      corner = corner.narrow(axis, 0, 1);
    }
    return corner;
  }

  private static Tensor total(
      Dataset data, Tensor origin, UnaryOperator<Tensor> power, int... axes) {
    Tensor sum = Tensor.zeros(DType.F64, origin.shape());
    for (Batch batch : new Loader(data, ROWS_AT_ONCE).epoch(0)) {
      Tensor distance = batch.x().to(DType.F64).sub(origin);
      sum = sum.add(power.apply(distance).sum(axes, true));
    }
    return sum;
  }

  /// The numbers normalised.
  @Override
  public Tensor apply(Tensor x) {
    DType type = x.dtype().floating();
    return x.to(type).sub(mean.to(type)).div(deviation.clamp(epsilon, Double.MAX_VALUE).to(type));
  }

  /// A data set whose features are normalised batch by batch.
  public Dataset apply(Dataset data) {
    return data.map(batch -> new Batch(apply(batch.x()), batch.y()));
  }
}
