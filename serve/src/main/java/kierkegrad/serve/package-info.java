/// A server that predicts with a trained model: rows go in as JSON or CSV over HTTP, predictions
/// come back.
///
/// ```java
/// TrainedModel model = TrainedModel.load(Path.of("runs/iris-1/model.safetensors"));
/// try (ModelServer server = ModelServer.of(model).port(0).start();
///     HttpClient client = HttpClient.newHttpClient()) {
///   String flower =
///       "{\"sepal_length\": 5.1, \"sepal_width\": 3.5, \"petal_length\": 1.4, \"petal_width\": 0.2}";
///   HttpRequest request =
///       HttpRequest.newBuilder(server.uri().resolve("/predict"))
///           .header("Content-Type", "application/json")
///           .POST(BodyPublishers.ofString(flower))
///           .build();
///   System.out.println(client.send(request, BodyHandlers.ofString()).body());
/// }
/// ```
///
/// `docs/serve.md` shows the same from a command line, and every path, limit and error.
@org.jspecify.annotations.NullMarked
package kierkegrad.serve;
