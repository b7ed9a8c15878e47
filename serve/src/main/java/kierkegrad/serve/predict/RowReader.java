package kierkegrad.serve.predict;

import kierkegrad.serve.http.Media;

/// Makes a network's inputs of a request's body.
public interface RowReader {
  /// The rows, in order.
  ///
  /// @throws kierkegrad.serve.http.Refusal if they are wrong; it names the row and the column
  Rows read(byte[] body, Media media);
}
