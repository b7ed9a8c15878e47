/// The page of an explanation: the forward graph and the gradient graph side by side, and for every
/// step of forward, backward and update its formula, numbers and result.
///
/// [ExplainPage] puts it together, [PageData] is all that the page knows, as it stands in the page
/// as JSON; the scripts beside it draw that and compute nothing new.
@org.jspecify.annotations.NullMarked
package kierkegrad.report.explain;
