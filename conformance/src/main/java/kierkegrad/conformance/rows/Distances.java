package kierkegrad.conformance.rows;

import java.util.List;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.nn.distance.CosineSimilarity;
import kierkegrad.nn.distance.PairwiseDistance;

/// Distances and similarities.
public final class Distances {
  private Distances() {}

  /// Adds the rows.
  public static void rows(Table table) {
    Row cosine =
        table
            .row(Kind.LAYER, "CosineSimilarity")
            .torch("torch.nn.CosineSimilarity", "torch.cosine_similarity");
    for (int[] shape :
        List.of(new int[] {3, 4}, new int[] {2, 2}, new int[] {0, 2}, new int[] {2, 3, 4})) {
      for (int dim : new int[] {1, 0, -1}) {
        cosine.same(
            "torch.cosine_similarity(a, b, " + dim + ", 1e-8)",
            xs -> new CosineSimilarity(dim, 1e-8).forward(xs.get(0), xs.get(1)),
            Input.numbers(shape),
            Input.between(-1, 2, shape));
      }
    }
    cosine
        .same(
            "torch.cosine_similarity(a, b)",
            xs -> new CosineSimilarity().forward(xs.get(0), xs.get(1)),
            Input.numbers(3, 4),
            Input.between(-1, 2, 1, 4))
        .same(
            "torch.cosine_similarity(a, b, 0, 10.0)",
            xs -> new CosineSimilarity(0, 10).forward(xs.get(0), xs.get(1)),
            Input.numbers(4),
            Input.between(-1, 2, 4))
        .refuses(
            "torch.cosine_similarity(a, b, 2)",
            xs -> new CosineSimilarity(2, 1e-8).forward(xs.get(0), xs.get(1)),
            Input.numbers(3, 4),
            Input.numbers(3, 4));
    Row pairwise =
        table
            .row(Kind.LAYER, "PairwiseDistance")
            .torch("torch.nn.PairwiseDistance", "torch.pairwise_distance");
    Row cdist = table.row(Kind.OPERATION, "cdist");
    Row dist = table.row(Kind.OPERATION, "dist");
    Row pdist =
        table
            .row(Kind.OPERATION, "pdist")
            .differentiated(Derivatives.ONCE, "LibTorch does not differentiate it twice")
            .remark("p = ∞ not compared: at a tie LibTorch gives each number the whole gradient");
    for (double p : new double[] {2, 1, 0, 3, 0.5, 1.5, Double.POSITIVE_INFINITY}) {
      String norm = Double.isInfinite(p) ? "float('inf')" : String.valueOf(p);
      for (boolean keep : new boolean[] {false, true}) {
        for (int[] shape :
            List.of(new int[] {3, 4}, new int[] {5}, new int[] {1, 1}, new int[] {2, 2, 3})) {
          pairwise.same(
              "torch.pairwise_distance(a, b, "
                  + norm
                  + ", 1e-6, "
                  + (keep ? "True" : "False")
                  + ")",
              xs -> new PairwiseDistance(p, 1e-6, keep).forward(xs.get(0), xs.get(1)),
              Input.numbers(shape),
              Input.between(-1, 2, shape));
        }
      }
      if (p > 0) {
        dist.same(
            "torch.dist(a, b, " + norm + ")",
            xs -> xs.get(0).dist(xs.get(1), p),
            Input.numbers(3, 4),
            Input.between(-1, 2, 1, 4));
      }
      for (int rows : Double.isInfinite(p) ? new int[0] : new int[] {4, 2, 1}) {
        pdist.same(
            "torch.pdist(a, " + norm + ")", xs -> xs.get(0).pdist(p), Input.numbers(rows, 3));
      }
      cdist.same(
          "torch.norm(a.unsqueeze(-2) - b.unsqueeze(-3), " + norm + ", -1)",
          xs -> xs.get(0).cdist(xs.get(1), p),
          Input.numbers(3, 4),
          Input.between(-1, 2, 2, 4));
      cdist.same(
          "torch.norm(a.unsqueeze(-2) - b.unsqueeze(-3), " + norm + ", -1)",
          xs -> xs.get(0).cdist(xs.get(1), p),
          Input.numbers(2, 3, 4),
          Input.between(-1, 2, 2, 1, 4));
    }
    pairwise.same(
        "torch.pairwise_distance(a, b)",
        xs -> new PairwiseDistance().forward(xs.get(0), xs.get(1)),
        Input.numbers(3, 4),
        Input.between(-1, 2, 4));
    cdist.refuses(
        "torch.cdist(a, b)",
        xs -> xs.get(0).cdist(xs.get(1), 2),
        Input.numbers(3, 4),
        Input.numbers(2, 3));
  }
}
