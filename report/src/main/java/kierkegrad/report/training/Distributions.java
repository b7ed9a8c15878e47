package kierkegrad.report.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import kierkegrad.monitor.Histogram;
import kierkegrad.monitor.Measurements;
import kierkegrad.monitor.Measurements.Snapshot;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Section;

/// How weights, gradients and activations are distributed, a small picture each.
record Distributions(Measurements measured) {
  private static final int MOST = 9;

  Section section() {
    List<Part> parts = new ArrayList<>();
    parts.add(
        Part.paragraph(
            "Each hill is a histogram, from the start at the top to the end at the bottom. Heights"
                + " are square roots of counts, so that rare values can be seen too."));
    List<String> weights =
        Layers.mainOnes(measured.parameters()).stream()
            .map(i -> measured.parameters().get(i).name())
            .toList();
    add(
        parts,
        "Weights",
        "Weights that learn leave the shape they were drawn with.",
        weights,
        Snapshot::weights,
        false);
    add(
        parts,
        "Gradients",
        "Each hill on its own scale, which stands beside it; gradients that shrink from hill to hill are those of a network that settles.",
        weights,
        Snapshot::gradients,
        true);
    add(
        parts,
        "Activations",
        "For the same %s: a single spike at 0 is a layer that is dead, two spikes at the ends one that is saturated."
            .formatted(Texts.count(measured.probeRows(), "row")),
        List.copyOf(measured.activations().keySet()),
        Snapshot::activations,
        false);
    return new Section("distributions", "Distributions", parts);
  }

  private void add(
      List<Part> parts,
      String title,
      String aid,
      List<String> names,
      Function<Snapshot, SequencedMap<String, Histogram>> kind,
      boolean own) {
    List<String> known =
        names.stream()
            .filter(name ->
                measured.snapshots().stream().anyMatch(s -> kind.apply(s).containsKey(name)))
            .toList();
    if (known.isEmpty()) {
      return;
    }
    StringBuilder html = new StringBuilder();
    html.append("<h3>").append(title).append("</h3>\n<p class=\"aid\">").append(aid);
    if (known.size() > MOST) {
      html.append(" %d of %d are drawn.".formatted(MOST, known.size()));
    }
    html.append("</p>\n<div class=\"hills\">\n");
    for (String name : Some.evenly(known, MOST)) {
      html.append(hills(title, name, kind, own).svg());
    }
    parts.add(Part.html(html.append("</div>\n").toString()));
  }

  private Hills hills(
      String title,
      String name,
      Function<Snapshot, SequencedMap<String, Histogram>> kind,
      boolean own) {
    List<Hills.Hill> hills = new ArrayList<>();
    for (Snapshot snapshot : measured.snapshots()) {
      Optional.ofNullable(kind.apply(snapshot).get(name))
          .filter(histogram -> histogram.total() > 0)
          .ifPresent(h ->
              hills.add(
                  new Hills.Hill(
                      snapshot.epoch() == 0 ? "start" : "epoch " + snapshot.epoch(), h)));
    }
    Measurements.Function function = measured.activations().get(name);
    String label = function == null ? name : Layers.label(name, function);
    return new Hills(title + " of " + label, label, hills, own);
  }
}
