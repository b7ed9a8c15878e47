package kierkegrad.train;

import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import kierkegrad.backend.Backend;
import kierkegrad.backend.Storage;
import kierkegrad.grad.Gradients;
import kierkegrad.op.Clamp;
import kierkegrad.op.Kernel;
import kierkegrad.tensor.Tensor;

/// How gradients are limited before each update.
public sealed interface Clipping {
  /// The limited gradients.
  Gradients apply(Gradients gradients);

  /// The same for gradients whose storages are filled again and again, as by a compiled step; a run
  /// allocates nothing.
  BoundClipping bind(Gradients gradients);

  /// As they are.
  record None() implements Clipping {
    @Override
    public Gradients apply(Gradients gradients) {
      return gradients;
    }

    @Override
    public BoundClipping bind(Gradients gradients) {
      return BoundClipping.none(gradients);
    }
  }

  /// All scaled down together so that their norm is at most the limit. PyTorch `clip_grad_norm_`.
  ///
  /// @param limit the largest norm
  /// @param p the order of the norm; 2, the Euclidean one, by default
  /// @param errorIfNonfinite whether a norm that is infinite or NaN is an error; false by default
  record Norm(double limit, double p, boolean errorIfNonfinite) implements Clipping {
    /// By the Euclidean norm.
    public Norm(double limit) {
      this(limit, 2, false);
    }

    /// @throws IllegalArgumentException if the limit is not positive
    public Norm {
      requirePositive(limit);
    }

    @Override
    public Gradients apply(Gradients gradients) {
      return gradients.clipNorm(limit, p, errorIfNonfinite);
    }

    @Override
    public BoundClipping bind(Gradients gradients) {
      return BoundClipping.of(gradients, (in, out) -> scaled(gradients, in, out));
    }

    private Runnable scaled(Gradients gradients, List<Tensor> in, List<Tensor> out) {
      DoubleSupplier norm = p == 2 ? euclidean(in) : anyOrder(gradients);
      DoubleConsumer scaling = Backend.current().bindScaling(in, out);
      return () -> {
        double now = norm.getAsDouble();
        scaling.accept(
            Gradients.clippingFactor(errorIfNonfinite ? Gradients.requireFinite(now) : now, limit));
      };
    }

    private static DoubleSupplier euclidean(List<Tensor> in) {
      DoubleSupplier squares = Backend.current().bindSquares(in);
      return () -> Math.sqrt(squares.getAsDouble());
    }

    /// Reads the storages afresh: the tensors that they were found in may be stale by then.
    private DoubleSupplier anyOrder(Gradients gradients) {
      BoundClipping places = BoundClipping.none(gradients);
      return () -> places.gradients().norm(p);
    }
  }

  /// Every element limited to `[−limit, limit]`. PyTorch `clip_grad_value_`.
  record Value(double limit) implements Clipping {
    /// @throws IllegalArgumentException if the limit is not positive
    public Value {
      requirePositive(limit);
    }

    @Override
    public Gradients apply(Gradients gradients) {
      return gradients.clipValue(limit);
    }

    @Override
    public BoundClipping bind(Gradients gradients) {
      return BoundClipping.of(gradients, this::limited);
    }

    private Runnable limited(List<Tensor> in, List<Tensor> out) {
      Runnable[] kernels = new Runnable[in.size()];
      for (int i = 0; i < kernels.length; i++) {
        Kernel clamp = new Clamp(-limit, limit);
        kernels[i] = Backend.current().bind(clamp, List.of(in.get(i)), out.get(i));
      }
      Storage[] written = out.stream().map(Tensor::storage).toArray(Storage[]::new);
      return () -> {
        for (int i = 0; i < kernels.length; i++) {
          kernels[i].run();
          written[i].overwritten();
        }
      };
    }
  }

  private static void requirePositive(double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException(
          "clipping: a limit of " + limit + " stops all learning; use more than 0");
    }
  }
}
