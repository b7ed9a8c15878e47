package kierkegrad.formats.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kierkegrad.formats.DataException;

/// The rows of a CSV text as they stand there, in the form that [Table#csv(java.nio.file.Path,
/// Header)] describes.
public final class CsvRecords {
  /// A row of texts.
  ///
  /// @param line the line, from 1, where it begins
  /// @param cells its texts
  public record Row(int line, List<String> cells) {
    /// Keeps an immutable copy.
    public Row {
      cells = List.copyOf(cells);
    }
  }

  private CsvRecords() {}

  /// All rows that are not empty, without space around their cells. They may be of different
  /// lengths.
  ///
  /// @param source what messages call the text
  /// @throws DataException if quotes do not match
  /// @throws java.nio.charset.CharacterCodingException if the text is not UTF-8
  public static List<Row> read(String source, InputStream in) throws IOException {
    Reader text = withoutByteOrderMark(in);
    List<Row> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .allowExtraFields(true)
            .allowMissingFields(true)
            .allowExtraCharsAfterClosingQuote(false)
            .allowUnclosedQuote(false)
            .skipEmptyLines(true)
            .ofCsvRecord(text)) {
      for (CsvRecord row : reader) {
        List<String> cells = row.getFields().stream().map(String::strip).toList();
        rows.add(new Row(Math.toIntExact(row.getStartingLineNumber()), cells));
      }
      return rows;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      throw new DataException(source + ", after line " + lastLine(rows) + ": " + reason(e), e);
    }
  }

  private static Reader withoutByteOrderMark(InputStream in) throws IOException {
    Reader text =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
    return text;
  }

  /// The one of comma, semicolon and tab that the first line has most of, outside quotes.
  private static char separator(Reader text) throws IOException {
    int limit = 1 << 16;
    text.mark(limit);
    int commas = 0;
    int semicolons = 0;
    int tabs = 0;
    boolean quoted = false;
    for (int i = 0, c = text.read(); i < limit - 1 && c >= 0; i++, c = text.read()) {
      if (!quoted && (c == '\n' || c == '\r') && commas + semicolons + tabs > 0) {
        break;
      }
      quoted ^= c == '"';
      commas += !quoted && c == ',' ? 1 : 0;
      semicolons += !quoted && c == ';' ? 1 : 0;
      tabs += !quoted && c == '\t' ? 1 : 0;
    }
    text.reset();
    if (commas >= semicolons && commas >= tabs) {
      return ',';
    }
    return semicolons >= tabs ? ';' : '\t';
  }

  private static int lastLine(List<Row> rows) {
    return rows.isEmpty() ? 0 : rows.getLast().line();
  }

  private static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return "the quotes do not match (" + root.getMessage() + ")";
  }
}
