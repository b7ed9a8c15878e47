package kierkegrad.cpu.gemm;

/// A matrix product `C[m,n] = activation(start + A[m,k]·B[k,n])` of fixed sizes and layouts, to be
/// run on arrays again and again, also by several threads at once. How it is computed depends on
/// sizes and layouts alone, so the result has the same bits on any number of threads.
///
/// @param <T> `float[]` or `double[]`
public final class Gemm<T> {
  private final Product<T> product;
  private final Problem<T> problem;

  private Gemm(Product<T> product, Problem<T> problem) {
    this.product = product;
    this.problem = problem;
  }

  /// A product of floats.
  ///
  /// @param cRow the distance between rows of C; its columns lie side by side
  public static Gemm<float[]> floats(
      int m,
      int n,
      int k,
      Panels<float[]> a,
      Panels<float[]> b,
      int cRow,
      Start start,
      Activation activation) {
    return of(AllTiles.floats(), new Problem<>(m, n, k, a, b, cRow, start, activation));
  }

  /// A product of doubles.
  ///
  /// @param cRow the distance between rows of C; its columns lie side by side
  public static Gemm<double[]> doubles(
      int m,
      int n,
      int k,
      Panels<double[]> a,
      Panels<double[]> b,
      int cRow,
      Start start,
      Activation activation) {
    return of(AllTiles.doubles(), new Problem<>(m, n, k, a, b, cRow, start, activation));
  }

  static <T> Gemm<T> of(Tiles<T> tiles, Problem<T> problem) {
    Product<T> product =
        tiles
            .small(problem)
            .or(() -> Dots.of(tiles, problem))
            .orElseGet(() -> new Blocks<>(tiles, problem));
    return new Gemm<>(product, problem);
  }

  /// Writes a matrix `[rows, columns]`, whose rows are `step` apart, as `[columns, rows]`, whose
  /// rows are `width` apart.
  public static void transpose(
      float[] from, int start, int step, int rows, int columns, float[] to, int width) {
    AllTiles.floats().pack(Strided.floats(step, 1), from, start, to, 0, width, 0, rows, 0, columns);
  }

  /// Computes C from arrays and the places in them where A, B, C and the bias start.
  ///
  /// @param bias any array, if there is no bias
  public void run(T a, int aAt, T b, int bAt, T c, int cAt, T bias, int biasAt) {
    product.run(a, aAt, b, bAt, c, cAt, bias, biasAt);
  }

  /// Computes C without a bias.
  public void run(T a, int aAt, T b, int bAt, T c, int cAt) {
    run(a, aAt, b, bAt, c, cAt, c, cAt);
  }

  /// Whether it is work for several threads.
  boolean isParallel() {
    return product.isParallel();
  }

  /// How many such products are worth a piece of their own.
  int grain() {
    return (int) Math.max(1, Blocks.PIECE / 4 / Math.max(1, problem.multiplications()));
  }
}
