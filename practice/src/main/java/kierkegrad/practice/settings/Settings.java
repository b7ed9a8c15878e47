package kierkegrad.practice.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.formats.table.EditDistance;
import kierkegrad.formats.table.Task;
import kierkegrad.practice.network.Mlp;
import kierkegrad.practice.network.Output;
import kierkegrad.practice.network.Widths;

/// Chosen values of settings. Immutable; equal if the same values are chosen.
///
/// ```java
/// Settings settings = Settings.NONE.with(Setting.LR, 0.003).with("activation", "tanh");
/// ```
///
/// What nobody has chosen has its usual value, or, if that depends on the data, one that
/// [#complete] decides.
public final class Settings {
  /// Nothing chosen.
  public static final Settings NONE = new Settings(Map.of());

  private final Map<Setting<?>, Object> chosen;

  private Settings(Map<Setting<?>, Object> chosen) {
    this.chosen = Map.copyOf(chosen);
  }

  /// Reads texts by names.
  ///
  /// @throws SettingException if there is no such setting, or it cannot have the value
  public static Settings of(Map<String, String> texts) {
    Settings settings = NONE;
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      settings = settings.with(entry.getKey(), entry.getValue());
    }
    return settings;
  }

  /// The value of a setting.
  ///
  /// @throws IllegalStateException if nobody has chosen one and it depends on the data
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .or(setting::usual)
        .orElseThrow(() ->
            new IllegalStateException(
                "settings: nothing is chosen for " + setting + "; complete them for data"));
  }

  /// The value that was chosen, if one was.
  public <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable(chosen.get(setting)).map(setting::cast);
  }

  /// With a value for a setting. [Setting#NET] and [Setting#HIDDEN] say the same: either takes the
  /// place of the other.
  public <T> Settings with(Setting<T> setting, T value) {
    Map<Setting<?>, Object> next = new LinkedHashMap<>(chosen);
    if (setting == Setting.NET) {
      next.remove(Setting.HIDDEN);
    } else if (setting == Setting.HIDDEN) {
      next.remove(Setting.NET);
    }
    next.put(setting, value);
    return new Settings(next);
  }

  /// With a value for a setting, both as texts.
  ///
  /// @throws SettingException if there is no such setting, or it cannot have the value
  public Settings with(String name, String text) {
    return read(named(name), text);
  }

  private <T> Settings read(Setting<T> setting, String text) {
    return with(setting, setting.read(text));
  }

  /// Without a choice for a setting.
  public Settings without(Setting<?> setting) {
    Map<Setting<?>, Object> next = new LinkedHashMap<>(chosen);
    next.remove(setting);
    return new Settings(next);
  }

  /// With other choices put over these.
  public Settings with(Settings others) {
    Settings next = this;
    for (Setting<?> setting : others.chosen.keySet()) {
      next = next.take(setting, others);
    }
    return next;
  }

  private <T> Settings take(Setting<T> setting, Settings others) {
    return with(setting, others.get(setting));
  }

  /// The setting of a name.
  ///
  /// @throws SettingException if there is none; the message suggests the nearest
  public static Setting<?> named(String name) {
    return Setting.find(name)
        .orElseThrow(() -> {
          List<String> names = Setting.all().stream().map(Setting::name).toList();
          return new SettingException(
              "there is no setting '%s'; did you mean '%s'?"
                  .formatted(name, EditDistance.nearest(name, names)));
        });
  }

  /// With a value for everything that decides how a network is made and trained on this data.
  ///
  /// @param data what it is trained on
  /// @throws SettingException if choices contradict each other or the data
  public Settings complete(DataShape data) {
    return new Defaults(this, data).complete();
  }

  /// The network that completed settings describe.
  public Mlp network() {
    return new Mlp(
        get(Setting.NET),
        get(Setting.ACTIVATION),
        get(Setting.NORM),
        get(Setting.DROPOUT),
        get(Setting.OUTPUT),
        get(Setting.INIT),
        get(Setting.GAIN));
  }

  /// The decay of parameters that completed settings describe.
  public Decay decay() {
    return new Decay(get(Setting.DECAY), get(Setting.DECAY_ALL));
  }

  /// The number of updates of a whole run with completed settings.
  ///
  /// @param rows the number of training rows
  public long steps(int rows) {
    int batches = Math.ceilDiv(rows, get(Setting.BATCH));
    return (long) Math.ceilDiv(batches, get(Setting.ACCUMULATE)) * get(Setting.EPOCHS);
  }

  /// The chosen values under their names, in the order of [Setting#all].
  public SequencedMap<String, String> toMap() {
    SequencedMap<String, String> map = new LinkedHashMap<>();
    chosen.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> Setting.all().indexOf(entry.getKey())))
        .forEach(e -> map.put(e.getKey().name(), e.getKey().printObject(e.getValue())));
    return map;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Settings settings && chosen.equals(settings.chosen);
  }

  @Override
  public int hashCode() {
    return chosen.hashCode();
  }

  /// How completed settings train, such as `adam, lr 0.01 cosine, batch 16, 100 epochs, seed 0`.
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    find(Setting.OPTIMIZER).ifPresent(x -> parts.add(x.toString()));
    find(Setting.LR)
        .ifPresent(
            lr -> parts.add("lr " + lr + find(Setting.SCHEDULE).map(s -> " " + s).orElse("")));
    unlessUsual(parts, Setting.MOMENTUM, "momentum ");
    find(Setting.BATCH).ifPresent(n -> parts.add("batch " + Setting.BATCH.print(n)));
    find(Setting.EPOCHS).ifPresent(n -> parts.add(n + (n == 1 ? " epoch" : " epochs")));
    find(Setting.LOSS)
        .filter(x -> x != LossChoice.CROSS_ENTROPY && x != LossChoice.MSE)
        .ifPresent(x -> parts.add("loss " + x));
    unlessUsual(parts, Setting.CLASS_WEIGHTS, "class weights ");
    unlessUsual(parts, Setting.L1, "l1 ");
    unlessUsual(parts, Setting.L2, "l2 ");
    find(Setting.DECAY).filter(d -> d > 0).ifPresent(d -> parts.add("decay " + d));
    unlessUsual(parts, Setting.LABEL_SMOOTHING, "label smoothing ");
    unlessUsual(parts, Setting.ACCUMULATE, "accumulate ");
    unlessUsual(parts, Setting.CLIP, "clip ");
    unlessUsual(parts, Setting.PATIENCE, "patience ");
    if (get(Setting.CALIBRATE)) {
      parts.add("calibrated");
    }
    if (!get(Setting.SHUFFLE)) {
      parts.add("not shuffled");
    }
    parts.add("seed " + get(Setting.SEED));
    return String.join(", ", parts);
  }

  private <T> void unlessUsual(List<String> parts, Setting<T> setting, String words) {
    T value = get(setting);
    if (!setting.usual().equals(Optional.of(value))) {
      parts.add(words + setting.print(value));
    }
  }

  /// What the defaults depend on.
  ///
  /// @param name of the data, for messages
  /// @param inputs of the network
  /// @param outputs of the network
  /// @param rows to train with
  /// @param task whether classes or numbers are predicted
  public record DataShape(String name, int inputs, int outputs, int rows, Task task) {}

  /// Decides what nobody has chosen.
  private record Defaults(Settings chosen, DataShape data) {
    Settings complete() {
      check();
      Size size = Size.of(data.rows());
      OptimizerChoice optimizer = chosen.get(Setting.OPTIMIZER);
      boolean sgd = optimizer == OptimizerChoice.SGD;
      Settings all = NONE;
      for (Setting<?> setting : Setting.all()) {
        all = usual(all, setting);
      }
      return all.with(Setting.LOSS, LossChoice.usual(data.task()))
          .with(Setting.VALIDATION, needsValidation() ? 0.1 : 0)
          .with(Setting.LR, size.lr(optimizer))
          .with(Setting.DECAY, isPenalised() ? 0 : size.decay(optimizer))
          .with(Setting.SCHEDULE, sgd ? ScheduleChoice.CONSTANT : ScheduleChoice.COSINE)
          .with(Setting.EPOCHS, size.epochs())
          .with(Setting.BATCH, size.batch())
          .with(chosen)
          .with(Setting.NET, widths(size));
    }

    /// Whether the user decides about the size of weights in another way.
    private boolean isPenalised() {
      return chosen.find(Setting.L1).isPresent() || chosen.find(Setting.L2).isPresent();
    }

    private boolean needsValidation() {
      return chosen.get(Setting.PATIENCE) > 0 || chosen.get(Setting.CALIBRATE);
    }

    private static <T> Settings usual(Settings all, Setting<T> setting) {
      return setting.usual().map(value -> all.with(setting, value)).orElse(all);
    }

    private Widths widths(Size size) {
      int in = data.inputs();
      int out = data.outputs();
      Hidden hidden = chosen.find(Setting.HIDDEN).orElse(new Hidden(List.of(size.hidden())));
      Widths widths = chosen.find(Setting.NET).orElseGet(() -> hidden.between(in, out));
      Widths fitting = widths.between(in, out);
      if (!widths.equals(fitting)) {
        throw new SettingException(
            "--net %s does not fit %s, which has %d inputs and needs %d outputs; use --net %s"
                .formatted(widths, data.name(), in, out, fitting));
      }
      return widths;
    }

    private void check() {
      OptimizerChoice optimizer = chosen.get(Setting.OPTIMIZER);
      if (chosen.get(Setting.MOMENTUM) > 0 && optimizer != OptimizerChoice.SGD) {
        throw new SettingException("--momentum goes with --optimizer sgd, not with " + optimizer);
      }
      if (chosen.get(Setting.PATIENCE) > 0 && chosen.find(Setting.VALIDATION).orElse(0.1) == 0) {
        throw new SettingException(
            "--patience watches the validation loss; use --validation 0.1 or leave it out");
      }
      if (chosen.get(Setting.CALIBRATE) && chosen.find(Setting.VALIDATION).orElse(0.1) == 0) {
        throw new SettingException(
            "--calibrate needs rows that are not trained with; use --validation 0.1 or leave it"
                + " out");
      }
      if (chosen.get(Setting.CALIBRATE) && data.task() == Task.REGRESSION) {
        throw new SettingException(
            "--calibrate is for probabilities of classes, and the target is a number; leave it"
                + " out");
      }
      if (data.task() == Task.REGRESSION && chosen.get(Setting.OUTPUT) != Output.NONE) {
        throw new SettingException(
            "--output %s is for classes, and the target is a number; leave it out"
                .formatted(chosen.get(Setting.OUTPUT)));
      }
    }
  }
}
