package kierkegrad.report.graph;

import java.util.List;

/// What a graph looks like, before anything is put in its place: boxes with lines of text, in
/// groups within groups, and arrows between them.
///
/// @param title what it shows, for whoever cannot see it
/// @param boxes in the order in which they should be read
/// @param arrows between them
/// @param groups the frames that are drawn, each after the one around it
public record Picture(String title, List<Box> boxes, List<Arrow> arrows, List<Frame> groups) {
  /// What a box stands for, which sets its look.
  public enum Kind {
    /// A value that is given.
    INPUT,
    /// A trained value.
    PARAMETER,
    /// Any other value that was there before.
    CONSTANT,
    /// An operation of the forward pass.
    OPERATION,
    /// An operation of the backward pass.
    GRADIENT,
    /// A result.
    OUTPUT,
    /// A whole group, closed.
    GROUP,
    /// Something outside of what is shown.
    OUTSIDE
  }

  /// A box.
  ///
  /// @param id names it within the picture
  /// @param kind its look
  /// @param lines its text; the first line is the heading
  /// @param group the path of the group that it is in; empty for none
  /// @param note what it says when the mouse rests on it; empty for nothing
  /// @param link where a click on it leads, such as `#fc1`; empty for nowhere
  public record Box(
      String id, Kind kind, List<String> lines, String group, String note, String link) {
    /// Keeps an immutable copy.
    public Box {
      lines = List.copyOf(lines);
    }

    /// Without note and link.
    public Box(String id, Kind kind, List<String> lines, String group) {
      this(id, kind, lines, group, "", "");
    }
  }

  /// An arrow from one box to another.
  ///
  /// @param label what flows there; empty for nothing
  public record Arrow(String from, String to, String label) {}

  /// A frame around the boxes of a group.
  ///
  /// @param path of the group, such as `blocks.0.attn`
  /// @param title what stands on the frame
  /// @param parent the path of the frame around it; empty for none
  /// @param link where a click on its title leads; empty for nowhere
  public record Frame(String path, String title, String parent, String link) {}

  /// Keeps immutable copies.
  public Picture {
    boxes = List.copyOf(boxes);
    arrows = List.copyOf(arrows);
    groups = List.copyOf(groups);
  }
}
