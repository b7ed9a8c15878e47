package kierkegrad.cli.landscape;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import kierkegrad.cli.CommandException;
import kierkegrad.data.Batch;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.model.TrailFile;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Task;
import kierkegrad.landscape.LossSurface;
import kierkegrad.landscape.Plane;
import kierkegrad.landscape.PrincipalPlane;
import kierkegrad.landscape.Trail;
import kierkegrad.nn.Sequential;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.run.Run;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.report.surface.Surface;
import kierkegrad.report.surface.Way;
import kierkegrad.report.svg.Svg;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// The loss of a saved model around its weights.
///
/// @param model the model
/// @param source the data
/// @param plan how finely and how far
/// @param trail the file with the way of the training, if it is to be shown
public record ModelSurface(TrainedModel model, Source source, Plan plan, Optional<Path> trail) {
  /// The part of a way's extent that is added around it.
  private static final double MARGIN = 0.15;

  /// @param size points along each side
  /// @param range how far the sides reach, unless as far as is usual
  /// @param rows the largest number of rows
  /// @param seed decides directions and rows
  public record Plan(int size, Optional<Double> range, int rows, long seed) {}

  private record Sides(Tensor alpha, Tensor beta) {}

  /// Draws it, and says what it shows.
  public void draw(Path out, PrintWriter console) throws IOException {
    Generator generator = Seed.of(plan.seed());
    Optional<Way> way = way(generator);
    Batch batch = batch();
    Sequential network = model.network();
    Plane plane =
        way.map(Way::plane)
            .map(PrincipalPlane::plane)
            .orElseGet(() -> Plane.random(network, generator));
    Sides sides = way.map(this::around).orElseGet(this::square);
    LossSurface losses =
        LossSurface.of(
            network, Run.loss(model.preparation()), batch, plane, sides.alpha(), sides.beta());
    String what = model.task() == Task.CLASSIFICATION ? "cross-entropy" : "mean squared error";
    String measure = "%s, mean of %,d rows of %s".formatted(what, batch.rows(), source.name());
    new Surface("Loss around a minimum", measure, losses, way).write(out);
    console.printf("surface   %d x %d points: %s%n", plan.size(), plan.size(), measure);
    console.printf(
        "loss      %s at the trained weights, %s to %s on the plane%n",
        Svg.number(losses.center(), 4),
        Svg.number(losses.loss().min().item(), 4),
        Svg.number(losses.loss().max().item(), 4));
    way.ifPresent(w ->
        console.printf(
            "path      %d snapshots; %.1f %% and %.1f %% of their squared distances lie along"
                + " the two directions%n",
            w.steps().elements(), 100 * w.plane().first(), 100 * w.plane().second()));
  }

  private Optional<Way> way(Generator generator) {
    if (trail.isEmpty()) {
      return Optional.empty();
    }
    Path file = trail.get();
    if (!Files.exists(file)) {
      throw CommandException.usage(
          file
              + ": no such file; --path needs the weights along the training: train again with --checkpoints, which writes them there");
    }
    Trail path = TrailFile.load(file);
    try {
      return Optional.of(
          new Way(PrincipalPlane.of(model.network(), path, generator), path.steps()));
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(file + ": " + e.getMessage());
    }
  }

  /// All rows, or the same ones of them at every call with this seed.
  private Batch batch() {
    TensorDataset rows = source.rows(model.preparation());
    int count = Math.min(rows.size(), plan.rows());
    int[] chosen =
        Arrays.copyOf(Tensor.randperm(Seed.of(plan.seed()), rows.size()).toIntArray(), count);
    Arrays.sort(chosen);
    Batch batch = rows.rows(chosen);
    DType type = model.network().parameters().getFirst().value().dtype();
    Tensor y = batch.y();
    return new Batch(batch.x().to(type), y.dtype().isFloating() ? y.to(type) : y);
  }

  private Sides square() {
    double range = plan.range().orElse(1.0);
    Tensor side = Tensor.linspace(-range, range, plan.size());
    return new Sides(side, side);
  }

  /// As wide and high as the way with the trained weights, and a margin; not flatter than a
  /// quarter.
  private Sides around(Way way) {
    if (plan.range().isPresent()) {
      return square();
    }
    double[] path = way.plane().path().toDoubleArray();
    double[] low = {0, 0};
    double[] high = {0, 0};
    for (int i = 0; i < path.length; i++) {
      low[i % 2] = Math.min(low[i % 2], path[i]);
      high[i % 2] = Math.max(high[i % 2], path[i]);
    }
    double width = high[0] - low[0];
    return new Sides(side(low[0], high[0], 0), side(low[1], high[1], width / 4));
  }

  private Tensor side(double low, double high, double least) {
    double more = Math.max(0, least - (high - low)) / 2;
    double margin = MARGIN * (high - low + 2 * more);
    return Tensor.linspace(low - more - margin, high + more + margin, plan.size());
  }
}
