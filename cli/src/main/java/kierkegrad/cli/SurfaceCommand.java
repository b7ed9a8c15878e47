package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kierkegrad.cli.landscape.ModelSurface;
import kierkegrad.cli.landscape.ToyDescent;
import kierkegrad.formats.model.TrailFile;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.practice.data.Source;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kierkegrad surface`: draws the loss around a model's weights, or a descent on a toy function.
@Command(
    name = "surface",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Draws the loss on a plane through a saved model's weights, as a page or as SVG.",
      "",
      "The plane has two random directions, every neuron's row as long as the model's own; or, with"
          + " --path, those that the training's way stays nearest to, and the way is drawn as well."
          + " With --animate, no model is needed: a page shows gradient descent on a function of one"
          + " or two parameters, step by step."
    },
    footer = {
      "",
      "Examples:",
      "  kierkegrad surface runs/iris-1 iris --out surface.html",
      "  kierkegrad train iris --checkpoints --out runs/way",
      "  kierkegrad surface runs/way iris --path --out way.html",
      "  kierkegrad surface --animate parabola --start 2 --lr 0.1 --out descent.html"
    })
final class SurfaceCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      description = "model.safetensors, or its folder.")
  private Optional<Path> model = Optional.empty();

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      completionCandidates = DataNames.class,
      arity = "0..2",
      description =
          "iris, digits, fashion-mnist, a CSV file, or two IDX files (images and labels).")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where to draw: a page, .html, or a picture, .svg.")
  private Path out = Path.of("");

  @ArgGroup(validate = false, heading = "%nOf a model:%n")
  private Plane plane = new Plane();

  @ArgGroup(validate = false, heading = "%nOf a function:%n")
  private Toy toy = new Toy();

  @Mixin private DataOptions reading = new DataOptions();

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Mixin private DebugOption debug = new DebugOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  /// How a model's plane is computed.
  static final class Plane {
    @Option(
        names = "--path",
        description =
            "Takes the plane of the training's way and draws it; needs the file that train"
                + " --checkpoints writes.")
    boolean path;

    @Option(
        names = "--size",
        paramLabel = "N",
        defaultValue = "41",
        description = "Points along each side (default: ${DEFAULT-VALUE}).")
    int size = 41;

    @Option(
        names = "--range",
        paramLabel = "X",
        description =
            "How far from the trained weights each side reaches (default: 1, the length of the"
                + " weights; with --path, as far as the way).")
    Optional<Double> range = Optional.empty();

    @Option(
        names = "--rows",
        paramLabel = "N",
        defaultValue = "1000",
        description =
            "At most that many rows of DATA, always the same (default: ${DEFAULT-VALUE}).")
    int rows = 1000;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "0",
        description = "Decides directions and rows (default: ${DEFAULT-VALUE}).")
    long seed;
  }

  /// How a toy function is descended.
  static final class Toy {
    @Option(
        names = "--animate",
        paramLabel = "FUNCTION",
        description = "One of: parabola, two-minima, saddle, rosenbrock, valley.")
    Optional<String> function = Optional.empty();

    @Option(
        names = "--start",
        paramLabel = "W",
        split = ",",
        description = "Where to start, such as 2, or -1.5,2 for two parameters.")
    List<Double> start = new ArrayList<>();

    @Option(names = "--lr", paramLabel = "X", description = "The learning rate η.")
    Optional<Double> lr = Optional.empty();

    @Option(names = "--steps", paramLabel = "N", description = "The number of steps.")
    Optional<Integer> steps = Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    threads.apply();
    PrintWriter console = spec.commandLine().getOut();
    if (toy.function.isPresent()) {
      if (model.isPresent()) {
        throw CommandException.usage("--animate shows a function, and no model; leave one out");
      }
      Outputs.page(out, false);
      new ToyDescent(toy.function.get(), toy.start, toy.lr, toy.steps).draw(out, console);
    } else {
      if (!toy.start.isEmpty() || toy.lr.isPresent() || toy.steps.isPresent()) {
        throw CommandException.usage("--start, --lr and --steps go with --animate FUNCTION");
      }
      if (data.isEmpty() || model.isEmpty()) {
        throw CommandException.usage(
            "surface needs MODEL and DATA, such as runs/iris-1 iris, or --animate FUNCTION");
      }
      check();
      Outputs.page(out, true);
      Path place = model.get();
      TrainedModel trained = Models.load(place);
      Source source = Source.of(data, reading.header(), reading.folder());
      ModelSurface.Plan plan =
          new ModelSurface.Plan(plane.size, plane.range, plane.rows, plane.seed);
      new ModelSurface(trained, source, plan, trail(place)).draw(out, console);
    }
    console.println("drew      " + out);
    return 0;
  }

  /// Where the way of the training is, if it is wanted.
  private Optional<Path> trail(Path place) {
    return plane.path ? Optional.of(Models.beside(place, TrailFile.NAME)) : Optional.empty();
  }

  private void check() {
    if (plane.size < 3 || plane.size > 501) {
      throw CommandException.usage("--size " + plane.size + ": must be from 3 to 501");
    }
    if (plane.rows < 1) {
      throw CommandException.usage("--rows " + plane.rows + ": must be 1 or more");
    }
    plane.range.ifPresent(range -> {
      if (!(range > 0 && Double.isFinite(range))) {
        throw CommandException.usage("--range " + range + ": must be more than 0");
      }
    });
  }
}
