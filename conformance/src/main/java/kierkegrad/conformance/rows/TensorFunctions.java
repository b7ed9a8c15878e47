package kierkegrad.conformance.rows;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// Functions element by element.
public final class TensorFunctions {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static final String OUTSIDE =
      "outside of its domain the slope is that of the formula, not LibTorch's";

  private TensorFunctions() {}

  /// Adds the rows.
  public static void rows(Table table) {
    unary(table);
    binary(table);
    comparisons(table);
    limits(table);
    normalised(table);
  }

  /// A function of one number, between two bounds between which it is smooth.
  private static Row function(
      Table table, String name, UnaryOperator<Tensor> f, double low, double high) {
    String code = "torch." + name + "(a)";
    return table
        .row(Kind.OPERATION, name)
        .same(code, x -> f.apply(x.getFirst()), Input.between(low, high, 3, 4))
        .same(code, x -> f.apply(x.getFirst()), Input.between(low, high, 2, 1, 3))
        .same(code, x -> f.apply(x.getFirst()), Input.between(low, high, 1))
        .same(code, x -> f.apply(x.getFirst()), Input.between(low, high))
        .same(code, x -> f.apply(x.getFirst()), Input.between(low, high, 0, 3))
        .same(code, x -> f.apply(x.getFirst()), Input.between(low, high, 211))
        .differentiated(outside(name), outside(name) == Derivatives.NONE ? OUTSIDE : "")
        .specials(code, x -> f.apply(x.getFirst()))
        .differentiated(Derivatives.TWICE, "");
  }

  /// Where a function is not defined, its slope is not either, but LibTorch may give one.
  private static Derivatives outside(String name) {
    return name.equals("logit") || name.equals("digamma") ? Derivatives.NONE : Derivatives.TWICE;
  }

  private static void whole(Row row, String code, UnaryOperator<Tensor> f) {
    row.same(code, x -> f.apply(x.getFirst()), Input.integers(5, 3, 4))
        .same(code, x -> f.apply(x.getFirst()), Input.integers(9, 6).as(DType.I32))
        .same(code, x -> f.apply(x.getFirst()), Input.integers(7, 6).as(DType.U8));
  }

