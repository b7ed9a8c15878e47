package kierkegrad.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/// What one run of the command line gave.
record Console(int exitCode, String out, String err) {
  static Console run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new Console(exitCode, out.toString(), err.toString());
  }
}
