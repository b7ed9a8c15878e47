package kierkegrad.conformance.rows;

import java.util.List;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.loss.CosineEmbeddingLoss;
import kierkegrad.loss.MarginRankingLoss;
import kierkegrad.loss.Reduction;
import kierkegrad.loss.TripletMarginLoss;
import kierkegrad.loss.TripletMarginWithDistanceLoss;

/// Losses of pairs and triples.
final class PairLosses {
  private PairLosses() {}

  static void rows(Table table) {
    Row ranking = Losses.row(table, "MarginRankingLoss");
    Row cosine = Losses.row(table, "CosineEmbeddingLoss");
    for (Reduction r : Losses.REDUCTIONS) {
      int n = Losses.number(r);
      for (double margin : new double[] {0, 0.5}) {
        MarginRankingLoss rank = new MarginRankingLoss(margin, r);
        for (int[] shape :
            List.of(new int[] {4}, new int[] {2, 3}, new int[] {0, 2}, new int[] {1})) {
          ranking.same(
              "torch.margin_ranking_loss(a, b, c, " + margin + ", " + n + ")",
              xs -> rank.of(xs.get(0), xs.get(1), xs.get(2)),
              Input.numbers(shape),
              Input.between(-1, 2, shape),
              Losses.signs(shape));
        }
        CosineEmbeddingLoss embed = new CosineEmbeddingLoss(margin, r);
        for (int rows : new int[] {3, 1, 0}) {
          cosine.same(
              "torch.cosine_embedding_loss(a, b, c, " + margin + ", " + n + ")",
              xs -> embed.of(xs.get(0), xs.get(1), xs.get(2)),
              Input.numbers(rows, 4),
              Input.between(-1, 2, rows, 4),
              Losses.signs(rows));
        }
        cosine.same(
            "torch.cosine_embedding_loss(a, b, c, " + margin + ", " + n + ")",
            xs -> embed.of(xs.get(0), xs.get(1), xs.get(2)),
            Input.numbers(4),
            Input.between(-1, 2, 4),
            new Input(new double[] {-1}, kierkegrad.tensor.DType.F64, new int[0], false));
      }
    }
    cosine.refuses(
        "torch.cosine_embedding_loss(a, b, c)",
        xs -> new CosineEmbeddingLoss().of(xs.get(0), xs.get(1), xs.get(2)),
        Input.numbers(2, 3),
        Input.numbers(2, 3),
        Input.numbers(2, 3));
    triplets(table);
  }

  private static void triplets(Table table) {
    Row triplet = table.row(Kind.LOSS, "TripletMarginLoss");
    Row distance = table.row(Kind.LOSS, "TripletMarginWithDistanceLoss");
    for (Reduction r : Losses.REDUCTIONS) {
      for (boolean swap : new boolean[] {false, true}) {
        for (double p : new double[] {2, 1, 3}) {
          TripletMarginLoss loss = new TripletMarginLoss(0.7, p, 1e-6, swap, r);
          for (int[] shape :
              List.of(new int[] {4}, new int[] {3, 4}, new int[] {1, 2}, new int[] {0, 3})) {
            triplet.same(
                "torch.triplet_margin_loss(a, b, c, 0.7, "
                    + p
                    + ", 1e-6, "
                    + (swap ? "True" : "False")
                    + ", "
                    + Losses.number(r)
                    + ")",
                xs -> loss.of(xs.get(0), xs.get(1), xs.get(2)),
                Input.numbers(shape),
                Input.between(-1, 2, shape),
                Input.between(-1.5, 1, shape));
          }
        }
        TripletMarginWithDistanceLoss loss =
            new TripletMarginWithDistanceLoss(
                (a, b) -> a.cosineSimilarity(b, 1, 1e-8).neg().add(1), 0.3, swap, r);
        String end = r == Reduction.NONE ? "" : "." + Losses.name(r) + "()";
        distance.same(
            "p = 1 - torch.cosine_similarity(a, b)\nn = 1 - torch.cosine_similarity(a, c)\n"
                + (swap ? "n = torch.minimum(n, 1 - torch.cosine_similarity(b, c))\n" : "")
                + "return torch.clamp_min(p - n + 0.3, 0)"
                + end,
            xs -> loss.of(xs.get(0), xs.get(1), xs.get(2)),
            Input.numbers(5, 3),
            Input.between(-1, 2, 5, 3),
            Input.between(-1.5, 1, 5, 3));
      }
    }
    triplet.refuses(
        "torch.triplet_margin_loss(a, b, c)",
        xs -> new TripletMarginLoss().of(xs.get(0), xs.get(1), xs.get(2)),
        Input.numbers(2, 3),
        Input.numbers(3),
        Input.numbers(2, 3));
  }
}