  private static void unary(Table table) {
    function(table, "neg", Tensor::neg, -2, 2).torch("torch.neg", "torch.negative");
    function(table, "abs", Tensor::abs, 0.1, 2).torch("torch.abs", "torch.absolute");
    function(table, "exp", Tensor::exp, -3, 3);
    function(table, "exp2", Tensor::exp2, -3, 3);
    function(table, "expm1", Tensor::expm1, -3, 3);
    function(table, "log", Tensor::log, 0.1, 5);
    function(table, "log1p", Tensor::log1p, -0.9, 5);
    function(table, "log2", Tensor::log2, 0.1, 5);
    function(table, "log10", Tensor::log10, 0.1, 5);
    function(table, "sqrt", Tensor::sqrt, 0.1, 5);
    function(table, "rsqrt", Tensor::rsqrt, 0.1, 5);
    function(table, "square", Tensor::square, -3, 3);
    function(table, "reciprocal", Tensor::reciprocal, 0.2, 3);
    function(table, "sin", Tensor::sin, -4, 4);
    function(table, "cos", Tensor::cos, -4, 4);
    function(table, "tan", Tensor::tan, -1.4, 1.4);
    function(table, "asin", Tensor::asin, -0.95, 0.95).torch("torch.asin", "torch.arcsin");
    function(table, "acos", Tensor::acos, -0.95, 0.95).torch("torch.acos", "torch.arccos");
    function(table, "atan", Tensor::atan, -4, 4).torch("torch.atan", "torch.arctan");
    function(table, "sinh", Tensor::sinh, -3, 3);
    function(table, "cosh", Tensor::cosh, -3, 3);
    function(table, "tanh", Tensor::tanh, -3, 3);
    function(table, "asinh", Tensor::asinh, -4, 4).torch("torch.asinh", "torch.arcsinh");
    function(table, "acosh", Tensor::acosh, 1.05, 5).torch("torch.acosh", "torch.arccosh");
    function(table, "atanh", Tensor::atanh, -0.95, 0.95).torch("torch.atanh", "torch.arctanh");
    function(table, "sigmoid", Tensor::sigmoid, -5, 5);
    function(table, "relu", Tensor::relu, -3, 3);
    function(table, "erf", Tensor::erf, -3, 3);
    function(table, "erfc", Tensor::erfc, -3, 5);
    function(table, "erfinv", Tensor::erfinv, -0.95, 0.95);
    for (String name : List.of("lgamma", "digamma", "polygamma")) {
      table.row(Kind.OPERATION, name).within(2e-9, "LibTorch's trigamma has nine digits");
    }
    function(table, "lgamma", Tensor::lgamma, 0.2, 6)
        .same("torch.lgamma(a)", x -> x.getFirst().lgamma(), Input.between(-3.9, -3.1, 8));
    function(table, "digamma", Tensor::digamma, 0.2, 6)
        .same("torch.digamma(a)", x -> x.getFirst().digamma(), Input.between(6, 80, 8));
    Row polygamma = table.row(Kind.OPERATION, "polygamma");
    for (int n = 0; n < 4; n++) {
      int order = n;
      polygamma.same(
          "torch.polygamma(" + n + ", a)",
          x -> x.getFirst().polygamma(order),
          Input.between(0.3, 8, 3, 4));
    }
    function(table, "deg2rad", Tensor::deg2rad, -200, 200);
    function(table, "rad2deg", Tensor::rad2deg, -4, 4);
    table
        .row(Kind.OPERATION, "sinc")
        .same("torch.sinc(a)", x -> x.getFirst().sinc(), Input.between(0.1, 3, 3, 4))
        .same(
            "torch.sinc(a)", x -> x.getFirst().sinc(), Input.of(new double[] {0, 1, -2.5}).fixed());
    function(table, "logit", Tensor::logit, 0.05, 0.95);
    function(table, "sign", Tensor::sign, 0.1, 2);
    function(table, "floor", Tensor::floor, -3, 3);
    function(table, "ceil", Tensor::ceil, -3, 3);
    function(table, "trunc", Tensor::trunc, -3, 3).torch("torch.trunc", "torch.fix");
    function(table, "frac", Tensor::frac, -3, 3);
    function(table, "round", Tensor::round, -3, 3)
        .same("torch.round(a)", x -> x.getFirst().round(), Input.of(new double[] {0.5, 1.5, -2.5}));
    for (String name : List.of("exp", "sin", "sqrt", "sigmoid", "erf", "lgamma", "digamma")) {
      UnaryOperator<Tensor> f =
          switch (name) {
            case "exp" -> Tensor::exp;
            case "sin" -> Tensor::sin;
            case "sqrt" -> Tensor::sqrt;
            case "sigmoid" -> Tensor::sigmoid;
            case "erf" -> Tensor::erf;
            case "lgamma" -> Tensor::lgamma;
            default -> Tensor::digamma;
          };
      String code = "torch." + name + "(a)";
      table
          .row(Kind.OPERATION, name)
          .same(code, x -> f.apply(x.getFirst()), Input.integers(5, 3, 4))
          .same(code, x -> f.apply(x.getFirst()), Input.booleans(5));
    }
    whole(table.row(Kind.OPERATION, "neg"), "torch.neg(a)", Tensor::neg);
    whole(table.row(Kind.OPERATION, "abs"), "torch.abs(a)", Tensor::abs);
    whole(table.row(Kind.OPERATION, "square"), "torch.square(a)", Tensor::square);
    whole(table.row(Kind.OPERATION, "sign"), "torch.sign(a)", Tensor::sign);
    whole(table.row(Kind.OPERATION, "floor"), "torch.floor(a)", Tensor::floor);
    whole(table.row(Kind.OPERATION, "ceil"), "torch.ceil(a)", Tensor::ceil);
    whole(table.row(Kind.OPERATION, "trunc"), "torch.trunc(a)", Tensor::trunc);
    whole(table.row(Kind.OPERATION, "relu"), "torch.relu(a)", Tensor::relu);
  }

