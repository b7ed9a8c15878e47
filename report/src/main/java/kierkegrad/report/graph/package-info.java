/// Pictures of graphs: a [kierkegrad.report.graph.Picture] says what is to be seen, a
/// [kierkegrad.report.graph.Layout] where (by ELK's layered algorithm), and
/// [kierkegrad.report.graph.Svg] draws it. [kierkegrad.report.graph.Levels] collapses a large one
/// by its groups.
@org.jspecify.annotations.NullMarked
package kierkegrad.report.graph;
