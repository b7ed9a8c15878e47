package kierkegrad.cli;

import java.awt.GraphicsEnvironment;

/// Whether this machine can draw text at all.
final class Fonts {
  private Fonts() {}

  static boolean areInstalled() {
    try {
      return GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length
          > 0;
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
  }
}
