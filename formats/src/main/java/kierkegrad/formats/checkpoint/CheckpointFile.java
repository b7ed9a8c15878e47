package kierkegrad.formats.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.formats.DataException;
import kierkegrad.formats.safetensors.Safetensors;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.TrainingState;
import kierkegrad.train.TrainingState.Accumulated;
import kierkegrad.train.TrainingState.BestEpoch;
import tools.jackson.core.JacksonException;

/// A [TrainingState] as one safetensors file.
///
/// Tensors: `model.0.weight`, `optimizer.0.exp_avg`, `best.0.weight`, `generator.current`,
/// `accumulated.0.weight`, `callback.Monitor.steps`. Metadata: `format` is `pt`, since names and
/// layouts are PyTorch's; `training` is the version of this form; `state` is the rest as JSON, with
/// all digits of every number.
public final class CheckpointFile {
  private static final String KEY = "training";
  private static final String VERSION = "1";
  private static final String STATE = "state";
  private static final String MODEL = "model";
  private static final String OPTIMIZER = "optimizer";
  private static final String BEST = "best";
  private static final String GENERATOR = "generator";
  private static final String ACCUMULATED = "accumulated";
  private static final String CALLBACK = "callback";

  private CheckpointFile() {}

  /// Writes a file; it appears whole or not at all.
  ///
  /// @throws DataException if it cannot be written; an older one is then untouched
  public static void save(TrainingState state, Path file) {
    content(state).save(file);
  }

  /// Reads a file.
  ///
  /// @throws DataException if it cannot be read, is damaged, or holds no training
  public static TrainingState load(Path file) {
    Safetensors content = Safetensors.load(file);
    String version = content.metadata().get(KEY);
    if (version == null) {
      throw new DataException(
          file
              + " holds tensors, but no state of a training; name a file that a training with checkpoints has saved");
    }
    if (!version.equals(VERSION)) {
      throw new DataException(
          "%s has form %s, and this version of Kierkegrad reads form %s; resume it with the version that saved it"
              .formatted(file, version, VERSION));
    }
    try {
      return state(content);
    } catch (JacksonException e) {
      throw damaged(file, e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw damaged(file, String.valueOf(e.getMessage()), e);
    }
  }

  static Safetensors content(TrainingState state) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    put(tensors, MODEL, state.model());
    put(tensors, OPTIMIZER, state.optimizer());
    put(tensors, GENERATOR, state.generators());
    state.best().ifPresent(best -> put(tensors, BEST, best.model()));
    state.accumulated().ifPresent(a -> put(tensors, ACCUMULATED, a.gradients()));
    state.callbacks().forEach((name, memory) -> put(tensors, CALLBACK + "." + name, memory));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt");
    metadata.put(KEY, VERSION);
    metadata.put(STATE, Rest.of(state).json());
    return new Safetensors(tensors, metadata);
  }

  private static void put(
      Map<String, Tensor> tensors, String prefix, SequencedMap<String, Tensor> values) {
    values.forEach((name, value) -> tensors.put(prefix + "." + name, value));
  }

  private static TrainingState state(Safetensors content) {
    Map<String, SequencedMap<String, Tensor>> parts = new LinkedHashMap<>();
    content
        .tensors()
        .forEach((name, value) -> {
          int dot = name.indexOf('.');
          if (dot < 0) {
            throw new IllegalArgumentException("its tensor " + name + " belongs to no part");
          }
          parts
              .computeIfAbsent(name.substring(0, dot), _ -> new LinkedHashMap<>())
              .put(name.substring(dot + 1), value);
        });
    String json = content.metadata().get(STATE);
    if (json == null) {
      throw new IllegalArgumentException("its metadata has no " + STATE);
    }
    Rest rest = Rest.read(json);
    return new TrainingState(
        rest.reports(),
        rest.progress(),
        part(parts, MODEL),
        rest.frozen(),
        part(parts, OPTIMIZER),
        part(parts, GENERATOR),
        rest.plateau(),
        rest.accumulated().map(n -> new Accumulated(n, part(parts, ACCUMULATED))),
        rest.best().map(b -> new BestEpoch(b.epoch(), b.loss(), part(parts, BEST))),
        callbacks(part(parts, CALLBACK)));
  }

  private static SequencedMap<String, Tensor> part(
      Map<String, SequencedMap<String, Tensor>> parts, String name) {
    return Optional.ofNullable(parts.get(name)).orElseGet(LinkedHashMap::new);
  }

  private static SequencedMap<String, SequencedMap<String, Tensor>> callbacks(
      SequencedMap<String, Tensor> tensors) {
    SequencedMap<String, SequencedMap<String, Tensor>> callbacks = new LinkedHashMap<>();
    tensors.forEach((name, value) -> {
      int dot = name.indexOf('.');
      callbacks
          .computeIfAbsent(name.substring(0, Math.max(0, dot)), _ -> new LinkedHashMap<>())
          .put(name.substring(dot + 1), value);
    });
    return callbacks;
  }

  private static DataException damaged(Path file, String what, RuntimeException cause) {
    return new DataException(
        "%s is a damaged checkpoint: %s; resume from another one".formatted(file, what), cause);
  }
}
