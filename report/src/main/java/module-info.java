/// Pictures and pages: graphs, formulas and charts in files that open without a network.
@org.jspecify.annotations.NullMarked
module kierkegrad.report {
  requires static org.jspecify;
  requires transitive kierkegrad;
  requires tools.jackson.databind;

  exports kierkegrad.report.page;
}
