package kierkegrad.cpu;

import kierkegrad.cpu.machine.Threads;

/// Work on the elements of several arrays, cut into pieces of a fixed size as if the arrays lay one
/// behind another, so that many small ones and one large one keep all threads busy alike.
final class Pieces implements Threads.Range {
  private static final int SIZE = 1 << 14;

  private final Work work;
  private final long[] starts;
  private final int[] firstParts;

  /// What is done to the elements `from` to `to − 1` of an array.
  @FunctionalInterface
  interface Work {
    void run(int piece, int part, int from, int to);
  }

  /// @param sizes the number of elements of each array
  Pieces(int[] sizes, Work work) {
    this.work = work;
    this.starts = new long[sizes.length + 1];
    for (int i = 0; i < sizes.length; i++) {
      starts[i + 1] = starts[i] + sizes[i];
    }
    this.firstParts = new int[Math.toIntExact(Math.ceilDiv(starts[sizes.length], (long) SIZE))];
    int part = 0;
    for (int piece = 0; piece < firstParts.length; piece++) {
      while (starts[part + 1] <= (long) piece * SIZE) {
        part++;
      }
      firstParts[piece] = part;
    }
  }

  int count() {
    return firstParts.length;
  }

  /// Does all the work, on several threads if there are several pieces.
  void run() {
    Threads.parallel(firstParts.length, 1, this);
  }

  @Override
  public void run(int firstPiece, int toPiece) {
    for (int piece = firstPiece; piece < toPiece; piece++) {
      long begin = (long) piece * SIZE;
      long end = begin + SIZE;
      for (int i = firstParts[piece]; i < starts.length - 1 && starts[i] < end; i++) {
        int from = (int) (Math.max(begin, starts[i]) - starts[i]);
        int to = (int) (Math.min(end, starts[i + 1]) - starts[i]);
        if (from < to) {
          work.run(piece, i, from, to);
        }
      }
    }
  }
}
