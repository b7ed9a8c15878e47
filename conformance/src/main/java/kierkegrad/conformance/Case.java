package kierkegrad.conformance;

import java.util.function.Supplier;

/// One comparison.
///
/// @param label what is special about it, such as `[2, 3] F32 strided`
/// @param compare how far both sides lie apart; throws [Mismatch] if they cannot be compared at all
public record Case(String label, Supplier<Deviation> compare) {}
