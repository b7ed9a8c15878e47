package kierkegrad.report.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kierkegrad.explain.LayerGraph;
import kierkegrad.graph.Graph;
import kierkegrad.loss.MSELoss;
import kierkegrad.report.graph.Picture.Arrow;
import kierkegrad.report.graph.Picture.Box;
import kierkegrad.report.graph.Picture.Frame;
import kierkegrad.report.graph.Picture.Kind;
import org.junit.jupiter.api.Test;

class LevelsTest {
  private static Picture transformer(int depth) {
    LayerGraph graph =
        LayerGraph.gradient(
            new Models.Transformer(depth),
            new MSELoss(),
            Graph.input(1, 5, 4),
            Graph.input(1, 5, 3));
    return GraphPicture.of(graph, "transformer");
  }

  @Test
  void everyBoxIsSeenInSomeViewAndNoViewIsFull() {
    for (Picture picture : List.of(transformer(40), loop(2000))) {
      List<Levels.View> views = Levels.of(picture, "g");
      assertThat(picture.boxes().size()).isGreaterThan(1900);
      Set<String> seen = new HashSet<>();
      Set<String> links = new HashSet<>();
      for (Levels.View view : views) {
        List<Box> inside =
            view.picture().boxes().stream().filter(b -> b.kind() != Kind.OUTSIDE).toList();
        assertThat(inside).as(view.id()).hasSizeLessThanOrEqualTo(Levels.LIMIT);
        inside.forEach(box -> seen.add(box.id()));
        view.picture().boxes().forEach(box -> links.add(box.link()));
      }
      assertThat(seen).containsAll(picture.boxes().stream().map(Box::id).toList());
      links.remove("");
      assertThat(links).isSubsetOf(views.stream().map(view -> "#" + view.id()).toList());
    }
  }

  private static Picture loop(int nodes) {
    List<Box> boxes = new ArrayList<>();
    List<Arrow> arrows = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      boxes.add(new Box("n" + i, Kind.OPERATION, List.of("tanh"), ""));
      if (i > 0) {
        arrows.add(new Arrow("n" + (i - 1), "n" + i, "[3]"));
      }
    }
    return new Picture("loop", boxes, arrows, List.of());
  }

  /// a → (b → c) → d, with b and c in a group of one level, closed by hand.
  @Test
  void whatLiesOutsideIsHintedAt() {
    List<Box> boxes = new ArrayList<>();
    List<Arrow> arrows = new ArrayList<>();
    List<Frame> frames = new ArrayList<>();
    for (int group = 0; group < 10; group++) {
      frames.add(new Frame("l." + group, "l." + group + " · Layer", "", ""));
      for (int i = 0; i < 10; i++) {
        int n = 10 * group + i;
        boxes.add(new Box("n" + n, Kind.OPERATION, List.of("op" + n), "l." + group));
        if (n > 0) {
          arrows.add(new Arrow("n" + (n - 1), "n" + n, "[" + n + "]"));
        }
      }
    }
    List<Levels.View> views = Levels.of(new Picture("all", boxes, arrows, frames), "g");
    assertThat(views).hasSize(11);
    Picture whole = views.getFirst().picture();
    assertThat(whole.boxes()).hasSize(10).allMatch(box -> box.kind() == Kind.GROUP);
    assertThat(whole.boxes().getFirst().lines()).containsExactly("l.0", "Layer", "10 nodes");
    assertThat(whole.arrows()).contains(new Arrow("group:l.0", "group:l.1", "[10]"));
    Picture second = views.get(2).picture();
    assertThat(second.boxes()).hasSize(12);
    assertThat(second.arrows())
        .contains(new Arrow("from:group:l.0", "n10", "[10]"))
        .contains(new Arrow("n19", "to:group:l.2", ""));
    assertThat(views.get(2).path())
        .containsExactly(new Levels.Step("g", "all"), new Levels.Step("g/l.1", "l.1 · Layer"));
  }

  @Test
  void aPictureIsLaidOutWithoutOverlap() {
    Layout layout = Layout.of(Levels.overview(transformer(2)));
    List<Layout.Place> places = List.copyOf(layout.boxes().values());
    for (int i = 0; i < places.size(); i++) {
      Layout.Place a = places.get(i);
      assertThat(a.x() + a.width()).isLessThanOrEqualTo(layout.width());
      assertThat(a.y() + a.height()).isLessThanOrEqualTo(layout.height());
      for (Layout.Place b : places.subList(0, i)) {
        boolean apart =
            a.x() + a.width() <= b.x()
                || b.x() + b.width() <= a.x()
                || a.y() + a.height() <= b.y()
                || b.y() + b.height() <= a.y();
        assertThat(apart).as(a + " and " + b).isTrue();
      }
    }
    assertThat(Svg.file(layout))
        .startsWith("<?xml")
        .contains("role=\"img\"", "<title>transformer</title>", "prefers-color-scheme: dark");
    assertThat(Svg.file(Layout.of(Levels.overview(transformer(2))))).isEqualTo(Svg.file(layout));
  }

  @Test
  void anArrowToNowhereIsAnError() {
    Picture broken = new Picture("p", List.of(), List.of(new Arrow("a", "b", "")), List.of());
    assertThatThrownBy(() -> Layout.of(broken)).hasMessageContaining("names a, which is no box");
    assertThatThrownBy(() -> Levels.of(broken, "p")).hasMessageContaining("names a");
  }
}
