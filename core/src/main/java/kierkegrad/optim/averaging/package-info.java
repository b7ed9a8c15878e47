/// Averages of a model's parameters on the way of its training, which often do better than the last
/// ones: with equal weights (SWA), or with weights that fade (EMA).
@org.jspecify.annotations.NullMarked
package kierkegrad.optim.averaging;
