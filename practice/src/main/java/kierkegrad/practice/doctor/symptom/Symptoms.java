package kierkegrad.practice.doctor.symptom;

import java.util.List;

/// All symptoms.
public final class Symptoms {
  /// In the order in which findings of one severity are told.
  public static final List<Symptom> ALL =
      List.of(
          new NotFinite(),
          new Divergence(),
          new EqualUnits(),
          new DeadUnits(),
          new UnscaledInputs(),
          new SoftmaxTwice(),
          new FrozenWeights(),
          new StrongPenalty(),
          new ExplodingGradients(),
          new VanishingGradients(),
          new Saturation(),
          new SaturatedOutput(),
          new RateTooLarge(),
          new RateTooSmall(),
          new Oscillation(),
          new ClassCollapse(),
          new EndsTooEarly(),
          new RandomLabels(),
          new Overfitting(),
          new NoLearning(),
          new Plateau(),
          new Underfitting());

  private Symptoms() {}
}
