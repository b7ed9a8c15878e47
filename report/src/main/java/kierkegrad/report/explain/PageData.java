package kierkegrad.report.explain;

import java.util.List;
import java.util.Optional;

/// All that a page of an explanation knows: it stands in the page as JSON, in `<script
/// type="application/json" id="explanation">`. What is absent is `null` there, NaN and infinities
/// are strings, every other number has all the digits of a double.
///
/// @param tensors every tensor once; elsewhere they are numbers of this list
/// @param graphs the explained graphs: one for a training step, one per order for derivatives
/// @param row what is known about the row that was explained
/// @param start the name of the node that is shown first, unless the page's address names a step
public record PageData(
    List<Values> tensors, List<Graph> graphs, Optional<Row> row, Optional<String> start) {
  /// One explained graph.
  ///
  /// @param title what it is, such as `y` or `dy/dx`
  /// @param nodes operands before what is made of them; a node's number is its place here
  /// @param result the node where the backward pass begins
  /// @param groups the layers that have nodes
  /// @param updates what became of the parameters
  /// @param probabilities the softmax of what the cross-entropy of one row reads; may be empty
  /// @param views pictures of the whole and of the inside of its layers; the first is the outermost
  public record Graph(
      String title,
      List<Vertex> nodes,
      int result,
      List<Layer> groups,
      List<Update> updates,
      List<Double> probabilities,
      List<View> views) {}

  /// A tensor, in full or in short.
  ///
  /// @param shape its sizes
  /// @param values all entries, row by row; absent for a large one
  /// @param summary what is said about a large one
  public record Values(
      List<Integer> shape, Optional<List<Double>> values, Optional<Summary> summary) {}

  /// A large tensor in short.
  ///
  /// @param min the least entry
  /// @param mean the mean of all entries
  /// @param max the greatest entry
  /// @param norm √Σ of the squares
  /// @param heat a smaller picture: means over equal blocks, one picture per leading index
  /// @param corner the first entries of the first rows of the first matrix, unrounded
  public record Summary(
      double min, double mean, double max, double norm, Heat heat, Corner corner) {}

  /// A smaller picture of a tensor.
  ///
  /// @param tiles how many matrices
  /// @param of how many the tensor has
  /// @param rows the rows of each
  /// @param columns the columns of each
  /// @param values means, to five digits, matrix by matrix and row by row
  public record Heat(int tiles, int of, int rows, int columns, List<Double> values) {}

  /// Some entries.
  ///
  /// @param rows how many rows
  /// @param columns how many columns
  /// @param values row by row
  public record Corner(int rows, int columns, List<Double> values) {}

  /// A node.
  ///
  /// @param name its own name
  /// @param scope the layer that it is shown in
  /// @param kind such as `OPERATION`
  /// @param op the operation's name
  /// @param attributes the operation's attributes
  /// @param letter what the rule calls the result
  /// @param rule the operation in symbols; absent for a leaf
  /// @param operands what it was made of
  /// @param uses who reads it
  /// @param value its tensor
  /// @param gradient dC/d node; absent if none reaches it
  /// @param workings how entries of the value came about, by entry; fewer than there are entries if
  ///   it is large
  /// @param jacobians dy/d operand, for operands that get a gradient and matrices that are not
  ///   large
  public record Vertex(
      String name,
      String scope,
      String kind,
      String op,
      String attributes,
      String letter,
      Optional<Rule> rule,
      List<Operand> operands,
      List<Use> uses,
      int value,
      Optional<Integer> gradient,
      List<Entry> workings,
      List<Jacobian> jacobians) {}

  /// A rule in symbols, as text and in TeX.
  ///
  /// @param forward what is computed
  /// @param forwardTex the same in TeX
  /// @param gradients the rule per operand
  /// @param gradientsTex the same in TeX
  public record Rule(
      String forward, String forwardTex, List<String> gradients, List<String> gradientsTex) {}

  /// What a node was made of.
  ///
  /// @param node the operand
  /// @param letter what the rule calls it
  /// @param gradient what is sent to it; absent if nothing is
  /// @param workings how entries of that came about, by entry
  public record Operand(
      int node, String letter, Optional<Integer> gradient, List<Entry> workings) {}

  /// Who reads a node.
  ///
  /// @param node the reader
  /// @param operand as which operand
  public record Use(int node, int operand) {}

  /// The working of one entry.
  ///
  /// @param entry which, counted row by row from 0
  /// @param line how it came about
  public record Entry(int entry, Line line) {}

  /// A rule filled with the numbers of one entry.
  ///
  /// @param name what is computed, such as `Y[0,1]`
  /// @param symbols the right side in symbols
  /// @param numbers the right side in numbers, with all digits
  /// @param result what comes out
  /// @param reads the entries that it reads, each as source (0 operand, 1 value, 2 gradient, 3
  ///   parameter, 4 memory), number of the operand or memory, and entry
  /// @param given intermediate results that the numbers contain
  public record Line(
      String name,
      String symbols,
      String numbers,
      double result,
      List<List<Integer>> reads,
      List<Line> given) {}

  /// A Jacobian: rows are entries of the result, columns are entries of the operand.
  ///
  /// @param operand which operand
  /// @param rows how many rows
  /// @param columns how many columns
  /// @param tensor the matrix
  public record Jacobian(int operand, int rows, int columns, int tensor) {}

  /// A layer.
  ///
  /// @param path its path
  /// @param layer its class
  public record Layer(String path, String layer) {}

  /// How a parameter changed.
  ///
  /// @param name the parameter's
  /// @param node its node, or −1
  /// @param optimizer the optimizer's name
  /// @param rules the rule's lines in symbols
  /// @param rulesTex the same in TeX
  /// @param settings the numbers in it
  /// @param memory what the optimizer remembers
  /// @param before the value in this step
  /// @param gradient dC/dp
  /// @param after the value for the next step
  /// @param workings the rule's lines in numbers, by entry
  public record Update(
      String name,
      int node,
      String optimizer,
      List<String> rules,
      List<String> rulesTex,
      List<Setting> settings,
      List<Memory> memory,
      int before,
      int gradient,
      int after,
      List<Lines> workings) {}

  /// A number that the optimizer was given.
  ///
  /// @param symbol as the rule writes it
  /// @param value the number
  public record Setting(String symbol, double value) {}

  /// What the optimizer remembers about a parameter.
  ///
  /// @param symbol as the rule writes it
  /// @param before before the step; absent in the first one
  /// @param after after it
  public record Memory(String symbol, Optional<Integer> before, int after) {}

  /// The lines of one entry.
  ///
  /// @param entry which, counted row by row from 0
  /// @param lines one per line of the rule
  public record Lines(int entry, List<Line> lines) {}

  /// A picture of some nodes: the forward graph, and, with its arrows turned, the gradient graph.
  ///
  /// @param id its name; empty for the whole
  /// @param path the pictures from the whole to this one
  /// @param width in pixels
  /// @param height in pixels
  /// @param boxes nodes and closed layers
  /// @param edges from an operand to its reader
  public record View(
      String id,
      List<Crumb> path,
      double width,
      double height,
      List<Box> boxes,
      List<Edge> edges) {}

  /// A picture on the way to another.
  ///
  /// @param id the picture
  /// @param title what stands on the way to it
  public record Crumb(String id, String title) {}

  /// A node or a closed layer.
  ///
  /// @param node the node, or −1
  /// @param view the picture of the inside of the closed layer, or empty
  /// @param lines what stands on a closed layer: its name, its class
  /// @param outside whether it belongs elsewhere and only shows where an edge goes
  /// @param x of its left side
  /// @param y of its upper side
  /// @param width its width
  /// @param height its height
  public record Box(
      int node,
      String view,
      List<String> lines,
      boolean outside,
      double x,
      double y,
      double width,
      double height) {}

  /// A line between boxes.
  ///
  /// @param from the box of the operand, by its place in the view
  /// @param to the box of the reader
  /// @param gradient whether a gradient comes back
  /// @param points x and y of its corners, one after another
  public record Edge(int from, int to, boolean gradient, List<Double> points) {}
}