  /// A function of two numbers.
  private static Row pair(Table table, String name, BinaryOperator<Tensor> f, Input a, Input b) {
    String code = "torch." + name + "(a, b)";
    Row row = table.row(Kind.OPERATION, name);
    for (int[][] shapes :
        List.of(
            new int[][] {{3, 4}, {3, 4}},
            new int[][] {{3, 4}, {4}},
            new int[][] {{2, 1, 3}, {4, 1}},
            new int[][] {{}, {2, 2}},
            new int[][] {{1}, {}},
            new int[][] {{0, 3}, {1, 3}})) {
      row.same(
          code,
          x -> f.apply(x.getFirst(), x.get(1)),
          like(a, shapes[0]),
          like(b, shapes[1]).shuffled());
    }
    return row.same(code, x -> f.apply(x.getFirst(), x.get(1)), SPECIAL, OTHER)
        .refuses(code, x -> f.apply(x.getFirst(), x.get(1)), like(a, 3), like(b, 2));
  }

  private static final Input SPECIAL =
      Input.of(new double[] {NAN, INF, INF, -INF, 1, 1, 2, -3, INF}).fixed();
  private static final Input OTHER =
      Input.of(new double[] {1, INF, -INF, 2, NAN, INF, -INF, 2, 3}).fixed();

  private static Input like(Input range, int... shape) {
    return Input.between(range.numbers()[0], range.numbers()[1], shape);
  }

  private static Input range(double low, double high) {
    return Input.of(new double[] {low, high});
  }

  private static void binary(Table table) {
    Input any = range(-2, 2);
    Input positive = range(0.3, 3);
    pair(table, "add", Tensor::add, any, any);
    pair(table, "sub", Tensor::sub, any, any).torch("torch.sub", "torch.subtract");
    pair(table, "mul", Tensor::mul, any, any).torch("torch.mul", "torch.multiply");
    pair(table, "div", Tensor::div, any, positive)
        .torch("torch.div", "torch.divide", "torch.true_divide");
    pair(table, "pow", Tensor::pow, positive, any);
    pair(table, "maximum", Tensor::maximum, any, any);
    pair(table, "minimum", Tensor::minimum, any, any);
    pair(table, "atan2", Tensor::atan2, positive, any).torch("torch.atan2", "torch.arctan2");
    pair(table, "hypot", Tensor::hypot, positive, any);
    pair(table, "logaddexp", Tensor::logaddexp, any, any);
    pair(table, "xlogy", Tensor::xlogy, any, positive);
    Input wide = Input.numbers(3, 4);
    table
        .row(Kind.OPERATION, "logaddexp2")
        .same(
            "torch.logaddexp2(a, b)",
            v -> v.getFirst().logaddexp2(v.get(1)),
            wide,
            Input.numbers(4));
    for (double value : new double[] {1, -0.5}) {
      table
          .row(Kind.OPERATION, "addcmul")
          .same(
              "torch.addcmul(a, b, c, value=" + value + ")",
              v -> v.getFirst().addcmul(v.get(1), v.get(2), value),
              wide,
              Input.numbers(4),
              wide.shuffled());
      table
          .row(Kind.OPERATION, "addcdiv")
          .same(
              "torch.addcdiv(a, b, c, value=" + value + ")",
              v -> v.getFirst().addcdiv(v.get(1), v.get(2), value),
              wide,
              Input.numbers(4),
              Input.between(0.5, 2, 3, 1));
    }
    pair(table, "fmod", Tensor::fmod, range(-5, 5), positive);
    pair(table, "remainder", Tensor::remainder, range(-5, 5), positive);
    // LibTorch has no derivative of floor_divide, but of the same division by another name.
    Row floor = table.row(Kind.OPERATION, "floor_divide");
    for (int[] shape : List.of(new int[] {3, 4}, new int[] {1}, new int[] {0, 2})) {
      floor.same(
          "torch.div(a, b, rounding_mode='floor')",
          x -> x.getFirst().floorDivide(x.get(1)),
          Input.between(-5, 5, shape),
          Input.between(0.3, 2, shape).shuffled());
    }
    floor.same("torch.floor_divide(a, b)", x -> x.getFirst().floorDivide(x.get(1)), SPECIAL, OTHER);
    integers(table);
    numbers(table);
  }

