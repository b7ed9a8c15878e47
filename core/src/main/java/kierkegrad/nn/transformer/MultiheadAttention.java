package kierkegrad.nn.transformer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Mode;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.init.Init;
import kierkegrad.op.AttentionOptions;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Attention with several heads (Vaswani et al., 2017): each head projects q, k and v to a width of
/// its own `d = e/h`, the results of all heads side by side are projected once more. PyTorch
/// `MultiheadAttention`.
///
/// Sequences are `[s, n, e]`, `[n, s, e]` if batch first, or one sequence `[s, e]`. The state is
/// that of PyTorch: `in_proj_weight` `[3e, e]` with the projections of q, k and v one below the
/// other (or, if k or v have other widths, `q_proj_weight`, `k_proj_weight` and `v_proj_weight`),
/// `in_proj_bias` `[3e]`, `bias_k` and `bias_v` `[1, 1, e]`, `out_proj.weight` `[e, e]`,
/// `out_proj.bias` `[e]`.
///
/// @param options sizes and what else can be chosen
/// @param inProj one parameter for q, k and v, or three
/// @param inProjBias their biases, if there are any
/// @param biasKv the rows added behind k and v: none or two
/// @param outProj the projection of the heads' results
/// @param mode whether it is being trained, which dropout asks
public record MultiheadAttention(
    MultiheadOptions options,
    List<Parameter> inProj,
    Optional<Parameter> inProjBias,
    List<Parameter> biasKv,
    Linear outProj,
    Mode mode)
    implements Layer {
  /// @param output the result, laid out as q
  /// @param weights how much each row of q takes of each row of k and v: `[n, s, t]`, the mean of
  ///   the heads, or `[n, h, s, t]`; without n for one sequence
  public record Attended(Tensor output, Tensor weights) {}

  /// PyTorch's defaults: `[s, n, e]`, with biases.
  ///
  /// @param embed e, the size of the last dimension
  public MultiheadAttention(int embed, int heads) {
    this(new MultiheadOptions(embed, heads));
  }

  /// With these options and PyTorch's initialisation, drawn in its order: that of [Linear] for the
  /// last projection, Glorot's for the others, biases 0.
  public MultiheadAttention(MultiheadOptions options) {
    this(options, new Linear(options.embed(), options.embed(), options.bias()));
  }

  private MultiheadAttention(MultiheadOptions options, Linear outProj) {
    int e = options.embed();
    this(
        options,
        options.isJoint()
            ? List.of(weight(3 * e, e))
            : List.of(weight(e, e), weight(e, options.kdim()), weight(e, options.vdim())),
        options.bias() ? Optional.of(zeros(3 * e)) : Optional.empty(),
        options.addBiasKv() ? List.of(row(e), row(e)) : List.of(),
        outProj,
        new Mode());
    outProj.bias().ifPresent(b -> b.set(Tensor.zeros(e)));
  }

  /// Of these parts.
  public MultiheadAttention {
    inProj = List.copyOf(inProj);
    biasKv = List.copyOf(biasKv);
  }

  private static Parameter weight(int out, int in) {
    return new Parameter(Init.xavierUniform(DType.F32, Shape.of(out, in), 1));
  }

  private static Parameter zeros(int size) {
    return new Parameter(Init.zeros(DType.F32, Shape.of(size)));
  }

  private static Parameter row(int size) {
    return new Parameter(Init.xavierNormal(DType.F32, Shape.of(1, 1, size), 1));
  }

  /// e, the size of the last dimension.
  public int embed() {
    return options.embed();
  }

  /// The number of heads.
  public int heads() {
    return options.heads();
  }

  @Override
  public SequencedMap<String, Object> children() {
    SequencedMap<String, Object> parts = new LinkedHashMap<>();
    List<String> names =
        inProj.size() == 1
            ? List.of("in_proj_weight")
            : List.of("q_proj_weight", "k_proj_weight", "v_proj_weight");
    for (int i = 0; i < names.size(); i++) {
      parts.put(names.get(i), inProj.get(i));
    }
    inProjBias.ifPresent(b -> parts.put("in_proj_bias", b));
    if (!biasKv.isEmpty()) {
      parts.put("bias_k", biasKv.getFirst());
      parts.put("bias_v", biasKv.getLast());
    }
    parts.put("out_proj", outProj);
    parts.put("mode", mode);
    return parts;
  }

  private double dropping() {
    return mode.isTraining() ? options.dropout() : 0;
  }

  /// Attention of a sequence to itself; causal if the options say so.
  @Override
  public Tensor forward(Tensor x) {
    AttentionMasks masks = new AttentionMasks();
    return forward(x, x, x, options.causal() ? masks.withCausal() : masks);
  }

  /// Attention of q to k and v. PyTorch `forward(need_weights=False)`.
  public Tensor forward(Tensor q, Tensor k, Tensor v) {
    return forward(q, k, v, new AttentionMasks());
  }

  /// Attention that does not see everything. PyTorch `forward(need_weights=False)`; a row that sees
  /// nothing gets 0 from the heads.
  public Tensor forward(Tensor q, Tensor k, Tensor v, AttentionMasks masks) {
    Sequences all = new Sequences(this, q, k, v, masks);
    boolean plain = inProj.size() == 1 && options.extra() == 0 && dropping() == 0;
    boolean onlyCausal = masks.mask().isEmpty() && masks.keyPadding().isEmpty();
    if (q == k && k == v && plain && onlyCausal) {
      Tensor projected = new Linear(inProj.getFirst(), inProjBias).forward(all.batchFirst(q));
      return all.result(projected.selfAttention(heads(), masks.causal()));
    }
    List<Tensor> parts = all.heads();
    AttentionOptions how = new AttentionOptions().withDropout(dropping());
    boolean inOneGo = onlyCausal && options.extra() == 0;
    AttentionOptions seen =
        inOneGo
            ? (masks.causal() ? how.withCausal() : how)
            : all.mask().map(how::withMask).orElse(how);
    return all.joined(parts.getFirst().scaledDotProductAttention(parts.get(1), parts.get(2), seen));
  }

  /// Attention of q to k and v, and the mean of the heads' weights. PyTorch's default `forward`; a
  /// row that sees nothing gets NaN.
  public Attended attend(Tensor q, Tensor k, Tensor v, AttentionMasks masks) {
    return attend(q, k, v, masks, true);
  }

  /// Attention of q to k and v, and its weights.
  ///
  /// @param average whether the weights are the mean of the heads'. PyTorch `average_attn_weights`
  public Attended attend(Tensor q, Tensor k, Tensor v, AttentionMasks masks, boolean average) {
    Sequences all = new Sequences(this, q, k, v, masks);
    List<Tensor> parts = all.heads();
    Tensor scores =
        parts.getFirst().mul(Math.sqrt(heads() / (double) embed())).matmul(parts.get(1).mT());
    Tensor weights = all.mask().map(scores::add).orElse(scores).softmax(-1);
    Dropout dropout = new Dropout(options.dropout(), mode, Optional.empty());
    Tensor kept = dropout.forward(weights);
    return new Attended(
        all.joined(kept.matmul(parts.get(2))), all.unbatched(average ? kept.mean(1) : kept));
  }

  /// The projections of q, k and v, batch first.
  List<Tensor> project(List<Tensor> sequences) {
    List<Tensor> weights =
        inProj.size() == 1
            ? inProj.getFirst().value().split(0, embed())
            : inProj.stream().map(Parameter::value).toList();
    Optional<List<Tensor>> biases = inProjBias.map(b -> b.value().split(0, embed()));
    List<Tensor> projected = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int part = i;
      Tensor x = sequences.get(i);
      Tensor w = weights.get(i);
      projected.add(biases.map(b -> x.linear(w, b.get(part))).orElseGet(() -> x.matmul(w.mT())));
    }
    return projected;
  }

  ShapeException misfit(String what, int width, Shape got) {
    return new ShapeException(
        "multihead_attention"
            + inProj.getFirst().layer(inProj.size() == 1 ? "in_proj_weight" : "q_proj_weight")
            + ": expects "
            + what
            + (options.batchFirst() ? " [n, rows, " : " [rows, n, ")
            + width
            + "] or [rows, "
            + width
            + "], got "
            + got);
  }

  /// Such as `MultiheadAttention(256, heads=8)`.
  @Override
  public String toString() {
    return "MultiheadAttention(" + options + ")";
  }
}
