package kierkegrad.practice.importance;

import java.util.Arrays;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.DataException;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.metric.Metrics;

/// Where a model for images looks: the mean over the images of |∂f/∂x · x| at each pixel, with f
/// the logit of the predicted class.
///
/// @param rows the images' height
/// @param columns the images' width
/// @param values row by row
/// @param images how many images it is the mean of
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HeatMap(int rows, int columns, double[] values, int images) {
  /// Of images as the network sees them. The network is in evaluation afterwards.
  ///
  /// @throws DataException if the model is one for tables, or there are no images
  public static HeatMap of(TrainedModel model, TensorDataset data) {
    if (!(model.preparation() instanceof Preparation.Images(var encoder))) {
      throw new DataException("the model is one for tables, which have no pixels");
    }
    if (data.size() == 0) {
      throw new DataException("there are no images to judge the model by");
    }
    double[] sums = new double[encoder.rows() * encoder.columns()];
    for (double[] image : Metrics.rows(Attribution.of(model, data.all().x()).flatten(1, -1))) {
      for (int i = 0; i < image.length; i++) {
        sums[i % sums.length] += Math.abs(image[i]);
      }
    }
    return new HeatMap(
        encoder.rows(),
        encoder.columns(),
        Arrays.stream(sums).map(sum -> sum / data.size()).toArray(),
        data.size());
  }

  /// The values from 0 to 1, the largest being 1; all 0 if nothing matters.
  public double[] shares() {
    double largest = Arrays.stream(values).max().orElse(0);
    return Arrays.stream(values).map(v -> largest > 0 ? v / largest : 0).toArray();
  }
}