  private static void integers(Table table) {
    Input a = Input.of(new long[] {-7, -6, -1, 0, 1, 6, 7, 8});
    Input b = Input.of(new long[] {3, -3, 2, 5, -2, 4, -7, 8});
    for (DType type : List.of(DType.I64, DType.I32)) {
      table
          .row(Kind.OPERATION, "fmod")
          .same("torch.fmod(a, b)", x -> x.getFirst().fmod(x.get(1)), a.as(type), b.as(type));
      table
          .row(Kind.OPERATION, "remainder")
          .same(
              "torch.remainder(a, b)",
              x -> x.getFirst().remainder(x.get(1)),
              a.as(type),
              b.as(type))
          .same("torch.remainder(a, 3)", x -> x.getFirst().remainder(3), a.as(type));
      table
          .row(Kind.OPERATION, "floor_divide")
          .same(
              "torch.floor_divide(a, b)",
              x -> x.getFirst().floorDivide(x.get(1)),
              a.as(type),
              b.as(type))
          .same("torch.floor_divide(a, 3)", x -> x.getFirst().floorDivide(3), a.as(type));
      table
          .row(Kind.OPERATION, "add")
          .same("torch.add(a, b)", x -> x.getFirst().add(x.get(1)), a.as(type), b.as(type));
      table
          .row(Kind.OPERATION, "mul")
          .same("torch.mul(a, b)", x -> x.getFirst().mul(x.get(1)), a.as(type), b.as(type));
      table
          .row(Kind.OPERATION, "div")
          .same("torch.div(a, b)", x -> x.getFirst().div(x.get(1)), a.as(type), b.as(type));
      table
          .row(Kind.OPERATION, "maximum")
          .same("torch.maximum(a, b)", x -> x.getFirst().maximum(x.get(1)), a.as(type), b.as(type));
    }
    // Types meet as PyTorch promotes them.
    for (DType type : List.of(DType.I64, DType.I32, DType.U8, DType.BOOL)) {
      table
          .row(Kind.OPERATION, "add")
          .same(
              "torch.add(a, b)",
              x -> x.getFirst().add(x.get(1)),
              Input.integers(2, 3, 4).as(type),
              Input.numbers(3, 4))
          .same(
              "torch.add(a, b)",
              x -> x.getFirst().add(x.get(1)),
              Input.integers(2, 3, 4).as(type),
              Input.integers(2, 4));
    }
    table
        .row(Kind.OPERATION, "pow")
        .same(
            "torch.pow(a, b)",
            x -> x.getFirst().pow(x.get(1)),
            Input.integers(4, 6),
            Input.integers(5, 6).shuffled());
  }

