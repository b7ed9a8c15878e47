package kierkegrad.report.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kierkegrad.report.graph.Picture.Arrow;
import kierkegrad.report.graph.Picture.Box;
import kierkegrad.report.graph.Picture.Frame;
import kierkegrad.report.graph.Picture.Kind;

/// A large picture as many small ones: the whole with its groups closed as far as needed, and one
/// more for every group that is closed, where what lies outside is only hinted at.
///
/// A view opens its groups level by level as long as no more than [#LIMIT] boxes are to be seen.
/// Where a group has more parts than that, and no groups within, it is cut into pieces in the order
/// of computation.
public final class Levels {
  /// The most boxes in one view, other than those outside.
  public static final int LIMIT = 36;

  private final Picture all;
  private final String prefix;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Part root;
  private final Set<Part> viewed = new LinkedHashSet<>();

  /// A picture of a part of the whole.
  ///
  /// @param id names it on a page, such as `forward/blocks.0`
  /// @param title such as `blocks.0 · Block`
  /// @param path the ids and titles from the whole to this view, this one last
  /// @param picture what is to be seen
  public record View(String id, String title, List<Step> path, Picture picture) {
    /// Keeps an immutable copy.
    public View {
      path = List.copyOf(path);
    }
  }

  /// A view on the way to another.
  public record Step(String id, String title) {}

  /// A box or a group of the whole, in a tree.
  private static final class Part {
    final String id;
    final String title;
    final int order;
    final List<Part> children = new ArrayList<>();
    Part parent;
    final Box box;

    Part(String id, String title, int order, Box box) {
      this.id = id;
      this.title = title;
      this.order = order;
      this.box = box;
      this.parent = this;
    }

    boolean isGroup() {
      return box == NONE;
    }

    int first() {
      return isGroup() ? children.stream().mapToInt(Part::first).min().orElse(order) : order;
    }

    long boxes() {
      return isGroup() ? children.stream().mapToLong(Part::boxes).sum() : 1;
    }

    void add(Part child) {
      children.add(child);
      child.parent = this;
    }

    boolean isWithin(Part group) {
      for (Part part = this; ; part = part.parent) {
        if (part == group) {
          return true;
        }
        if (part.parent == part) {
          return false;
        }
      }
    }
  }

  private static final Box NONE = new Box("", Kind.GROUP, List.of(), "");

  private Levels(Picture all, String prefix) {
    this.all = all;
    this.prefix = prefix;
    this.root = new Part("", all.title(), 0, NONE);
    build();
    reach(root);
  }

  /// All views: the whole first.
  ///
  /// @param prefix begins the ids of the views, such as `forward`
  public static List<View> of(Picture picture, String prefix) {
    return new Levels(picture, prefix).views();
  }

  /// The whole, with groups closed as far as needed, for a file in which nothing opens.
  public static Picture overview(Picture picture) {
    Levels levels = new Levels(picture, "");
    Picture whole = levels.view(levels.root).picture();
    return new Picture(
        whole.title(),
        whole.boxes().stream()
            .map(b -> new Box(b.id(), b.kind(), b.lines(), b.group(), b.note(), ""))
            .toList(),
        whole.arrows(),
        whole.groups().stream().map(f -> new Frame(f.path(), f.title(), f.parent(), "")).toList());
  }

  private void build() {
    Map<String, Part> groups = new LinkedHashMap<>();
    for (Frame frame : all.groups()) {
      groups.put(frame.path(), new Part(frame.path(), frame.title(), Integer.MAX_VALUE, NONE));
    }
    for (Frame frame : all.groups()) {
      group(groups, frame.parent()).add(group(groups, frame.path()));
    }
    int order = 0;
    for (Box box : all.boxes()) {
      Part part = new Part(box.id(), box.lines().getFirst(), order++, box);
      parts.put(box.id(), part);
      group(groups, box.group()).add(part);
    }
    unwrap(root);
    cut(root);
  }

  private Part group(Map<String, Part> groups, String path) {
    return groups.getOrDefault(path, root);
  }

  /// A frame around a single box says nothing.
  private static void unwrap(Part group) {
    for (int i = 0; i < group.children.size(); i++) {
      Part child = group.children.get(i);
      unwrapChild(group, i, child);
    }
    group.children.sort(Comparator.comparingInt(Part::first));
  }

  private static void unwrapChild(Part group, int place, Part child) {
    if (child.isGroup()) {
      unwrap(child);
      if (child.children.size() == 1) {
        Part only = child.children.getFirst();
        group.children.set(place, only);
        only.parent = group;
      }
    }
  }

  /// No group has more parts than fit into a view.
  private static void cut(Part group) {
    group.children.stream().filter(Part::isGroup).forEach(Levels::cut);
    int level = 0;
    while (group.children.size() > LIMIT) {
      List<Part> all = new ArrayList<>(group.children);
      // About as many pieces on every level.
      int levels = (int) Math.ceil(Math.log(all.size()) / Math.log(LIMIT));
      int size = (int) Math.ceil(Math.pow(all.size(), 1.0 / levels));
      group.children.clear();
      for (int from = 0; from < all.size(); from += size) {
        List<Part> some = all.subList(from, Math.min(all.size(), from + size));
        String id = group.id + "~" + level + "-" + (from / size + 1);
        String title = some.getFirst().title + " … " + some.getLast().title;
        Part piece = new Part(id, title, some.getFirst().first(), NONE);
        some.forEach(piece::add);
        group.add(piece);
      }
      level++;
    }
  }

  private List<View> views() {
    return viewed.stream().map(this::view).toList();
  }

