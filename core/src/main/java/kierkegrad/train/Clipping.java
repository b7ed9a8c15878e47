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

  /// All scaled down together so that their Euclidean norm is at most the limit. PyTorch
  /// `clip_grad_norm_`.
  record Norm(double limit) implements Clipping {
    /// @throws IllegalArgumentException if the limit is not positive
    public Norm {
      requirePositive(limit);
    }

    @Override
    public Gradients apply(Gradients gradients) {
      return gradients.clipNorm(limit);
    }

    @Override
    public BoundClipping bind(Gradients gradients) {
      return BoundClipping.of(gradients, this::scaled);
    }

    private Runnable scaled(List<Tensor> in, List<Tensor> out) {
      DoubleSupplier squares = Backend.current().bindSquares(in);
      DoubleConsumer scaling = Backend.current().bindScaling(in, out);
      return () ->
          scaling.accept(Gradients.clippingFactor(Math.sqrt(squares.getAsDouble()), limit));
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
