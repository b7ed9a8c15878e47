package kierkegrad.conformance.rows;

import kierkegrad.nn.transformer.MultiheadOptions;
import kierkegrad.nn.transformer.TransformerOptions;

/// The published formulas of attention and transformers in TorchScript, line by line. Sequences are
/// `[n, s, e]`, and masks are numbers that are added.
final class AttentionScript {
  private final StringBuilder lines = new StringBuilder();

  /// Adds a line.
  AttentionScript line(String text, Object... arguments) {
    lines.append(text.formatted(arguments)).append('\n');
    return this;
  }

  /// Defines `out` and its weights `out_p` `[n, h, s, t]`.
  ///
  /// @param p what stands before the names of the layer's state
  /// @param mask an expression that broadcasts to the scores, or `0`
  AttentionScript attention(
      String out, String p, MultiheadOptions o, String q, String k, String v, String mask) {
    boolean joint = o.kdim() == o.embed() && o.vdim() == o.embed();
    String[] parts = {q, k, v};
    String[] names = {"q", "k", "v"};
    for (int i = 0; i < 3; i++) {
      String w = joint ? p + "in_proj_weight.chunk(3)[" + i + "]" : p + names[i] + "_proj_weight";
      String b = o.bias() ? ", " + p + "in_proj_bias.chunk(3)[" + i + "]" : "";
      line("%s_%s = torch.linear(%s, %s%s)", out, names[i], parts[i], w, b);
      if (i > 0 && o.addBiasKv()) {
        line(
            "%1$s_%2$s = torch.cat([%1$s_%2$s, %3$sbias_%2$s.expand(%1$s_%2$s.size(0), 1, %4$d)], 1)",
            out, names[i], p, o.embed());
      }
      if (i > 0 && o.addZeroAttn()) {
        line(
            "%1$s_%2$s = torch.cat([%1$s_%2$s, torch.zeros_like(%1$s_%2$s[:, :1])], 1)",
            out, names[i]);
      }
      line(
          "%1$s_%2$s = %1$s_%2$s.reshape([%1$s_%2$s.size(0), %1$s_%2$s.size(1), %3$d, %4$d]).transpose(1, 2)",
          out, names[i], o.heads(), o.embed() / o.heads());
    }
    line(
        "%1$s_s = torch.matmul(%1$s_q, %1$s_k.transpose(2, 3)) * %2$s + %3$s", out, scale(o), mask);
    line("%1$s_p = torch.softmax(%1$s_s, 3)", out);
    line("%1$s_y = torch.matmul(%1$s_p, %1$s_v).transpose(1, 2).flatten(2)", out);
    return linear(out, out + "_y", p + "out_proj", o.bias());
  }

  private static double scale(MultiheadOptions o) {
    return 1 / Math.sqrt(o.embed() / (double) o.heads());
  }

  private AttentionScript linear(String out, String x, String p, boolean bias) {
    return line("%s = torch.linear(%s, %s_weight%s)", out, x, p, bias ? ", " + p + "_bias" : "");
  }

  private AttentionScript norm(String out, String x, String p, TransformerOptions o) {
    String b = o.bias() ? p + "_bias" : "None";
    return line(
        "%s = torch.layer_norm(%s, [%d], %s_weight, %s, %s)", out, x, o.width(), p, b, o.eps());
  }

  private AttentionScript feed(String out, String x, String p, TransformerOptions o) {
    linear(out + "_1", x, p + "linear1", o.bias());
    boolean gelu = o.activation().toString().startsWith("GELU");
    line("%1$s_2 = torch.%2$s(%1$s_1)", out, gelu ? "gelu" : "relu");
    return linear(out, out + "_2", p + "linear2", o.bias());
  }

  /// Defines `out` by an encoder's layer.
  AttentionScript encoder(String out, String p, TransformerOptions o, String x, String mask) {
    MultiheadOptions a = attention(o);
    String n = o.normFirst() ? out + "_n" : x;
    if (o.normFirst()) {
      norm(n, x, p + "norm1", o);
    }
    attention(out + "_a", p + "self_attn_", a, n, n, n, mask);
    line("%1$s_r = %2$s + %1$s_a", out, x);
    if (o.normFirst()) {
      norm(out + "_m", out + "_r", p + "norm2", o);
      feed(out + "_f", out + "_m", p, o);
      return line("%1$s = %1$s_r + %1$s_f", out);
    }
    norm(out + "_m", out + "_r", p + "norm1", o);
    feed(out + "_f", out + "_m", p, o);
    return norm(out, out + "_m + " + out + "_f", p + "norm2", o);
  }

  /// Defines `out` by a decoder's layer.
  AttentionScript decoder(
      String out,
      String p,
      TransformerOptions o,
      String x,
      String memory,
      String mask,
      String memoryMask) {
    MultiheadOptions a = attention(o);
    if (o.normFirst()) {
      norm(out + "_n", x, p + "norm1", o);
      attention(out + "_a", p + "self_attn_", a, out + "_n", out + "_n", out + "_n", mask);
      line("%1$s_r = %2$s + %1$s_a", out, x);
      norm(out + "_o", out + "_r", p + "norm2", o);
      attention(out + "_b", p + "multihead_attn_", a, out + "_o", memory, memory, memoryMask);
      line("%1$s_t = %1$s_r + %1$s_b", out);
      norm(out + "_u", out + "_t", p + "norm3", o);
      feed(out + "_f", out + "_u", p, o);
      return line("%1$s = %1$s_t + %1$s_f", out);
    }
    attention(out + "_a", p + "self_attn_", a, x, x, x, mask);
    norm(out + "_r", x + " + " + out + "_a", p + "norm1", o);
    attention(out + "_b", p + "multihead_attn_", a, out + "_r", memory, memory, memoryMask);
    norm(out + "_t", out + "_r + " + out + "_b", p + "norm2", o);
    feed(out + "_f", out + "_t", p, o);
    return norm(out, out + "_t + " + out + "_f", p + "norm3", o);
  }

  /// Defines `out` by the norm behind a stack of layers.
  AttentionScript last(String out, String x, String p, TransformerOptions o) {
    return norm(out, x, p + "norm", o);
  }

  private static MultiheadOptions attention(TransformerOptions o) {
    MultiheadOptions options = new MultiheadOptions(o.width(), o.heads());
    return o.bias() ? options : options.withoutBias();
  }

  /// The whole text.
  String returning(String results) {
    return lines + "return " + results;
  }
}
