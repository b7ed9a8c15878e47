package kierkegrad.random;

import java.util.function.Supplier;

/// Where generators come from. Code that names none draws from the *current* one: that of the
/// innermost [#use], or the process's own, which starts at seed 0 and so gives the same numbers in
/// every run.
public final class Seed {
  private static final ScopedValue<Generator> SCOPED = ScopedValue.newInstance();
  private static volatile Generator shared = new Philox(0);

  private Seed() {}

  /// A generator for a seed: equal seeds give equal numbers, on every machine.
  public static Generator of(long seed) {
    return new Philox(seed);
  }

  /// PyTorch's generator on the CPU: equal seeds give PyTorch's numbers, to the bit, so that the
  /// same code builds the same network in both.
  ///
  /// ```java
  /// Linear layer = Seed.use(Seed.torch(0), () -> new Linear(4, 16));
  /// ```
  ///
  /// It draws what PyTorch 2.13 draws on an x86-64 processor with AVX2, which is the same with
  /// AVX-512. Like PyTorch it takes the low 32 bits of the seed.
  public static Generator torch(long seed) {
    return torch(seed, CpuCapability.AVX2);
  }

  /// PyTorch's generator on another kind of processor.
  public static Generator torch(long seed, CpuCapability capability) {
    return new TorchGenerator(seed, capability);
  }

  /// Puts another generator in the place of the process's own.
  public static void set(Generator generator) {
    shared = generator;
  }

  /// Restarts the process's own generator. PyTorch `manual_seed`.
  public static void set(long seed) {
    shared = new Philox(seed);
  }

  /// The generator that layers and loaders draw from if they are given none.
  public static Generator current() {
    return SCOPED.isBound() ? SCOPED.get() : shared;
  }

  /// Runs code with a current generator of its own.
  ///
  /// ```java
  /// Mlp model = Seed.use(Seed.of(42), () -> new Mlp(4, 16, 3));
  /// ```
  public static <T> T use(Generator generator, Supplier<T> code) {
    return ScopedValue.where(SCOPED, generator).call(code::get);
  }
}
