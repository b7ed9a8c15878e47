package kierkegrad.explain;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Gives every node a name of its own.
final class Names {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> operations = new HashMap<>();
  private final Set<String> outer = new HashSet<>();

  /// @param scopes the scope of every operation to be named
  Names(List<String> scopes) {
    for (String scope : scopes) {
      operations.merge(scope, 1, Integer::sum);
      for (int dot = scope.lastIndexOf('.'); dot > 0; dot = scope.lastIndexOf('.', dot - 1)) {
        outer.add(scope.substring(0, dot));
      }
    }
  }

  /// The layer's path for its only operation, otherwise the path and the operation's name.
  String operation(String scope, String opName) {
    boolean alone = operations.getOrDefault(scope, 0) == 1 && !outer.contains(scope);
    if (!scope.isEmpty() && alone) {
      return unique(scope);
    }
    return unique(scope.isEmpty() ? opName : scope + "." + opName);
  }

  /// The name, numbered if another node has it.
  String unique(String name) {
    String free = name;
    for (int i = 2; !taken.add(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  /// Those of the names that are most like another, the nearest first.
  static List<String> near(String name, List<String> names) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return names.stream()
        .sorted(Comparator.comparingInt(other -> distance(wanted, other)))
        .limit(5)
        .toList();
  }

  /// The number of letters to change, where a part of a name costs little.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    boolean part = b.toLowerCase(Locale.ROOT).contains(a);
    return part ? Math.min(1, row[b.length()]) : row[b.length()];
  }
}
