/// A trained model behind HTTP, and a program that puts a load on it.
@org.jspecify.annotations.NullMarked
module kierkegrad.serve {
  requires static org.jspecify;
  requires transitive kierkegrad;
  requires transitive kierkegrad.formats;
  requires tools.jackson.databind;
  requires jdk.httpserver;
  requires java.net.http;

  exports kierkegrad.serve;
  exports kierkegrad.serve.load;
}
