package kierkegrad.formats.table;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// How many letters must be put in, left out or changed to make one word of another (Levenshtein
/// 1966).
public final class EditDistance {
  private EditDistance() {}

  /// The word nearest to a mistyped one; the first of equals. Case does not count.
  public static String nearest(String word, List<String> words) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return words.stream()
        .min(Comparator.comparingInt(w -> between(wanted, w.toLowerCase(Locale.ROOT))))
        .orElseThrow();
  }

  /// The distance of two words.
  public static int between(String a, String b) {
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
    return row[b.length()];
  }
}
