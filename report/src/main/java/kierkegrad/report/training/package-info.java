/// The training report: one page about one training, from its verdict down to its settings. A
/// [TrainingRun] is everything that it tells, [TrainingPage] tells it to people, and [TrainingJson]
/// to other programs.
@org.jspecify.annotations.NullMarked
package kierkegrad.report.training;
