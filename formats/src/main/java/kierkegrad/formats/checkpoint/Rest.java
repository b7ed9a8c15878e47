package kierkegrad.formats.checkpoint;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.optim.schedule.ReduceLROnPlateau;
import kierkegrad.train.EpochReport;
import kierkegrad.train.Score;
import kierkegrad.train.TrainingState;
import kierkegrad.train.TrainingState.Accumulated;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// What a [TrainingState] holds besides tensors, as JSON. NaN and infinity are texts.
///
/// @param accumulated of how many minibatches gradients wait
record Rest(
    List<EpochReport> reports,
    TrainingState.Progress progress,
    Set<String> frozen,
    Optional<ReduceLROnPlateau.Progress> plateau,
    Optional<Integer> accumulated,
    Optional<Best> best) {
  /// The best epoch, without its tensors.
  record Best(int epoch, double loss) {}

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .addMixIn(Score.class, Kinds.class)
          .addModule(
              new SimpleModule()
                  .addSerializer(ConfusionMatrix.class, new Writer())
                  .addDeserializer(ConfusionMatrix.class, new Reader()))
          .build();

  static Rest of(TrainingState state) {
    return new Rest(
        state.reports(),
        state.progress(),
        state.frozen(),
        state.plateau(),
        state.accumulated().map(Accumulated::batches),
        state.best().map(b -> new Best(b.epoch(), b.loss())));
  }

  String json() {
    return JSON.writeValueAsString(this);
  }

  static Rest read(String json) {
    return JSON.readValue(json, Rest.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Score.Classification.class, name = "classification"),
    @JsonSubTypes.Type(value = Score.Regression.class, name = "regression")
  })
  private interface Kinds {}

  private static final class Writer extends ValueSerializer<ConfusionMatrix> {
    @Override
    public void serialize(
        ConfusionMatrix matrix, JsonGenerator json, SerializationContext context) {
      long[][] counts = new long[matrix.classes()][matrix.classes()];
      for (int truth = 0; truth < counts.length; truth++) {
        for (int prediction = 0; prediction < counts.length; prediction++) {
          counts[truth][prediction] = matrix.count(truth, prediction);
        }
      }
      json.writePOJO(counts);
    }
  }

  private static final class Reader extends ValueDeserializer<ConfusionMatrix> {
    @Override
    public ConfusionMatrix deserialize(JsonParser json, DeserializationContext context) {
      return ConfusionMatrix.of(context.readValue(json, long[][].class));
    }
  }
}
