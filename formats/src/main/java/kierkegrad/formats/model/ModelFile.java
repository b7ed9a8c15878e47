package kierkegrad.formats.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import kierkegrad.formats.DataException;
import kierkegrad.formats.safetensors.Safetensors;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Sequential;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A [TrainedModel] as a safetensors file.
///
/// Metadata: `format` is `pt`, since names and layouts are PyTorch's; `kierkegrad` is the version
/// of this form; `architecture`, `preparation` and `settings` are JSON; `seed` and `temperature`
/// are numbers. Form 2, which is still read, knows neither temperatures nor positive classes.
final class ModelFile {
  private static final String VERSION = "3";
  private static final Set<String> READ = Set.of("2", VERSION);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private ModelFile() {}

  static void save(TrainedModel model, Path file) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    model.network().state().forEach((name, box) -> weights.put(name, box.value()));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt");
    metadata.put("kierkegrad", VERSION);
    metadata.put("architecture", Architecture.json(model.network()).toString());
    metadata.put("preparation", JSON.writeValueAsString(model.preparation()));
    metadata.put("settings", JSON.writeValueAsString(model.settings()));
    metadata.put("temperature", Double.toString(model.temperature()));
    metadata.put("seed", Long.toString(model.seed()));
    new Safetensors(weights, metadata).save(file);
  }

  static TrainedModel load(Path file) {
    Safetensors content = Safetensors.load(file);
    String version = content.metadata().get("kierkegrad");
    if (version == null) {
      throw new DataException(
          file + " holds tensors, but no model of Kierkegrad; name a file that training has saved");
    }
    if (!READ.contains(version)) {
      throw new DataException(
          "%s has form %s, and this version of Kierkegrad reads forms 2 and %s; use the version that saved it"
              .formatted(file, version, VERSION));
    }
    try {
      TrainedModel model = model(content);
      checkSizes(model);
      return model;
    } catch (JacksonException e) {
      throw damaged(file, e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static TrainedModel model(Safetensors content) {
    Layer layer =
        Seed.use(
            Seed.of(0), () -> Architecture.layer(JSON.readTree(text(content, "architecture"))));
    if (!(layer instanceof Sequential network)) {
      throw new IllegalArgumentException("its architecture is no Sequential");
    }
    if (content.tensors().values().stream().anyMatch(t -> t.dtype() == DType.F64)) {
      network.to(DType.F64);
    }
    network.load(content.tensors());
    network.eval();
    return new TrainedModel(
        network,
        JSON.treeToValue(preparation(text(content, "preparation")), Preparation.class),
        JSON.readValue(
            text(content, "settings"), new TypeReference<LinkedHashMap<String, String>>() {}),
        Long.parseLong(text(content, "seed")),
        Double.parseDouble(content.metadata().getOrDefault("temperature", "1")));
  }

  /// Form 2 has no positive class; nothing else has changed in what it has.
  private static JsonNode preparation(String text) {
    JsonNode preparation = JSON.readTree(text);
    if (preparation.at("/encoder/target") instanceof ObjectNode target
        && target.path("task").asString("").equals("classification")
        && !target.has("positive")) {
      target.putNull("positive");
    }
    return preparation;
  }

  private static String text(Safetensors content, String key) {
    String text = content.metadata().get(key);
    if (text == null) {
      throw new IllegalArgumentException("its metadata has no " + key);
    }
    return text;
  }

  private static void checkSizes(TrainedModel model) {
    Preparation preparation = model.preparation();
    Shape expected = Shape.of(1, preparation.outputs());
    Tensor output = Tape.off(() -> model.network().forward(Tensor.zeros(1, preparation.inputs())));
    if (!output.shape().equals(expected)) {
      throw new IllegalArgumentException(
          "its network gives " + output.shape() + " where " + expected + " is needed");
    }
  }

  private static DataException damaged(Path file, String what, RuntimeException cause) {
    return new DataException(
        file + " is a damaged model: " + what + "; train or copy it again", cause);
  }
}
