package kierkegrad.serve.http;

import java.util.Locale;
import java.util.Optional;

/// The forms in which rows come and predictions go.
public enum Media {
  /// `application/json`.
  JSON("application/json"),
  /// `text/csv`.
  CSV("text/csv");

  private final String type;

  Media(String type) {
    this.type = type;
  }

  /// The form that a `Content-Type` names.
  ///
  /// @throws Refusal with status 415 if it is another one, or not in UTF-8
  public static Media ofContent(Optional<String> header) {
    String[] parts = header.orElse("").toLowerCase(Locale.ROOT).split(";");
    String type = parts[0].strip();
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].replaceAll("[\\s\"]", "");
      if (parameter.startsWith("charset=") && !parameter.matches("charset=(utf-?8|us-ascii)")) {
        throw Refusal.of(415, "the text must be UTF-8, not " + parameter.substring(8));
      }
    }
    for (Media media : values()) {
      if (media.type.equals(type)) {
        return media;
      }
    }
    throw Refusal.of(
        415,
        (type.isEmpty() ? "the request names no Content-Type" : "rows cannot be " + type)
            + "; send application/json or text/csv",
        "Accept-Post",
        "application/json, text/csv");
  }

  /// Makes sure that the body is not compressed.
  ///
  /// @throws Refusal with status 415 if it is
  public static void checkEncoding(Optional<String> header) {
    String encoding = header.orElse("identity").strip().toLowerCase(Locale.ROOT);
    if (!encoding.equals("identity")) {
      throw Refusal.of(415, "the request is compressed; send it as it is");
    }
  }

  /// The form that an `Accept` prefers; that of the request, if it does not mind.
  ///
  /// @throws Refusal with status 406 if it takes neither
  public static Media accepted(Optional<String> header, Media request) {
    if (header.isEmpty() || header.get().isBlank()) {
      return request;
    }
    Optional<Media> best = Optional.empty();
    double most = 0;
    for (String range : header.get().toLowerCase(Locale.ROOT).split(",")) {
      Optional<Media> media = named(range.split(";")[0].strip(), request);
      double weight = weight(range);
      if (media.isPresent() && weight > most) {
        best = media;
        most = weight;
      }
    }
    return best.orElseThrow(
        () -> Refusal.of(406, "predictions can be application/json or text/csv; accept one"));
  }

  private static Optional<Media> named(String range, Media request) {
    return switch (range) {
      case "*/*", "*" -> Optional.of(request);
      case "application/json", "application/*" -> Optional.of(JSON);
      case "text/csv", "text/*" -> Optional.of(CSV);
      default -> Optional.empty();
    };
  }

  private static double weight(String range) {
    for (String parameter : range.split(";")) {
      String text = parameter.strip();
      if (text.matches("q=[0-9](\\.[0-9]{0,3})?")) {
        return Double.parseDouble(text.substring(2));
      }
    }
    return 1;
  }
}
