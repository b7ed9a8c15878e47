package kierkegrad.formats.model;

import java.util.Optional;
import kierkegrad.formats.DataException;
import kierkegrad.nn.Flatten;
import kierkegrad.nn.Identity;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.GELU;
import kierkegrad.nn.activation.LeakyReLU;
import kierkegrad.nn.activation.LogSoftmax;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.nn.activation.Softmax;
import kierkegrad.nn.activation.Softplus;
import kierkegrad.nn.activation.Tanh;
import kierkegrad.nn.conv.Conv1d;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.nn.norm.BatchNorm2d;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.nn.pool.AvgPool1d;
import kierkegrad.nn.pool.AvgPool2d;
import kierkegrad.nn.pool.MaxPool1d;
import kierkegrad.nn.pool.MaxPool2d;
import kierkegrad.nn.transformer.MultiheadAttention;
import kierkegrad.op.Span;
import kierkegrad.op.Window;
import kierkegrad.tensor.Shape;
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
      case Conv1d x ->
          node("Conv1d")
              .put("in", x.in())
              .put("out", x.out())
              .put("groups", x.groups())
              .put("bias", x.bias().isPresent())
              .set("window", json(x.window()));
      case Conv2d x ->
          node("Conv2d")
              .put("in", x.in())
              .put("out", x.out())
              .put("groups", x.groups())
              .put("bias", x.bias().isPresent())
              .set("window", json(x.window()));
      case MaxPool1d x -> node("MaxPool1d").put("ceil", x.ceil()).set("window", json(x.window()));
      case MaxPool2d x -> node("MaxPool2d").put("ceil", x.ceil()).set("window", json(x.window()));
      case AvgPool1d x ->
          node("AvgPool1d")
              .put("ceil", x.ceil())
              .put("countPadding", x.countPadding())
              .set("window", json(x.window()));
      case AvgPool2d x ->
          node("AvgPool2d")
              .put("ceil", x.ceil())
              .put("countPadding", x.countPadding())
              .set("window", json(x.window()));
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
      case GELU x -> node("GELU").put("approximate", x.approximate());
      case LayerNorm x -> layerNorm(x);
      case BatchNorm1d x ->
          batchNorm("BatchNorm1d", x.channels(), x.eps(), x.momentum())
              .put("affine", x.weight().isPresent())
              .put("trackRunningStats", x.runningMean().isPresent());
      case BatchNorm2d x ->
          batchNorm("BatchNorm2d", x.channels(), x.eps(), x.momentum())
              .put("affine", x.weight().isPresent())
              .put("trackRunningStats", x.runningMean().isPresent());
      case MultiheadAttention x ->
          node("MultiheadAttention")
              .put("embed", x.embed())
              .put("heads", x.heads())
              .put("causal", x.causal())
              .put("bias", x.inProjBias().isPresent());
      case Sequential x -> sequential(x);
      default ->
          throw new DataException(
              "a layer of type %s cannot be saved in a model file; use the layers of kierkegrad.nn, or save its state alone as safetensors"
                  .formatted(layer.getClass().getName()));
    };
  }

  private static ObjectNode layerNorm(LayerNorm norm) {
    ObjectNode node =
        node("LayerNorm")
            .put("eps", norm.eps())
            .put("elementwiseAffine", norm.weight().isPresent())
            .put("bias", norm.bias().isPresent());
    ArrayNode shape = node.putArray("shape");
    for (int size : norm.shape().toArray()) {
      shape.add(size);
    }
    return node;
  }

  /// Without momentum the running statistics are plain means.
  private static ObjectNode batchNorm(
      String type, int channels, double eps, Optional<Double> momentum) {
    ObjectNode node = node(type).put("channels", channels).put("eps", eps);
    momentum.ifPresent(m -> node.put("momentum", m));
    return node;
  }

  private static ObjectNode sequential(Sequential layers) {
    ObjectNode node = node("Sequential");
    ArrayNode array = node.putArray("layers");
    layers.layers().forEach(layer -> array.add(json(layer)));
    return node;
  }

  private static ObjectNode json(Window window) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.set("height", json(window.height()));
    node.set("width", json(window.width()));
    return node;
  }

  private static ObjectNode json(Span span) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("kernel", span.kernel())
        .put("stride", span.stride())
        .put("padding", span.padding())
        .put("dilation", span.dilation());
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
      case "Conv1d" ->
          new Conv1d(
              integer(node, "in"),
              integer(node, "out"),
              span(node.required("window")),
              integer(node, "groups"),
              flag(node, "bias"));
      case "Conv2d" ->
          new Conv2d(
              integer(node, "in"),
              integer(node, "out"),
              window(node.required("window")),
              integer(node, "groups"),
              flag(node, "bias"));
      case "MaxPool1d" -> new MaxPool1d(span(node.required("window")), flag(node, "ceil"));
      case "MaxPool2d" -> new MaxPool2d(window(node.required("window")), flag(node, "ceil"));
      case "AvgPool1d" ->
          new AvgPool1d(
              span(node.required("window")), flag(node, "ceil"), flag(node, "countPadding"));
      case "AvgPool2d" ->
          new AvgPool2d(
              window(node.required("window")), flag(node, "ceil"), flag(node, "countPadding"));
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
      case "GELU" -> new GELU(node.required("approximate").asString());
      case "LayerNorm" ->
          new LayerNorm(
              Shape.of(
                  node.required("shape")
                      .asArray()
                      .valueStream()
                      .mapToInt(JsonNode::asInt)
                      .toArray()),
              number(node, "eps"),
              flag(node, "elementwiseAffine"),
              flag(node, "bias"));
      case "BatchNorm1d" ->
          new BatchNorm1d(
              integer(node, "channels"),
              number(node, "eps"),
              momentum(node),
              flag(node, "affine"),
              flag(node, "trackRunningStats"));
      case "BatchNorm2d" ->
          new BatchNorm2d(
              integer(node, "channels"),
              number(node, "eps"),
              momentum(node),
              flag(node, "affine"),
              flag(node, "trackRunningStats"));
      case "MultiheadAttention" ->
          new MultiheadAttention(
              integer(node, "embed"),
              integer(node, "heads"),
              flag(node, "causal"),
              flag(node, "bias"));
      case "Sequential" ->
          new Sequential(
              node.required("layers").asArray().valueStream().map(Architecture::layer).toList());
      default -> throw new IllegalArgumentException("it has a layer of unknown type " + type);
    };
  }

  private static Window window(JsonNode node) {
    return new Window(span(node.required("height")), span(node.required("width")));
  }

  private static Span span(JsonNode node) {
    return new Span(
        integer(node, "kernel"),
        integer(node, "stride"),
        integer(node, "padding"),
        integer(node, "dilation"));
  }

  private static Optional<Double> momentum(JsonNode node) {
    return node.has("momentum") ? Optional.of(number(node, "momentum")) : Optional.empty();
  }

  private static boolean flag(JsonNode node, String field) {
    return node.required(field).asBoolean();
  }

  private static int integer(JsonNode node, String field) {
    return node.required(field).asInt();
  }

  private static double number(JsonNode node, String field) {
    return node.required(field).asDouble();
  }
}
