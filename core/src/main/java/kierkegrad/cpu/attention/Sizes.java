package kierkegrad.cpu.attention;

/// What all heads of an attention share.
///
/// @param s rows of q
/// @param t rows of k and v
/// @param d the width of all of them
/// @param scale what q·kᵀ is multiplied by
/// @param causal whether row i sees rows up to i only
public record Sizes(int s, int t, int d, double scale, boolean causal) {}
