package kierkegrad.nn.transformer;

import java.util.Map;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// The two linear layers of an encoder's or decoder's layer, `W₂·f(W₁·x + b₁) + b₂`, row by row.
///
/// @param linear1 widens
/// @param activation f
/// @param dropout behind f
/// @param linear2 narrows
public record FeedForward(Linear linear1, Layer activation, Dropout dropout, Linear linear2) {
  static FeedForward of(TransformerOptions options) {
    return new FeedForward(
        new Linear(options.width(), options.feedForward(), options.bias()),
        options.activation(),
        new Dropout(options.dropout()),
        new Linear(options.feedForward(), options.width(), options.bias()));
  }

  static LayerNorm norm(TransformerOptions options) {
    return new LayerNorm(Shape.of(options.width()), options.eps(), true, options.bias());
  }

  void name(Map<String, Object> parts) {
    parts.put("linear1", linear1);
    parts.put("activation", activation);
    parts.put("dropout", dropout);
    parts.put("linear2", linear2);
  }

  Tensor forward(Tensor x) {
    return linear2.forward(dropout.forward(activation.forward(linear1.forward(x))));
  }
}
