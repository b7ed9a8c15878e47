package kierkegrad.formats.model;

import kierkegrad.formats.DataException;
import kierkegrad.nn.Dropout;
import kierkegrad.nn.Flatten;
import kierkegrad.nn.Identity;
import kierkegrad.nn.Layer;
import kierkegrad.nn.LeakyReLU;
import kierkegrad.nn.Linear;
import kierkegrad.nn.LogSoftmax;
import kierkegrad.nn.ReLU;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.Sigmoid;
import kierkegrad.nn.Softmax;
import kierkegrad.nn.Softplus;
import kierkegrad.nn.Tanh;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Layers as JSON, such as `{"type": "Linear", "in": 4, "out": 3, "bias": true}`, and back.
final class Architecture {
  private Architecture() {}

  static ObjectNode json(Layer layer) {
    return switch (layer) {
      case Linear x ->
          node("Linear").put("in", x.in()).put("out", x.out()).put("bias", x.bias().isPresent());
      case ReLU x -> node("ReLU").put("slopeAtZero", x.slopeAtZero());
      case LeakyReLU x -> node("LeakyReLU").put("negativeSlope", x.negativeSlope());
      case Sigmoid _ -> node("Sigmoid");
      case Tanh _ -> node("Tanh");
      case Softplus _ -> node("Softplus");
      case Softmax x -> node("Softmax").put("dim", x.dim());
      case LogSoftmax x -> node("LogSoftmax").put("dim", x.dim());
      case Dropout x -> node("Dropout").put("p", x.p());
      case Flatten x -> node("Flatten").put("start", x.start()).put("end", x.end());
      case Identity _ -> node("Identity");
      case Sequential x -> sequential(x);
      default ->
          throw new DataException(
              "a layer of type %s cannot be saved in a model file; use the layers of kierkegrad.nn, or save its state alone as safetensors"
                  .formatted(layer.getClass().getName()));
    };
  }

  private static ObjectNode sequential(Sequential layers) {
    ObjectNode node = node("Sequential");
    ArrayNode array = node.putArray("layers");
    layers.layers().forEach(layer -> array.add(json(layer)));
    return node;
  }

  private static ObjectNode node(String type) {
    return JsonMapper.shared().createObjectNode().put("type", type);
  }

  /// The layer, with fresh weights.
  ///
  /// @throws RuntimeException of Jackson or of a layer if the JSON describes none
  static Layer layer(JsonNode node) {
    String type = node.required("type").asString();
    return switch (type) {
      case "Linear" ->
          new Linear(integer(node, "in"), integer(node, "out"), node.required("bias").asBoolean());
      case "ReLU" -> new ReLU(number(node, "slopeAtZero"));
      case "LeakyReLU" -> new LeakyReLU(number(node, "negativeSlope"));
      case "Sigmoid" -> new Sigmoid();
      case "Tanh" -> new Tanh();
      case "Softplus" -> new Softplus();
      case "Softmax" -> new Softmax(integer(node, "dim"));
      case "LogSoftmax" -> new LogSoftmax(integer(node, "dim"));
      case "Dropout" -> new Dropout(number(node, "p"));
      case "Flatten" -> new Flatten(integer(node, "start"), integer(node, "end"));
      case "Identity" -> new Identity();
      case "Sequential" ->
          new Sequential(
              node.required("layers").asArray().valueStream().map(Architecture::layer).toList());
      default -> throw new IllegalArgumentException("it has a layer of unknown type " + type);
    };
  }

  private static int integer(JsonNode node, String field) {
    return node.required(field).asInt();
  }

  private static double number(JsonNode node, String field) {
    return node.required(field).asDouble();
  }
}
