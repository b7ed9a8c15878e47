package kierkegrad.report.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Computes every number of a page again, from the page's JSON alone and with plain loops, and
/// keeps account of what has been checked: a number that nobody checked is a failure.
///
/// Given, and so not computed, are the entries of leaves, the optimizer's settings and its memory
/// before the step.
final class Recheck {
  private static final double CLOSE = 1e-12;

  /// Places, sizes and numbers of nodes are no results.
  private static final Pattern STRUCTURE =
      Pattern.compile(
          ".*/shape/\\d+|.*/(node|operand|entry|rows|columns|value|gradient|before|after|tensor"
              + "|result)|.*/reads/\\d+/\\d+|.*/views/.*|/row/number|/start");

  private final JsonNode page;
  private final JsonNode graph;
  private final Set<Integer> tensors = new TreeSet<>();
  private final Set<String> checked = new TreeSet<>();

  Recheck(JsonNode page) {
    this.page = page;
    this.graph = page.path("graphs").path(0);
  }

  /// How many numbers were computed again.
  int all() {
    JsonNode nodes = graph.path("nodes");
    double[][] values = new double[nodes.size()][];
    double[][] gradients = new double[nodes.size()][];
    for (int id = 0; id < nodes.size(); id++) {
      JsonNode node = nodes.path(id);
      boolean leaf = node.path("operands").isEmpty();
      values[id] = leaf ? given(node.path("value")) : Ops.value(node, operands(node, values), this);
      check(node.path("value"), values[id], node.path("name").asString());
      gradients[id] = new double[values[id].length];
    }
    gradients[graph.path("result").asInt()] = new double[] {1};
    for (int id = nodes.size() - 1; id >= 0; id--) {
      backward(nodes.path(id), values, gradients, id);
    }
    for (int id = 0; id < nodes.size(); id++) {
      values[id] = tensor(nodes.path(id).path("value").asInt());
    }
    workings(nodes, values);
    updates(gradients);
    probabilities(values);
    unchecked();
    return checked.size();
  }

