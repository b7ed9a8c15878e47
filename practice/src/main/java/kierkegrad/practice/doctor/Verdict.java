package kierkegrad.practice.doctor;

import java.util.concurrent.atomic.AtomicLong;
import kierkegrad.formats.table.Task;
import kierkegrad.practice.run.Run;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Evaluation;

/// How a network does in the end.
///
/// @param train on the rows that it was trained with, without dropout
/// @param heldOut on rows that it was not trained with: those for validation, or else for the test
/// @param confidentlyWrong the share of training rows of which it is sure (an output within 0.01 of
///   the end of its range, softmax or sigmoid) and wrong; 0 of a quantity
/// @param references what simple methods make of the same rows
public record Verdict(
    Evaluation train, Evaluation heldOut, double confidentlyWrong, References references) {
  /// Judges the network of a run as it is.
  public static Verdict of(Run run) {
    boolean classes = run.data().preparation().task() == Task.CLASSIFICATION;
    AtomicLong wrong = new AtomicLong();
    Evaluation train =
        run.evaluate(
            run.data().train(),
            (batch, prediction) -> {
              if (classes) {
                wrong.addAndGet(confidentlyWrong(prediction, batch.y().toIntArray()));
              }
            });
    Evaluation heldOut = run.evaluate(run.data().validation().orElse(run.data().test()));
    double share = (double) wrong.get() / Math.max(1, train.rows());
    return new Verdict(train, heldOut, share, References.of(run.data()));
  }

  /// Rows with an output for a wrong class above 0.99, or for the right one below 0.01 while no
  /// other stands out. Of logits this says nothing.
  private static long confidentlyWrong(Tensor prediction, int[] truth) {
    double[] p = prediction.to(kierkegrad.tensor.DType.F64).toDoubleArray();
    int classes = p.length / truth.length;
    long count = 0;
    for (int i = 0; i < truth.length; i++) {
      double right = p[i * classes + truth[i]];
      boolean sure = right < 0.01;
      for (int k = 0; k < classes && !sure; k++) {
        sure = k != truth[i] && p[i * classes + k] > 0.99;
      }
      count += sure ? 1 : 0;
    }
    return count;
  }
}
