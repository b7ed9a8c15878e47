/// The command line.
@org.jspecify.annotations.NullMarked
module kierkegrad.cli {
  requires static org.jspecify;
  requires kierkegrad;
  requires kierkegrad.formats;
  requires kierkegrad.practice;
  requires kierkegrad.report;
  requires kierkegrad.serve;
  requires de.siegmar.fastcsv;
  requires info.picocli;
  requires tools.jackson.databind;
  requires xchart;
  requires java.desktop;
  requires jdk.jshell;

  opens kierkegrad.cli to
      info.picocli;
}