  private static void numbers(Table table) {
    Input x3 = Input.numbers(3, 4);
    Input positive = Input.between(0.3, 3, 3, 4);
    table.row(Kind.OPERATION, "add").same("torch.add(a, 1.5)", x -> x.getFirst().add(1.5), x3);
    table.row(Kind.OPERATION, "sub").same("torch.sub(a, 1.5)", x -> x.getFirst().sub(1.5), x3);
    table.row(Kind.OPERATION, "mul").same("torch.mul(a, 1.5)", x -> x.getFirst().mul(1.5), x3);
    table.row(Kind.OPERATION, "div").same("torch.div(a, 1.5)", x -> x.getFirst().div(1.5), x3);
    table
        .row(Kind.OPERATION, "pow")
        .same("torch.pow(a, 3)", x -> x.getFirst().pow(3), x3)
        .same("torch.pow(a, 0)", x -> x.getFirst().pow(0), x3)
        .same("torch.pow(a, -1.5)", x -> x.getFirst().pow(-1.5), positive)
        .specials("torch.pow(a, 2)", x -> x.getFirst().pow(2));
    table
        .row(Kind.OPERATION, "remainder")
        .same("torch.remainder(a, -0.7)", x -> x.getFirst().remainder(-0.7), x3);
    table.row(Kind.OPERATION, "fmod").same("torch.fmod(a, 0.7)", x -> x.getFirst().fmod(0.7), x3);
    table
        .row(Kind.OPERATION, "lerp")
        .same("torch.lerp(a, b, 0.3)", x -> x.getFirst().lerp(x.get(1), 0.3), x3, x3.shuffled())
        .same("torch.lerp(a, b, 0.8)", x -> x.getFirst().lerp(x.get(1), 0.8), x3, x3.shuffled())
        .same(
            "torch.lerp(a, b, c)",
            x -> x.getFirst().lerp(x.get(1), x.get(2)),
            x3,
            x3.shuffled(),
            Input.between(-0.5, 1.5, 4));
    table
        .row(Kind.OPERATION, "where")
        .same(
            "torch.where(a, b, c)",
            x -> Tensor.where(x.getFirst(), x.get(1), x.get(2)),
            Input.booleans(3, 4),
            x3,
            Input.numbers(4))
        .same(
            "torch.where(a, b, c)",
            x -> Tensor.where(x.getFirst(), x.get(1), x.get(2)),
            Input.booleans(4),
            Input.numbers(2, 1),
            Input.between(-2, 2))
        .refuses(
            "torch.where(a, b, c)",
            x -> Tensor.where(x.getFirst(), x.get(1), x.get(2)),
            Input.booleans(3),
            Input.numbers(2),
            Input.numbers(2));
    table
        .row(Kind.OPERATION, "to")
        .torch("torch.Tensor.to")
        .same("a.to(dtype=7)", x -> x.getFirst().to(DType.F64), x3)
        .same("a.to(dtype=6)", x -> x.getFirst().to(DType.F32), x3)
        .same("a.to(dtype=4)", x -> x.getFirst().to(DType.I64), x3)
        .same("a.to(dtype=3)", x -> x.getFirst().to(DType.I32), x3)
        .same("a.to(dtype=0)", x -> x.getFirst().to(DType.U8), Input.between(0, 200, 3, 4))
        .same("a.to(dtype=11)", x -> x.getFirst().to(DType.BOOL), x3)
        .same("a.to(dtype=6)", x -> x.getFirst().to(DType.F32), Input.integers(9, 5))
        .same("a.to(dtype=0)", x -> x.getFirst().to(DType.U8), Input.integers(900, 5));
  }

  private static void comparisons(Table table) {
    compare(table, "eq", Tensor::eq).torch("torch.eq");
    compare(table, "ne", Tensor::ne).torch("torch.ne", "torch.not_equal");
    compare(table, "lt", Tensor::lt).torch("torch.lt", "torch.less");
    compare(table, "le", Tensor::le).torch("torch.le", "torch.less_equal");
    compare(table, "gt", Tensor::gt).torch("torch.gt", "torch.greater");
    compare(table, "ge", Tensor::ge).torch("torch.ge", "torch.greater_equal");
    compare(table, "logical_and", Tensor::and);
    compare(table, "logical_or", Tensor::or);
    compare(table, "logical_xor", Tensor::xor);
    Row not = table.row(Kind.OPERATION, "logical_not");
    check(not, "torch.logical_not(a)", Tensor::not);
    check(table.row(Kind.OPERATION, "isnan"), "torch.isnan(a)", Tensor::isNaN);
    check(table.row(Kind.OPERATION, "isinf"), "torch.isinf(a)", Tensor::isInf);
    check(table.row(Kind.OPERATION, "isfinite"), "torch.isfinite(a)", Tensor::isFinite);
  }

  private static void check(Row row, String code, UnaryOperator<Tensor> f) {
    row.specials(code, x -> f.apply(x.getFirst()))
        .same(code, x -> f.apply(x.getFirst()), Input.numbers(3, 4))
        .same(code, x -> f.apply(x.getFirst()), Input.integers(3, 5))
        .same(code, x -> f.apply(x.getFirst()), Input.numbers(0))
        .same(code, x -> f.apply(x.getFirst()), Input.between(-2, 2));
  }