  private double[][] operands(JsonNode node, double[][] values) {
    double[][] operands = new double[node.path("operands").size()][];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = values[node.path("operands").path(i).path("node").asInt()];
    }
    return operands;
  }

  private void backward(JsonNode node, double[][] values, double[][] gradients, int id) {
    String name = node.path("name").asString();
    if (node.path("gradient").isNull()) {
      return;
    }
    check(node.path("gradient"), gradients[id], "gradient of " + name);
    JsonNode operands = node.path("operands");
    double[][] in = operands(node, values);
    for (int i = 0; i < operands.size(); i++) {
      JsonNode operand = operands.path(i);
      if (operand.path("gradient").isNull()) {
        continue;
      }
      double[][] jacobian = Ops.jacobian(node, in, values[id], i, this);
      double[] sent = new double[in[i].length];
      for (int row = 0; row < jacobian.length; row++) {
        for (int column = 0; column < sent.length; column++) {
          sent[column] += gradients[id][row] * jacobian[row][column];
        }
      }
      check(operand.path("gradient"), sent, name + " sends");
      double[] sum = gradients[operand.path("node").asInt()];
      for (int k = 0; k < sent.length; k++) {
        sum[k] += sent[k];
      }
      boolean found = node.path("kind").asString().equals("DUPLICATE");
      for (JsonNode shown : node.path("jacobians")) {
        if (shown.path("operand").asInt() == i) {
          found = true;
          double[] flat = new double[jacobian.length * sent.length];
          for (int k = 0; k < flat.length; k++) {
            flat[k] = jacobian[k / sent.length][k % sent.length];
          }
          check(shown.path("tensor"), flat, "Jacobian of " + name);
        }
      }
      assertThat(found).as("a Jacobian of " + name).isTrue();
    }
  }

  /// Every working's numbers give its result, which is the entry's, and are those that it says it
  /// reads.
  private void workings(JsonNode nodes, double[][] values) {
    for (int id = 0; id < nodes.size(); id++) {
      JsonNode node = nodes.path(id);
      String path = "/graphs/0/nodes/" + id;
      List<double[]> sources = new ArrayList<>(List.of(operands(node, values)));
      if (node.path("kind").asString().equals("OPERATION")) {
        assertThat(node.path("workings").size()).isEqualTo(values[id].length);
      }
      lines(node.path("workings"), path + "/workings", values[id], node, sources, values[id]);
      for (int i = 0; i < node.path("operands").size(); i++) {
        JsonNode operand = node.path("operands").path(i);
        if (!operand.path("gradient").isNull()) {
          double[] sent = tensor(operand.path("gradient").asInt());
          assertThat(operand.path("workings").size()).isEqualTo(sent.length);
          String at = path + "/operands/" + i + "/workings";
          lines(operand.path("workings"), at, sent, node, sources, values[id]);
        }
      }
    }
  }

  private void lines(
      JsonNode entries,
      String path,
      double[] results,
      JsonNode node,
      List<double[]> operands,
      double[] value) {
    for (int i = 0; i < entries.size(); i++) {
      JsonNode entry = entries.path(i);
      JsonNode line = entry.path("line");
      assertThat(line.path("result").asDouble())
          .as(path)
          .isCloseTo(results[entry.path("entry").asInt()], within(CLOSE));
      line(
          line,
          path + "/" + i + "/line",
          read ->
              switch (read[0]) {
                case 0 -> operands.get(read[1])[read[2]];
                case 1 -> value[read[2]];
                default -> arriving(node, read);
              });
    }
  }

  /// The gradient that arrives; at a *Duplicate* that of one reader.
  private double arriving(JsonNode node, int[] read) {
    if (!node.path("kind").asString().equals("DUPLICATE")) {
      return tensor(node.path("gradient").asInt())[read[2]];
    }
    JsonNode use = node.path("uses").path(read[1]);
    JsonNode reader = graph.path("nodes").path(use.path("node").asInt());
    JsonNode sent = reader.path("operands").path(use.path("operand").asInt()).path("gradient");
    return tensor(sent.asInt())[read[2]];
  }

  /// What an entry has.
  interface Reader {
    double value(int[] read);
  }

  private void line(JsonNode line, String path, Reader reader) {
    List<Double> known = new ArrayList<>();
    for (int i = 0; i < line.path("given").size(); i++) {
      JsonNode given = line.path("given").path(i);
      line(given, path + "/given/" + i, reader);
      known.add(given.path("result").asDouble());
    }
    for (JsonNode read : line.path("reads")) {
      int[] at = {read.path(0).asInt(), read.path(1).asInt(), read.path(2).asInt()};
      known.add(reader.value(at));
    }
    Arithmetic numbers = new Arithmetic(line.path("numbers").asString());
    double result = line.path("result").asDouble();
    assertThat(numbers.value())
        .as(path + ": " + line.path("numbers").asString())
        .isCloseTo(result, within(CLOSE * Math.max(1, Math.abs(result))));
    // The rule's own small numbers need no source.
    for (double literal : numbers.literals()) {
      assertThat(
              literal == Math.rint(literal) && literal <= 3
                  || known.stream().anyMatch(k -> Math.abs(k) == literal))
          .as(path + ": where " + literal + " comes from")
          .isTrue();
    }
    checked.add(path + "/result");
  }

  private void updates(double[][] gradients) {
    JsonNode updates = graph.path("updates");
    for (int i = 0; i < updates.size(); i++) {
      JsonNode update = updates.path(i);
      double[] g = gradients[update.path("node").asInt()];
      check(update.path("gradient"), g, update.path("name").asString());
      double[] before = given(update.path("before"));
      assertThat(before)
          .isEqualTo(
              tensor(graph.path("nodes").path(update.path("node").asInt()).path("value").asInt()));
      Rules rules = new Rules(update, this);
      rules.run(before, g);
      check(update.path("after"), rules.after(), update.path("name").asString() + " after");
      for (int k = 0; k < update.path("memory").size(); k++) {
        check(update.path("memory").path(k).path("after"), rules.memory(k), "memory");
      }
      String path = "/graphs/0/updates/" + i;
      assertThat(update.path("workings").size()).isEqualTo(before.length);
      for (int k = 0; k < before.length; k++) {
        JsonNode lines = update.path("workings").path(k).path("lines");
        assertThat(lines.size()).isEqualTo(update.path("rules").size());
        for (int l = 0; l < lines.size(); l++) {
          String at = path + "/workings/" + k + "/lines/" + l;
          rules.checkLine(lines.path(l), k);
          checked.add(at + "/result");
        }
      }
      for (int k = 0; k < update.path("settings").size(); k++) {
        checked.add(path + "/settings/" + k + "/value");
      }
    }
  }

  private void probabilities(double[][] values) {
    for (JsonNode node : graph.path("nodes")) {
      if (node.path("op").asString().equals("cross_entropy")) {
        double[] p = Ops.softmax(operands(node, values)[0]);
        for (int i = 0; i < p.length; i++) {
          assertThat(graph.path("probabilities").path(i).asDouble()).isCloseTo(p[i], within(CLOSE));
          checked.add("/graphs/0/probabilities/" + i);
        }
      }
    }
  }

  /// The entries of a tensor that nothing made.
  double[] given(JsonNode number) {
    tensors.add(number.asInt());
    return tensor(number.asInt());
  }

  double[] tensor(int number) {
    JsonNode values = page.path("tensors").path(number).path("values");
    double[] entries = new double[values.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = values.path(i).asDouble();
    }
    return entries;
  }

  int size(JsonNode number, int dimension) {
    JsonNode shape = page.path("tensors").path(number.asInt()).path("shape");
    return shape.path(dimension).asInt();
  }

  JsonNode node(JsonNode operand) {
    return graph.path("nodes").path(operand.path("node").asInt());
  }

  private void check(JsonNode number, double[] expected, String what) {
    tensors.add(number.asInt());
    assertThat(tensor(number.asInt())).as(what).containsExactly(expected, within(CLOSE));
  }

  /// Fails if a number of the page was neither given nor computed.
  private void unchecked() {
    for (int i = 0; i < page.path("tensors").size(); i++) {
      assertThat(tensors).as("tensor " + i).contains(i);
      for (int k = 0; k < page.path("tensors").path(i).path("values").size(); k++) {
        checked.add("/tensors/" + i + "/values/" + k);
      }
    }
    List<String> numbers = new ArrayList<>();
    collect(page, "", numbers);
    // A tensor's number is structure where the node has it, a result where a line has it.
    numbers.removeIf(path ->
        STRUCTURE.matcher(path).matches()
            && !path.endsWith("/line/result")
            && !path.contains("/settings/")
            && !path.matches(".*/(lines|given)/\\d+/result"));
    assertThat(checked).as("checked").containsAll(numbers);
  }

  private static void collect(JsonNode json, String path, List<String> numbers) {
    if (json.isNumber()) {
      numbers.add(path);
    } else if (json.isArray()) {
      for (int i = 0; i < json.size(); i++) {
        collect(json.path(i), path + "/" + i, numbers);
      }
    } else {
      json.properties().forEach(p -> collect(p.getValue(), path + "/" + p.getKey(), numbers));
    }
  }
}
