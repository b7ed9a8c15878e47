package kierkegrad.conformance.rows;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Deviation;
import kierkegrad.conformance.Drawn;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Values;
import kierkegrad.conformance.oracle.Oracle;
import kierkegrad.conformance.oracle.Theirs;
import kierkegrad.nn.Layer;
import kierkegrad.random.CpuCapability;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Cases that compare what is drawn from a seed.
final class Draws {
  static final long[] SEEDS = {0, 1, 42, (1L << 40) + 5, -7};

  private static final int[][] SHAPES = {{0}, {1}, {15}, {16}, {3, 7}, {4, 8, 5}};

  private Draws() {}

  /// The generator that the LibTorch of this process has: `./parity` asks it for portable code.
  static Generator generator(long seed) {
    boolean portable = "default".equals(System.getenv("ATEN_CPU_CAPABILITY"));
    return Seed.torch(seed, portable ? CpuCapability.DEFAULT : CpuCapability.AVX2);
  }

  /// LibTorch draws now, after its seed is set.
  static Values live(long seed, String code) {
    String text = "torch.manual_seed(" + seed + ")\n" + code;
    return Oracle.answer(Theirs.script(List.of(), text), List.of(), List.of(), Derivatives.NONE)
        .values()
        .getFirst();
  }

  /// Both draw the same bits, of several shapes from several seeds.
  ///
  /// @param code makes a tensor `x` of it, or draws in its place
  static void live(Row row, String code, DType type, BiFunction<Generator, Shape, Tensor> ours) {
    for (long seed : SEEDS) {
      for (int[] shape : SHAPES) {
        String text =
            "x = torch.empty("
                + Arrays.toString(shape)
                + ", dtype="
                + number(type)
                + ")\nreturn "
                + code;
        row.check(
            code + " live, seed " + seed + " " + type + Arrays.toString(shape),
            () -> equal(Values.of(ours.apply(generator(seed), Shape.of(shape))), live(seed, text)));
      }
    }
  }

  /// The number that stands for a floating type in a script.
  static int number(DType type) {
    return type == DType.F32 ? 6 : 7;
  }

  /// One draw with its own code.
  static void live(Row row, String code, Function<Generator, Tensor> ours) {
    for (long seed : SEEDS) {
      row.check(
          code + " live, seed " + seed,
          () -> equal(Values.of(ours.apply(generator(seed))), live(seed, "return " + code)));
    }
  }

  /// Equal to the bit.
  private static Deviation equal(Values ours, Values theirs) {
    if (ours.type() != theirs.type() || !Arrays.equals(ours.shape(), theirs.shape())) {
      return Deviation.of(ours, theirs);
    }
    return Deviation.ofBits(theirs.type(), ours.numbers(), theirs.numbers());
  }

  /// What was recorded, to the bit.
  static void recorded(Row row, String name, Function<Drawn, Tensor> ours) {
    for (Drawn drawn : Drawn.named(name)) {
      row.check(drawn.toString(), () -> drawn.bitwise(ours.apply(drawn)));
    }
  }

  /// What was recorded: to the bit in float32, nearly in float64.
  static void recordedNearly(Row row, String name, Function<Drawn, Tensor> ours) {
    for (Drawn drawn : Drawn.named(name)) {
      boolean exact = drawn.type() == DType.F32;
      row.check(
          drawn.toString(),
          () -> exact ? drawn.bitwise(ours.apply(drawn)) : drawn.summed(ours.apply(drawn)));
    }
  }

  /// The parameters of a layer beside those of LibTorch's own class, to the bit.
  static void liveLayer(
      Row row, String text, Supplier<? extends Layer> layer, LongFunction<List<Values>> theirs) {
    for (long seed : SEEDS) {
      row.check(
          text + " live, seed " + seed,
          () -> {
            List<Values> expected = theirs.apply(seed);
            Layer built = Seed.use(generator(seed), layer::get);
            List<Values> found =
                built.parameters().stream().map(p -> Values.of(p.value())).toList();
            Deviation worst = Deviation.none(DType.F32);
            for (int i = 0; i < Math.max(found.size(), expected.size()); i++) {
              worst = worst.max(equal(found.get(i), expected.get(i)));
            }
            return worst;
          });
    }
  }

  /// The parameters of a layer that is built after the seed is set.
  static void layer(Row row, String text, Supplier<? extends Layer> layer) {
    for (Drawn drawn : Drawn.startingWith(text + " ")) {
      String part = drawn.name().substring(text.length() + 1);
      row.check(
          drawn.toString(),
          () -> {
            Layer built = Seed.use(Seed.torch(drawn.seed()), layer::get);
            return drawn.bitwise(Objects.requireNonNull(built.state().get(part)).value());
          });
    }
  }
}
