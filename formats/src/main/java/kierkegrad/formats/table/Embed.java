package kierkegrad.formats.table;

import java.util.Locale;

/// Which columns of names get an embedding instead of one input per category.
///
/// One input per category followed by a linear layer is an embedding as well, as wide as that
/// layer: a vector per category, added up. For a few categories nothing is gained by a narrower
/// one. For many, every rare category would have a whole row of first-layer weights to itself, and
/// the inputs would be nearly all zeros; a narrow vector shares what categories have in common (Guo
/// and Berkhahn, *Entity embeddings of categorical variables*, 2016).
public enum Embed {
  /// Columns with more than ten categories in the training rows.
  AUTO,
  /// None but those that [Encoder.Options#withEmbedded] names.
  OFF,
  /// All columns of names but yes-or-no columns and dates.
  ALL;

  /// [#AUTO] leaves columns with at most this many categories to one input each.
  public static final int FEW = 10;

  boolean chooses(int categories) {
    return switch (this) {
      case AUTO -> categories > FEW;
      case OFF -> false;
      case ALL -> true;
    };
  }

  /// Its name in settings, such as `auto`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
