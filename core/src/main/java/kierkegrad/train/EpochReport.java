package kierkegrad.train;

import java.util.Optional;
import java.util.OptionalDouble;

/// What one epoch came to.
///
/// @param epoch the epoch, counted from 1
/// @param steps steps since the start of the training
/// @param rows rows that were learned from in this epoch
/// @param trainLoss the mean of the steps' losses, weighted by rows, without penalty; each was
///   measured before its update
/// @param trainAccuracy the share of these rows that were classified rightly, if targets are class
///   numbers
/// @param validation how the model did on the validation part afterwards
/// @param lr the learning rate of the first group in the last step
/// @param seconds how long the epoch took, with validation
public record EpochReport(
    int epoch,
    long steps,
    long rows,
    double trainLoss,
    OptionalDouble trainAccuracy,
    Optional<Evaluation> validation,
    double lr,
    double seconds) {}
