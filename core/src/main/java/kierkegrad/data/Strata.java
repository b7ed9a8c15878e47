package kierkegrad.data;

/// Takes rows out of the training part, class by class.
///
/// @param order the order in which rows are taken
/// @param classes the class of each row
/// @param count the number of classes
/// @param part to which part each row belongs, 0 for training; is written
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
record Strata(int[] order, int[] classes, int count, int[] part) {
  /// Takes `total` rows, each class in proportion to what it still has.
  ///
  /// @param keep how many rows a class keeps if it can
  void take(int target, int total, int keep) {
    int[] left = new int[count];
    for (int row : order) {
      left[classes[row]] += part[row] == 0 ? 1 : 0;
    }
    int[] taken = shares(left, total, keep);
    for (int row : order) {
      if (part[row] == 0 && taken[classes[row]] > 0) {
        taken[classes[row]]--;
        part[row] = target;
      }
    }
  }

  /// The method of largest remainders, with at least one row of each class that can spare one.
  private static int[] shares(int[] left, int total, int keep) {
    long all = 0;
    for (int n : left) {
      all += n;
    }
    int[] low = new int[left.length];
    int[] high = new int[left.length];
    double[] quota = new double[left.length];
    int[] share = new int[left.length];
    int sum = 0;
    for (int c = 0; c < left.length; c++) {
      high[c] = Math.max(0, left[c] - (left[c] > keep ? keep : 1));
      low[c] = Math.min(1, high[c]);
      quota[c] = all == 0 ? 0 : (double) left[c] * total / all;
      share[c] = Math.clamp((long) Math.floor(quota[c]), low[c], high[c]);
      sum += share[c];
    }
    for (int c = furthest(share, high, quota, 1); sum < total && c >= 0; sum++) {
      share[c]++;
      c = furthest(share, high, quota, 1);
    }
    for (int c = furthest(share, low, quota, -1); sum > total && c >= 0; sum--) {
      share[c]--;
      c = furthest(share, low, quota, -1);
    }
    return share;
  }

  /// The class furthest below (direction 1) or above (−1) its quota that is not at its limit, the
  /// first at a tie; −1 if there is none.
  private static int furthest(int[] share, int[] limit, double[] quota, int direction) {
    int best = -1;
    double most = 0;
    for (int c = 0; c < share.length; c++) {
      double distance = direction * (quota[c] - share[c]);
      if (share[c] != limit[c] && (best < 0 || distance > most)) {
        best = c;
        most = distance;
      }
    }
    return best;
  }
}
