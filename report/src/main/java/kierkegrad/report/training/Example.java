package kierkegrad.report.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A row of the data as the user has it.
public sealed interface Example {
  /// Cells of a table.
  ///
  /// @param values the texts under the names of their columns
  record Cells(SequencedMap<String, String> values) implements Example {
    /// Keeps an unmodifiable copy.
    public Cells {
      values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }
  }

  /// A grey image.
  ///
  /// @param width in pixels
  /// @param height in pixels
  /// @param grey row by row, 0 is black and 255 white
  record Image(int width, int height, byte[] grey) implements Example {
    /// Keeps a copy.
    public Image {
      grey = grey.clone();
    }

    @Override
    public byte[] grey() {
      return grey.clone();
    }
  }
}