  private static Row compare(Table table, String name, BinaryOperator<Tensor> f) {
    String code = "torch." + name + "(a, b)";
    return table
        .row(Kind.OPERATION, name)
        .differentiated(Derivatives.NONE, "")
        .same(code, x -> f.apply(x.getFirst(), x.get(1)), SPECIAL, OTHER)
        .same(
            code,
            x -> f.apply(x.getFirst(), x.get(1)),
            Input.integers(3, 3, 4),
            Input.integers(3, 4))
        .same(code, x -> f.apply(x.getFirst(), x.get(1)), Input.numbers(2, 1), Input.numbers(3))
        .same(code, x -> f.apply(x.getFirst(), x.get(1)), Input.booleans(6), Input.integers(2, 6))
        .same(code, x -> f.apply(x.getFirst(), x.get(1)), Input.numbers(0), Input.numbers(1))
        .refuses(code, x -> f.apply(x.getFirst(), x.get(1)), Input.numbers(2), Input.numbers(3));
  }

  private static void limits(Table table) {
    Input x = Input.numbers(3, 4);
    table
        .row(Kind.OPERATION, "clamp")
        .torch("torch.clamp", "torch.clip")
        .same("torch.clamp(a, -0.7, 0.9)", v -> v.getFirst().clamp(-0.7, 0.9), x)
        .same("torch.clamp(a, 0.9, -0.7)", v -> v.getFirst().clamp(0.9, -0.7), x)
        .same("torch.clamp(a, 1, 3)", v -> v.getFirst().clamp(1, 3), Input.integers(6, 7))
        .specials("torch.clamp(a, -1, 3)", v -> v.getFirst().clamp(-1, 3))
        .same(
            "torch.clamp(a, b, c)",
            v -> v.getFirst().clamp(v.get(1), v.get(2)),
            x,
            Input.between(-1, 0, 4),
            Input.between(0.1, 1, 3, 1));
    table
        .row(Kind.OPERATION, "clamp_min")
        .same("torch.clamp_min(a, 0.3)", v -> v.getFirst().clampMin(0.3), x)
        .same("torch.clamp_min(a, b)", v -> v.getFirst().clampMin(v.get(1)), x, Input.numbers(4))
        .specials("torch.clamp_min(a, 0.5)", v -> v.getFirst().clampMin(0.5));
    table
        .row(Kind.OPERATION, "clamp_max")
        .same("torch.clamp_max(a, 0.3)", v -> v.getFirst().clampMax(0.3), x)
        .same("torch.clamp_max(a, b)", v -> v.getFirst().clampMax(v.get(1)), x, Input.numbers(4))
        .specials("torch.clamp_max(a, 0.5)", v -> v.getFirst().clampMax(0.5));
    table
        .row(Kind.OPERATION, "nan_to_num")
        .same("torch.nan_to_num(a)", v -> v.getFirst().nanToNum(), x)
        .specials("torch.nan_to_num(a)", v -> v.getFirst().nanToNum())
        .specials("torch.nan_to_num(a, 1.5, 9.0, -9.0)", v -> v.getFirst().nanToNum(1.5, 9, -9))
        .same("torch.nan_to_num(a)", v -> v.getFirst().nanToNum(), Input.integers(5, 4));
  }

  private static void normalised(Table table) {
    Row softmax = table.row(Kind.OPERATION, "softmax");
    Row log = table.row(Kind.OPERATION, "log_softmax");
    for (int[] shape :
        List.of(new int[] {3, 4}, new int[] {2, 3, 5}, new int[] {1, 7}, new int[] {2, 0})) {
      for (int dim : new int[] {0, -1, 1}) {
        softmax.same(
            "torch.softmax(a, " + dim + ")", x -> x.getFirst().softmax(dim), Input.numbers(shape));
        log.same(
            "torch.log_softmax(a, " + dim + ")",
            x -> x.getFirst().logSoftmax(dim),
            Input.numbers(shape));
      }
    }
    softmax
        .specials("torch.softmax(a, 0)", x -> x.getFirst().softmax(0))
        .same("torch.softmax(a, 0)", x -> x.getFirst().softmax(0), Input.between(-900, 900, 9))
        .refuses("torch.softmax(a, 2)", x -> x.getFirst().softmax(2), Input.numbers(2, 3));
    log.specials("torch.log_softmax(a, 0)", x -> x.getFirst().logSoftmax(0))
        .same(
            "torch.log_softmax(a, 0)", x -> x.getFirst().logSoftmax(0), Input.between(-900, 900, 9))
        .refuses("torch.log_softmax(a, 2)", x -> x.getFirst().logSoftmax(2), Input.numbers(2, 3));
  }
}
