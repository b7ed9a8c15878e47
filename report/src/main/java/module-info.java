/// Pictures and pages: graphs, formulas and charts in files that open without a network.
@org.jspecify.annotations.NullMarked
module kierkegrad.report {
  requires static org.jspecify;
  requires transitive kierkegrad;
  requires transitive kierkegrad.practice;
  requires tools.jackson.databind;
  requires org.eclipse.elk.alg.layered;
  requires org.eclipse.elk.core;
  requires org.eclipse.elk.graph;
  requires org.eclipse.emf.common;
  requires org.eclipse.emf.ecore;

  exports kierkegrad.report.descent;
  exports kierkegrad.report.explain;
  exports kierkegrad.report.graph;
  exports kierkegrad.report.importance;
  exports kierkegrad.report.page;
  exports kierkegrad.report.range;
  exports kierkegrad.report.run;
  exports kierkegrad.report.saturation;
  exports kierkegrad.report.surface;
  exports kierkegrad.report.svg;
  exports kierkegrad.report.training;
  exports kierkegrad.report.tricks;
  exports kierkegrad.report.tune;
}
