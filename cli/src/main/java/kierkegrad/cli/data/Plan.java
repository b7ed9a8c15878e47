package kierkegrad.cli.data;

import java.util.Optional;
import kierkegrad.formats.table.Missing;

/// How data is to be split and encoded.
///
/// @param target the column to predict, by name or number, unless the usual one
/// @param missing what becomes of missing feature values
/// @param normalize whether features get mean 0 and deviation 1 over the training rows
/// @param test the share of rows kept for the test, unless the data has its own
/// @param seed decides which rows those are
public record Plan(
    Optional<String> target, Missing missing, boolean normalize, double test, long seed) {}
