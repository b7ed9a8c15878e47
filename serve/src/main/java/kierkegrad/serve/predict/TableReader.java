package kierkegrad.serve.predict;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kierkegrad.formats.DataException;
import kierkegrad.formats.table.CsvRecords;
import kierkegrad.formats.table.EditDistance;
import kierkegrad.formats.table.Encoder;
import kierkegrad.serve.http.Media;
import kierkegrad.serve.http.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Rows of a table: an object or an array of objects in JSON, or CSV with a header.
///
/// Columns are found by their names, in any order. The target may be there and is not looked at.
/// CSV may have columns that the model does not use, as a file often does; in JSON every name has
/// to be known.
public final class TableReader implements RowReader {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern LINE = Pattern.compile("after line (\\d+)");

  private final Encoder encoder;

  /// A reader for models that were trained with that encoder.
  public TableReader(Encoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public Rows read(byte[] body, Media media) {
    return switch (media) {
      case JSON -> json(body);
      case CSV -> csv(body);
    };
  }

  private Rows json(byte[] body) {
    TableRows rows = new TableRows(encoder);
    try (JsonParser in = JSON.createParser(body)) {
      JsonToken first = in.nextToken();
      boolean single = first == JsonToken.START_OBJECT;
      if (single) {
        object(in, rows);
      } else if (first == JsonToken.START_ARRAY) {
        array(in, rows);
      } else {
        throw Refusal.of(
            400,
            first == null
                ? "the request is empty; send a JSON object, or an array of them"
                : "the request is neither a JSON object nor an array of them; send {\"column\": value, …}");
      }
      if (in.nextToken() != null) {
        throw Refusal.of(400, "something follows the end of the JSON; send one object or array");
      }
      return rows.encoded(single);
    } catch (JacksonException e) {
      throw malformed(e, rows);
    }
  }

  private static Refusal malformed(JacksonException e, TableRows rows) {
    String place =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return Refusal.row(rows.number(), "this is no JSON%s: %s".formatted(place, Words.reason(e)));
  }

  private void array(JsonParser in, TableRows rows) {
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      if (token != JsonToken.START_OBJECT) {
        throw Refusal.row(
            rows.number(), "it is no JSON object; send {\"column\": value, …} for each row");
      }
      object(in, rows);
    }
    if (rows.isEmpty()) {
      throw Refusal.of(400, "the array has no rows; send at least one");
    }
  }

  private static void object(JsonParser in, TableRows rows) {
    Optional<String> unknown = Optional.empty();
    List<String> seen = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      JsonToken token = in.nextToken();
      if (!token.isScalarValue()) {
        throw Refusal.cell(
            rows.number(),
            Words.shortened(name),
            "it has to be a single value, not a list or an object");
      }
      if (rows.needs(name)) {
        rows.put(name, token == JsonToken.VALUE_NULL ? "" : in.getString());
        seen.add(name);
      } else if (!rows.isTarget(name) && unknown.isEmpty()) {
        unknown = Optional.of(name);
      }
    }
    unknown.ifPresent(name -> {
      throw Refusal.cell(rows.number(), Words.shortened(name), rows.unknown(name));
    });
    rows.next();
  }

  private Rows csv(byte[] body) {
    List<CsvRecords.Row> records = records(body);
    if (records.isEmpty()) {
      throw Refusal.of(400, "the request is empty; send a header and rows");
    }
    List<String> header = records.getFirst().cells();
    TableRows rows = new TableRows(encoder);
    checkHeader(header, rows);
    for (CsvRecords.Row record : records.subList(1, records.size())) {
      if (record.cells().size() != header.size()) {
        throw Refusal.row(
            rows.number(),
            "it has %d cells, and the header has %d; every row needs the same number"
                .formatted(record.cells().size(), header.size()));
      }
      for (int i = 0; i < header.size(); i++) {
        if (rows.needs(header.get(i))) {
          rows.put(header.get(i), record.cells().get(i));
        }
      }
      rows.next();
    }
    if (rows.isEmpty()) {
      throw Refusal.of(400, "there is a header and no row; send at least one");
    }
    return rows.encoded(false);
  }

  private static List<CsvRecords.Row> records(byte[] body) {
    try {
      return CsvRecords.read("the request", new ByteArrayInputStream(body));
    } catch (DataException e) {
      String message = String.valueOf(e.getMessage());
      Matcher line = LINE.matcher(message);
      throw line.find()
          ? Refusal.row(Math.max(1, Integer.parseInt(line.group(1))), message)
          : Refusal.of(400, message);
    } catch (IOException e) {
      throw Refusal.of(400, "the request is not UTF-8 text; send UTF-8");
    }
  }

  private static void checkHeader(List<String> header, TableRows rows) {
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (!seen.add(name) && rows.needs(name)) {
        throw Refusal.column(name, "two columns are called '%s'; rename one".formatted(name));
      }
    }
    List<String> missing =
        rows.columns().stream().filter(column -> !header.contains(column)).toList();
    if (missing.isEmpty()) {
      return;
    }
    Optional<String> unknown =
        header.stream()
            .filter(name -> !rows.needs(name) && !rows.isTarget(name))
            .min(Comparator.comparingInt(name -> EditDistance.between(name, missing.getFirst())));
    unknown.ifPresent(name -> {
      throw Refusal.column(Words.shortened(name), rows.unknown(name));
    });
    throw Refusal.column(
        missing.getFirst(),
        "the header lacks %s; its first line has to name the columns"
            .formatted(Words.list(missing)));
  }
}
