package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.settings.Setting;

/// Updates that are large beside the weights.
final class RateTooLarge implements Symptom {
  static final double LARGE = 0.1;

  @Override
  public About about() {
    return new About(
        "learning rate too large",
        "an update moves a weight matrix by more than %s of its norm (the median step of a layer), and the result suffers"
            .formatted(Texts.number(LARGE)),
        "The gradient is a good guide only near the weights it was taken at; a step of the weights' own size leaves that region, and each step undoes the one before.",
        "Karpathy's rule of thumb: about 0.001; the bound is a hundred times that");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    double ratio = v.largestRatio();
    double shrunk = v.matrices().stream().mapToDouble(v::growth).min().orElse(1);
    // Where a penalty has shrunk the weights, it is they that are small.
    if (!(ratio > LARGE && v.suffers() && !(shrunk < 0.5))) {
      return Optional.empty();
    }
    return found(
        Severity.WARNING,
        "updates move weights by %s of their size per step".formatted(Texts.percent(ratio)),
        List.of(
            "update ratio ‖Δw‖/‖w‖ %s, median over layers %s; about 0.001 is usual"
                .formatted(Texts.number(ratio), Texts.number(v.ratio())),
            "learning rate %s; %s is usual for %s on data of this size"
                .formatted(
                    Texts.number(v.get(Setting.LR)),
                    Texts.number(Remedies.usualRate(v)),
                    v.get(Setting.OPTIMIZER)),
            v.outcome()),
        Remedies.scale(v).orElseGet(() -> Remedies.lowerRate(v)));
  }
}
