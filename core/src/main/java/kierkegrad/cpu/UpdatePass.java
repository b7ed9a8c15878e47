package kierkegrad.cpu;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import kierkegrad.backend.Storage;
import kierkegrad.backend.Update;
import kierkegrad.backend.Updates;
import kierkegrad.cpu.loops.AdamStep;
import kierkegrad.cpu.loops.UpdateLoops;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// The updates of all parameters in one pass.
final class UpdatePass implements Updates, Pieces.Work {
  private static final UpdateLoops LOOPS = UpdateLoops.best();

  private final Part[] parts;
  private final Pieces pieces;

  UpdatePass(CpuBackend backend, List<Update> updates) {
    Set<Storage> written = Collections.newSetFromMap(new IdentityHashMap<>());
    updates.forEach(update -> written.add(update.parameter()));
    this.parts = new Part[updates.size()];
    for (int i = 0; i < parts.length; i++) {
      Update update = updates.get(i);
      requireFit(update);
      parts[i] = part(update, gradient(backend, update, written));
    }
    this.pieces =
        new Pieces(updates.stream().mapToInt(update -> update.parameter().size()).toArray(), this);
  }

  private static Flat gradient(CpuBackend backend, Update update, Set<Storage> written) {
    Tensor g = update.gradient();
    DType type = update.parameter().dtype();
    return written.contains(g.storage()) ? Flat.apart(backend, g, type) : Flat.of(backend, g, type);
  }

  private static Part part(Update update, Flat g) {
    return switch (update.rule()) {
      case Update.Sgd sgd when sgd.momentum() == 0 -> new Descent(update, g, sgd);
      case Update.Sgd sgd -> new Momentum(update, g, sgd);
      case Update.Adam adam -> new Moments(update, g, adam);
    };
  }

  private static void requireFit(Update update) {
    Storage p = update.parameter();
    boolean fits =
        p.dtype().isFloating()
            && update.gradient().elements() == p.size()
            && update.memory().size() == update.rule().memory().size()
            && update.memory().stream()
                .allMatch(m -> m.dtype() == p.dtype() && m.size() == p.size());
    if (!fits) {
      throw new IllegalArgumentException(
          "update: gradient and memory must be of the parameter's size, and all of them floats");
    }
  }

  @Override
  public void run(double[] rates, double[] times) {
    for (Part part : parts) {
      part.gradient.refresh();
    }
    for (int i = 0; i < parts.length; i++) {
      parts[i].prepare(rates[i], times[i], parts[Math.max(0, i - 1)]);
    }
    pieces.run();
    for (Part part : parts) {
      part.p.overwritten();
    }
  }

  @Override
  public void run(int piece, int part, int from, int to) {
    parts[part].run(from, to);
  }

  /// The update of one parameter.
  private abstract static class Part {
    final CpuStorage p;
    final Flat gradient;
    final CpuStorage g;
    final boolean narrow;

    Part(Update update, Flat gradient) {
      this.p = CpuStorage.of(update.parameter());
      this.gradient = gradient;
      this.g = gradient.storage();
      this.narrow = p.dtype() == DType.F32;
    }

    /// @param before the part before this one, which is prepared already
    abstract void prepare(double rate, double time, Part before);

    abstract void run(int from, int to);
  }

  private static final class Descent extends Part {
    private final double decay;
    private double rate;

    Descent(Update update, Flat gradient, Update.Sgd rule) {
      super(update, gradient);
      this.decay = rule.weightDecay();
    }

    @Override
    void prepare(double rate, double time, Part before) {
      this.rate = rate;
    }

    @Override
    void run(int from, int to) {
      if (narrow) {
        LOOPS.descend(p.floats(), g.floats(), from, to, (float) rate, (float) decay);
      } else {
        LOOPS.descend(p.doubles(), g.doubles(), from, to, rate, decay);
      }
    }
  }

  private static final class Momentum extends Part {
    private final Update.Sgd rule;
    private final CpuStorage v;
    private double rate;

    /// 1 − τ, but 1 at first, so that v = μ·0 + g.
    private double share;

    Momentum(Update update, Flat gradient, Update.Sgd rule) {
      super(update, gradient);
      this.rule = rule;
      this.v = CpuStorage.of(update.memory().getFirst());
    }

    @Override
    void prepare(double rate, double time, Part before) {
      this.rate = rate;
      this.share = time == 1 ? 1 : 1 - rule.dampening();
    }

    @Override
    void run(int from, int to) {
      if (narrow) {
        LOOPS.momentum(
            p.floats(),
            g.floats(),
            v.floats(),
            from,
            to,
            (float) rate,
            (float) rule.weightDecay(),
            (float) rule.momentum(),
            (float) share,
            rule.nesterov());
      } else {
        LOOPS.momentum(
            p.doubles(),
            g.doubles(),
            v.doubles(),
            from,
            to,
            rate,
            rule.weightDecay(),
            rule.momentum(),
            share,
            rule.nesterov());
      }
    }
  }

  private static final class Moments extends Part {
    private final Update.Adam rule;
    private final CpuStorage m;
    private final CpuStorage v;
    private final CpuStorage w;
    private AdamStep step = AdamStep.NONE;

    Moments(Update update, Flat gradient, Update.Adam rule) {
      super(update, gradient);
      this.rule = rule;
      this.m = CpuStorage.of(update.memory().get(0));
      this.v = CpuStorage.of(update.memory().get(1));
      this.w = CpuStorage.of(update.memory().getLast());
    }

    @Override
    void prepare(double rate, double time, Part before) {
      // Two powers cost more than the update of a few numbers; a group's parameters share them.
      this.step =
          before instanceof Moments other && other.step.isFor(rule, rate, time)
              ? other.step
              : AdamStep.of(rule, rate, time);
    }

    @Override
    void run(int from, int to) {
      if (narrow) {
        LOOPS.adam(p.floats(), g.floats(), m.floats(), v.floats(), w.floats(), from, to, step);
      } else {
        LOOPS.adam(p.doubles(), g.doubles(), m.doubles(), v.doubles(), w.doubles(), from, to, step);
      }
    }
  }
}
