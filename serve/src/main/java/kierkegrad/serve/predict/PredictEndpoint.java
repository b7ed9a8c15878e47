package kierkegrad.serve.predict;

import kierkegrad.formats.model.Predictions;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.serve.http.Answer;
import kierkegrad.serve.http.Endpoint;
import kierkegrad.serve.http.Media;
import kierkegrad.serve.http.Request;
import kierkegrad.tensor.Tensor;

/// `POST /predict`.
public final class PredictEndpoint implements Endpoint {
  private final TrainedModel model;
  private final RowReader reader;
  private final Batcher batcher;

  /// An endpoint for a model, whose rows go through that batcher.
  public PredictEndpoint(TrainedModel model, Batcher batcher) {
    this.model = model;
    this.batcher = batcher;
    this.reader =
        switch (model.preparation()) {
          case Preparation.Tabular(var encoder) -> new TableReader(encoder);
          case Preparation.Images(var encoder) -> new ImageReader(encoder);
        };
  }

  @Override
  public Answer answer(Request request) throws InterruptedException {
    Media from = Media.ofContent(request.header("Content-Type"));
    Media to = Media.accepted(request.header("Accept"), from);
    Media.checkEncoding(request.header("Content-Encoding"));
    Rows rows = read(request.body(), from);
    Tensor numbers = batcher.predict(rows.inputs());
    return Written.answer(Predictions.of(model, numbers), rows, to);
  }

  private Rows read(byte[] body, Media media) {
    batcher.announce();
    try {
      return reader.read(body, media);
    } finally {
      batcher.withdraw();
    }
  }
}
