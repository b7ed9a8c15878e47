package kierkegrad.serve.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import kierkegrad.serve.http.Answer;
import tools.jackson.databind.node.ObjectNode;

/// `GET /`: a form for a person, made of the model's schema by the page's own script. The browser
/// may load nothing else, and run nothing else.
public final class FormPage {
  private FormPage() {}

  /// The page.
  public static Answer of(ObjectNode schema) {
    String style = resource("form.css");
    String script = resource("form.js");
    String page =
        resource("form.html")
            .replace("/*style*/", style)
            .replace("/*script*/", script)
            // Nothing in it can end the element that it stands in.
            .replace("/*schema*/", schema.toString().replace("<", "\\u003c"));
    String policy =
        "default-src 'none'; connect-src 'self'; img-src data:; style-src %s; script-src %s;"
                .formatted(hash(style), hash(script))
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    return Answer.ok("text/html; charset=utf-8", page)
        .with("Content-Security-Policy", policy)
        .with("Referrer-Policy", "no-referrer");
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(FormPage.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
