package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.network.Activation;
import kierkegrad.practice.network.Initialization;
import kierkegrad.practice.network.Normalization;
import kierkegrad.practice.settings.ClassWeights;
import kierkegrad.practice.settings.Hidden;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.practice.settings.Size;

/// Changes that more than one symptom asks for.
final class Remedies {
  private static final int DEEP = 5;

  private Remedies() {}

  /// The rate that the optimizer has on data of this size where nobody chooses one.
  static double usualRate(Vitals v) {
    return Size.of(v.facts().rows()).lr(v.get(Setting.OPTIMIZER));
  }

  static boolean isFast(Vitals v) {
    return v.get(Setting.LR) >= 3 * usualRate(v) || v.get(Setting.MOMENTUM) > 0.95;
  }

  static Fix lowerRate(Vitals v) {
    double usual = usualRate(v);
    double rate = v.get(Setting.LR);
    if (rate < 3 * usual && v.get(Setting.MOMENTUM) > 0.9) {
      return Fix.of(
          Setting.MOMENTUM, 0.9, "momentum m multiplies the rate by 1 / (1 − m) in the long run");
    }
    return rate > 1.5 * usual
        ? Fix.of(
            Setting.LR,
            usual,
            "the usual rate of %s on data of this size".formatted(v.get(Setting.OPTIMIZER)))
        : Fix.of(Setting.LR, round(rate / 10), "a tenth of the rate");
  }

  static Fix higherRate(Vitals v) {
    double usual = usualRate(v);
    double rate = v.get(Setting.LR);
    return rate < usual / 1.5
        ? Fix.of(
            Setting.LR,
            usual,
            "the usual rate of %s on data of this size".formatted(v.get(Setting.OPTIMIZER)))
        : Fix.of(Setting.LR, round(rate * 10), "ten times the rate");
  }

  private static double round(double x) {
    return Double.parseDouble(Texts.number(x));
  }

  /// Something about the first weights or the inputs that makes all numbers too large, if there is
  /// such a thing.
  static Optional<Fix> scale(Vitals v) {
    if (!v.get(Setting.NORMALIZE) && v.facts().largestInput() > UnscaledInputs.LARGE) {
      return Optional.of(
          Fix.of(Setting.NORMALIZE, true, "inputs of one size keep the first layer in its range"));
    }
    return firstWeights(v);
  }

  /// First weights that fit the activation, if they do not.
  static Optional<Fix> firstWeights(Vitals v) {
    double gain = v.get(Setting.GAIN);
    if (gain > 3 || gain < 0.3) {
      return Optional.of(
          Fix.of(Setting.GAIN, 1.0, "then signals keep their size from layer to layer"));
    }
    Initialization init = v.get(Setting.INIT);
    if (init == Initialization.NORMAL || init == Initialization.ZEROS) {
      return Optional.of(fittingInit(v));
    }
    return Optional.empty();
  }

  static Fix fittingInit(Vitals v) {
    return squashes(v)
        ? Fix.of(
            Setting.INIT,
            Initialization.XAVIER,
            "made for sigmoid and tanh: signals keep their size from layer to layer")
        : Fix.of(
            Setting.INIT,
            Initialization.KAIMING,
            "made for ReLU: signals keep their size from layer to layer");
  }

  /// Whether the activation has two flat ends.
  static boolean squashes(Vitals v) {
    Activation activation = v.get(Setting.ACTIVATION);
    return List.of(
            Activation.SIGMOID,
            Activation.TANH,
            Activation.HARDSIGMOID,
            Activation.HARDTANH,
            Activation.SOFTSIGN,
            Activation.SOFTMAX)
        .contains(activation);
  }

  /// ReLU; in deep networks with first weights made for it, or its signals fade too.
  static Fix relu(Vitals v) {
    return v.get(Setting.NET).values().size() > DEEP
        ? new Fix(
            Settings.NONE
                .with(Setting.ACTIVATION, Activation.RELU)
                .with(Setting.INIT, Initialization.KAIMING),
            "its slope is 1 wherever it is not 0, and these first weights keep signals at their size")
        : Fix.of(Setting.ACTIVATION, Activation.RELU, "its slope is 1 wherever it is not 0");
  }

  static Fix normalised() {
    return Fix.of(
        Setting.NORM, Normalization.LAYER, "it gives every hidden layer's values one size");
  }

  /// A wider network.
  static Fix wider(Vitals v) {
    List<Integer> widths = v.get(Setting.NET).values();
    int widest = widths.subList(1, widths.size() - 1).stream().max(Integer::compare).orElse(0);
    int wanted = Math.max(Size.of(v.facts().rows()).hidden(), Math.min(512, 4 * widest));
    List<Integer> hidden = widths.size() <= 3 ? List.of(wanted) : List.of(wanted, wanted);
    return Fix.of(Setting.HIDDEN, new Hidden(hidden), "more units can bend the border more often");
  }

  static Fix longer(Vitals v, int factor) {
    int usual = Size.of(v.facts().rows()).epochs();
    return Fix.of(
        Setting.EPOCHS,
        Math.max(usual, factor * v.get(Setting.EPOCHS)),
        "the loss is still on its way down");
  }

  static Fix balanced() {
    return Fix.of(
        Setting.CLASS_WEIGHTS,
        ClassWeights.BALANCED,
        "then each class counts as much as any other");
  }
}
