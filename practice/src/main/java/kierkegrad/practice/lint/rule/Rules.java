package kierkegrad.practice.lint.rule;

import java.util.List;
import kierkegrad.practice.lint.Rule;

/// The one list of all rules: first the data, then the network, then how it learns.
public final class Rules {
  /// In the order in which they are applied and told.
  public static final List<Rule> ALL =
      List.of(
          new ModelFits(),
          new UnscaledFeatures(),
          new ConstantFeatures(),
          new Outliers(),
          new MissingValues(),
          new RowNumber(),
          new Leakage(),
          new DuplicatesAcrossSplit(),
          new ContradictingRows(),
          new ClassImbalance(),
          new RareClasses(),
          new SortedRows(),
          new UnscaledTarget(),
          new SmallTest(),
          new SmallValidation(),
          new OutputAndLoss(),
          new SquaredErrorForClasses(),
          new EqualUnits(),
          new InitAndActivation(),
          new SignalScale(),
          new SaturatedStart(),
          new OutputDropout(),
          new DropoutBeforeBatchNorm(),
          new BatchNormRows(),
          new BatchSize(),
          new LearningRate(),
          new DecayedBiases(),
          new ManyParameters());

  private Rules() {}
}