  /// Lists the groups that have a view: this one, and those that are closed in it.
  private void reach(Part group) {
    viewed.add(group);
    Set<Part> open = opened(group);
    for (Part shown : open) {
      for (Part child : shown.children) {
        if (child.isGroup() && !open.contains(child)) {
          reach(child);
        }
      }
    }
  }

  private String link(Part group) {
    return viewed.contains(group) ? "#" + id(group) : "";
  }

  private View view(Part group) {
    Set<Part> open = opened(group);
    List<Box> boxes = new ArrayList<>();
    List<Frame> frames = new ArrayList<>();
    show(group, group, open, boxes, frames);
    Map<String, Box> outside = new LinkedHashMap<>();
    List<Arrow> arrows = arrows(group, open, outside);
    boxes.addAll(outside.values());
    String title = group == root ? all.title() : all.title() + ": " + group.title;
    List<Step> path = new ArrayList<>();
    for (Part part = group; part != root; part = part.parent) {
      if (viewed.contains(part)) {
        path.addFirst(new Step(id(part), part.title));
      }
    }
    path.addFirst(new Step(id(root), root.title));
    return new View(id(group), group.title, path, new Picture(title, boxes, arrows, frames));
  }

  private String id(Part group) {
    return group == root ? prefix : prefix + "/" + group.id;
  }

  /// The groups that are shown with their parts: all of a level, or none.
  private static Set<Part> opened(Part group) {
    Set<Part> open = new LinkedHashSet<>(List.of(group));
    List<Part> closed = group.children.stream().filter(Part::isGroup).toList();
    long seen = group.children.size();
    while (!closed.isEmpty()) {
      seen += closed.stream().mapToLong(part -> part.children.size() - 1L).sum();
      if (seen > LIMIT) {
        break;
      }
      open.addAll(closed);
      closed = closed.stream().flatMap(p -> p.children.stream()).filter(Part::isGroup).toList();
    }
    return open;
  }

  private void show(Part top, Part group, Set<Part> open, List<Box> boxes, List<Frame> frames) {
    for (Part child : group.children) {
      String frame = group == top ? "" : group.id;
      if (!child.isGroup()) {
        Box b = child.box;
        boxes.add(new Box(b.id(), b.kind(), b.lines(), frame, b.note(), ""));
      } else if (open.contains(child)) {
        frames.add(new Frame(child.id, child.title, frame, link(child)));
        show(top, child, open, boxes, frames);
      } else {
        boxes.add(closed(child, frame));
      }
    }
  }

  private Box closed(Part group, String frame) {
    int dot = group.title.indexOf(" · ");
    String name = dot < 0 ? group.title : group.title.substring(0, dot);
    List<String> lines = new ArrayList<>(List.of(name));
    if (dot >= 0) {
      lines.add(group.title.substring(dot + 3));
    }
    lines.add(group.boxes() + " nodes");
    return new Box(
        "group:" + group.id, Kind.GROUP, lines, frame, "open " + group.title, link(group));
  }

  /// What stands for a box in a view: itself, a closed group around it, or something outside.
  private static Part seen(Part box, Part top, Set<Part> open) {
    if (!box.isWithin(top)) {
      Part part = box;
      while (!top.isWithin(part.parent)) {
        part = part.parent;
      }
      return part;
    }
    Part seen = box;
    for (Part part = box.parent; part != top; part = part.parent) {
      if (!open.contains(part)) {
        seen = part;
      }
    }
    return seen;
  }

  private List<Arrow> arrows(Part top, Set<Part> open, Map<String, Box> outside) {
    Map<Arrow, Set<String>> labels = new LinkedHashMap<>();
    for (Arrow arrow : all.arrows()) {
      Part from = part(arrow.from());
      Part to = part(arrow.to());
      boolean starts = from.isWithin(top);
      boolean ends = to.isWithin(top);
      Part a = seen(from, top, open);
      Part b = seen(to, top, open);
      if ((starts || ends) && a != b) {
        String start = starts ? boxId(a) : outside(a, "from:", outside);
        String end = ends ? boxId(b) : outside(b, "to:", outside);
        Set<String> shapes =
            labels.computeIfAbsent(new Arrow(start, end, ""), _ -> new LinkedHashSet<>());
        // A box says its own shape.
        if (a.isGroup()) {
          shapes.add(arrow.label());
        }
      }
    }
    return labels.entrySet().stream()
        .map(e -> new Arrow(e.getKey().from(), e.getKey().to(), label(e.getValue())))
        .collect(Collectors.toList());
  }

  private Part part(String id) {
    Part part = parts.get(id);
    if (part == null) {
      throw new IllegalArgumentException("picture: an arrow names " + id + ", which is no box");
    }
    return part;
  }

  private static String boxId(Part part) {
    return part.isGroup() ? "group:" + part.id : part.id;
  }

  private String outside(Part part, String direction, Map<String, Box> outside) {
    String id = direction + boxId(part);
    List<String> lines = part.isGroup() ? List.of(part.title) : part.box.lines();
    String note = part.isGroup() ? part.title : part.box.note();
    String heading = note.isEmpty() ? lines.getFirst() : note.lines().findFirst().orElse("");
    List<String> shown = new ArrayList<>(lines);
    shown.set(0, heading);
    String link = part.isGroup() ? link(part) : "";
    outside.put(id, new Box(id, Kind.OUTSIDE, shown, "", note, link));
    return id;
  }

  private static String label(Set<String> shapes) {
    return shapes.size() <= 2 ? String.join(" and ", shapes) : shapes.size() + " tensors";
  }
}
