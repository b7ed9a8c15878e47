package kierkegrad.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kierkegrad.op.ArgReduce;
import kierkegrad.op.Attention;
import kierkegrad.op.Bend;
import kierkegrad.op.Cast;
import kierkegrad.op.Chain;
import kierkegrad.op.Clamp;
import kierkegrad.op.Composed;
import kierkegrad.op.Concat;
import kierkegrad.op.Conv;
import kierkegrad.op.Copy;
import kierkegrad.op.Curve;
import kierkegrad.op.CustomOp;
import kierkegrad.op.DropoutMask;
import kierkegrad.op.Formula;
import kierkegrad.op.Fused;
import kierkegrad.op.Gelu;
import kierkegrad.op.Index;
import kierkegrad.op.LinearSolve;
import kierkegrad.op.MatMul;
import kierkegrad.op.Norm;
import kierkegrad.op.Op;
import kierkegrad.op.Order;
import kierkegrad.op.Pad;
import kierkegrad.op.Penalty;
import kierkegrad.op.Polygamma;
import kierkegrad.op.Pool;
import kierkegrad.op.RandomSlope;
import kierkegrad.op.Recurrence;
import kierkegrad.op.Reduce;
import kierkegrad.op.Scan;
import kierkegrad.op.Slices;
import kierkegrad.op.Span;
import kierkegrad.op.Unary;
import kierkegrad.op.View;
import kierkegrad.op.Where;
import kierkegrad.op.Window;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;

/// The formulas of all ops.
final class OpFormulas {
  private OpFormulas() {}

  /// One op of every kind, and more where the formula depends on attributes.
  static List<Op> ops() {
    Window window = new Window(new Span(2, 2, 0, 1), new Span(2, 2, 0, 1));
    Optional<Unary> relu = Optional.of(Unary.RELU);
    Attention.DotProduct attention = new Attention.DotProduct(true, 0.5);
    Attention.SelfAttention self = new Attention.SelfAttention(2, true);
    List<Op> ops = new ArrayList<>();
    enums(Op.class).forEach(ops::add);
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      ops.add(new Reduce(kind, List.of(0), false));
    }
    for (Scan.Kind kind : Scan.Kind.values()) {
      ops.add(new Scan(kind, 0));
    }
    ops.addAll(
        List.of(
            new ArgReduce(true, 0, false),
            new ArgReduce(false, 0, false),
            attention,
            new Attention.DotProductGradient(attention),
            self,
            new Attention.SelfAttentionGradient(self),
            new Cast(DType.F64),
            new Chain(1, List.of(new Chain.Step(Unary.TANH, List.of(0)))),
            new Clamp(0, 1),
            new Concat(0),
            new Conv.Forward(window, 1, Optional.empty()),
            new Conv.Forward(window, 1, relu),
            new Conv.InputGradient(window, 1, 4, 4),
            new Conv.WeightGradient(window, 1),
            new Copy(),
            new DropoutMask(0.5, Optional.empty()),
            new Fused.Softmax(0),
            new Fused.LogSoftmax(0),
            new Fused.CrossEntropy(),
            new Fused.CrossEntropyGrad(),
            new Fused.Linear(Optional.empty()),
            new Fused.Linear(relu),
            new Gelu.Value(true),
            new Gelu.Value(false),
            new Gelu.Gradient(true),
            new Index.Gather(0),
            new Index.ScatterAdd(0),
            new Index.Scatter(0),
            new Index.ScatterExtreme(0, true),
            new Slices.Select(0),
            new Slices.Add(0),
            new Slices.Put(0),
            new MatMul(),
            new Norm.LayerNorm(1, 1e-5),
            new Norm.BatchNorm(1e-5),
            new Norm.Gradient(new Norm.LayerNorm(1, 1e-5)),
            new Pad(0, 1, 1, 0, 0),
            new LinearSolve.Cholesky(),
            new LinearSolve.Triangular(true, false),
            new LinearSolve.General(),
            new LinearSolve.Determinant(LinearSolve.Determinant.Kind.VALUE),
            new LinearSolve.Determinant(LinearSolve.Determinant.Kind.LOG),
            new LinearSolve.Determinant(LinearSolve.Determinant.Kind.SIGN),
            new Order.ArgSort(true),
            new Order.ArgScan(true),
            new Order.SearchSorted(true),
            new Recurrence(0),
            new Polygamma(0),
            new Polygamma(1)));
    ops.addAll(
        List.of(
            new Pool.Max(window, false),
            new Pool.MaxGradient(window, false),
            new Pool.MaxSelect(window, false),
            new Pool.Average(window, false, true),
            new Pool.AverageGradient(window, false, true, 4, 4),
            new View.Reshape(Shape.of(2, 3)),
            new View.Permute(List.of(1, 0)),
            new View.Expand(Shape.of(2, 3)),
            new View.Slice(0, 0, 1, 1),
            new View.Flip(List.of(0)),
            new Where()));
    ops.addAll(composed());
    return ops;
  }

  private static List<Op> composed() {
    return List.of(
        new RandomSlope(0.125, 0.25, Optional.empty()),
        new Bend.LeakyRelu(0.01),
        new Bend.Prelu(),
        new Bend.Elu(1),
        new Bend.Celu(1),
        new Bend.Hardtanh(-1, 1),
        new Bend.Softplus(1, 20),
        new Bend.Softshrink(0.5),
        new Bend.Hardshrink(0.5),
        new Bend.Threshold(1, 0),
        new Bend.Glu(),
        new Penalty.SmoothL1(1),
        new Penalty.Huber(1),
        new Penalty.Poisson(1e-8),
        new Penalty.HingeEmbedding(1),
        new Penalty.MarginRanking(0),
        new Composed.Gradient(Curve.SILU, 0));
  }

  /// The formulas and gradient rules.
  static List<String> all() {
    return ops().stream().map(Op::formula).flatMap(OpFormulas::lines).distinct().toList();
  }

  private static Stream<String> lines(Formula formula) {
    return Stream.concat(Stream.of(formula.forward()), formula.gradients().stream());
  }

  private static Stream<Op> enums(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants()).map(Op.class::cast);
    }
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(OpFormulas::enums)
        : Stream.empty();
  }

  /// All kinds of ops that there are, other than users' own.
  static Stream<Class<?>> kinds(Class<?> type) {
    if (type == CustomOp.class) {
      return Stream.empty();
    }
    return type.isSealed() && !type.isEnum()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(OpFormulas::kinds)
        : Stream.of(type);
  }
}
