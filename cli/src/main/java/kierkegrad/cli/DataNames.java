package kierkegrad.cli;

import java.util.Iterator;
import java.util.List;

/// The built-in data, for a shell that completes; files are completed anyway.
final class DataNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return List.of("iris", "digits", "fashion-mnist").iterator();
  }
}
