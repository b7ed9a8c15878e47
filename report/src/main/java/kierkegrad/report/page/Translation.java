package kierkegrad.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns a formula in plain characters, such as `dC/dA = dC/dY · Bᵀ`, into TeX.
///
/// It reads from left to right and never fails: `a/b` and `dC/dA` become fractions, raised and
/// lowered characters become scripts, `√` takes the next factor, words of several letters are set
/// upright, and a character that it does not know stands as it is.
final class Translation {
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵀᵃᵇᶜᵈᵉʰⁱʲᵏᵐⁿᵖʳˢᵗˣʸᶻ";
  private static final List<String> RAISED_TEX =
      List.of(
          "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "+", "-", "\\top ", "a", "b", "c", "d",
          "e", "h", "i", "j", "k", "m", "n", "p", "r", "s", "t", "x", "y", "z");
  private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";
  private static final String LOWERED_TEX = "0123456789+-aehijklmnoprstuvx";

  private static final Set<String> FUNCTIONS =
      Set.of(
          "ln", "log", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos",
          "arctan", "max", "min");
  private static final Set<String> OPERATORS =
      Set.of(
          "argmax",
          "argmin",
          "mean",
          "softmax",
          "erf",
          "arsinh",
          "arcosh",
          "artanh",
          "trunc",
          "sign",
          "round",
          "onehot",
          "reshape",
          "permute",
          "expand",
          "flip",
          "relu",
          "sigmoid",
          "softplus",
          "gelu",
          "floor",
          "sqrt",
          "rsqrt",
          "abs");

  private static final Map<String, String> SYMBOLS =
      Map.ofEntries(
          Map.entry("·", "\\cdot "),
          Map.entry("×", "\\times "),
          Map.entry("∘", "\\circ "),
          Map.entry("∗", "\\ast "),
          Map.entry("*", "\\ast "),
          Map.entry("−", "-"),
          Map.entry("±", "\\pm "),
          Map.entry("≤", "\\le "),
          Map.entry("≥", "\\ge "),
          Map.entry("≠", "\\ne "),
          Map.entry("≈", "\\approx "),
          Map.entry("←", "\\leftarrow "),
          Map.entry("→", "\\to "),
          Map.entry("∈", "\\in "),
          Map.entry("Σ", "\\sum "),
          Map.entry("∏", "\\prod "),
          Map.entry("∫", "\\int "),
          Map.entry("∂", "\\partial "),
          Map.entry("∇", "\\nabla "),
          Map.entry("∞", "\\infty "),
          Map.entry("½", "\\tfrac{1}{2}"),
          Map.entry("…", "\\dots "),
          Map.entry("′", "'"),
          Map.entry("⌊", "\\lfloor "),
          Map.entry("⌋", "\\rfloor "),
          Map.entry("⌈", "\\lceil "),
          Map.entry("⌉", "\\rceil "),
          Map.entry("Γ", "\\Gamma "),
          Map.entry("ψ", "\\psi "),
          Map.entry("|", "\\,|\\,"),
          Map.entry("α", "\\alpha "),
          Map.entry("β", "\\beta "),
          Map.entry("γ", "\\gamma "),
          Map.entry("δ", "\\delta "),
          Map.entry("ε", "\\varepsilon "),
          Map.entry("η", "\\eta "),
          Map.entry("λ", "\\lambda "),
          Map.entry("μ", "\\mu "),
          Map.entry("π", "\\pi "),
          Map.entry("σ", "\\sigma "),
          Map.entry("τ", "\\tau "),
          Map.entry("φ", "\\varphi "),
          Map.entry("Φ", "\\Phi "),
          Map.entry("{", "\\{"),
          Map.entry("}", "\\}"),
          Map.entry("%", "\\%"),
          Map.entry("#", "\\#"),
          Map.entry("$", "\\$"),
          Map.entry("&", "\\&"),
          Map.entry("~", "\\sim "),
          Map.entry("\\", "\\backslash "),
          Map.entry("_", "\\_"),
          Map.entry("^", "\\hat{\\ }"));

  private static final Map<Character, String> ACCENTS =
      Map.of('\u0302', "\\hat", '\u0303', "\\tilde", '\u0304', "\\bar", '\u0307', "\\dot");

  private static final Pattern DERIVATIVE = Pattern.compile("d(\\p{L})/d(\\p{L})");
  private static final Pattern NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)?)(?:[eE]([+−-]?\\d+))?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*");
  private static final Pattern DIFFERENTIAL = Pattern.compile("d[A-Z]");

  /// A piece of the result.
  ///
  /// @param tex how it is written
  /// @param bare the same without the parentheses around it
  /// @param role what may stand beside it
  private record Item(String tex, String bare, Role role) {
    static Item factor(String tex) {
      return new Item(tex, tex, Role.FACTOR);
    }
  }

  private enum Role {
    /// A number, a name, a group: may be the part of a fraction.
    FACTOR,
    /// `·` without spaces around, which binds as closely as the factors beside it.
    DOT,
    /// Words.
    TEXT,
    /// All else.
    OTHER
  }

  private final String text;
  private int at;

  private Translation(String text) {
    this.text = text;
  }

  static String of(String formula) {
    Translation translation = new Translation(formula);
    StringBuilder tex = new StringBuilder(translation.until("").strip());
    while (translation.at < formula.length()) {
      tex.append(translation.text.charAt(translation.at++)).append(translation.until(""));
    }
    return tex.toString();
  }

  /// Up to one of these closing characters, or the end.
  private String until(String closing) {
    List<Item> items = new ArrayList<>();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ')' || c == ']') {
        if (closing.indexOf(c) >= 0) {
          break;
        }
        at++;
        items.add(new Item(String.valueOf(c), String.valueOf(c), Role.OTHER));
      } else if (c == ' ') {
        at++;
      } else if (c == ',' && closing.isEmpty()) {
        at++;
        items.add(new Item(",\\quad ", ",", Role.OTHER));
      } else if (c == '/') {
        at++;
        divide(items);
      } else {
        items.add(scripted(atom()));
      }
    }
    return join(items);
  }

  private static String join(List<Item> items) {
    StringBuilder tex = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      if (item.role != Role.TEXT) {
        tex.append(item.tex);
        continue;
      }
      int end = i + 1;
      while (end < items.size() && items.get(end).role == Role.TEXT) {
        end++;
      }
      String words = items.subList(i, end).stream().map(Item::tex).collect(Collectors.joining());
      words = words.replace("  ", " ");
      words = i == 0 ? words.stripLeading() : words;
      words = end == items.size() ? words.stripTrailing() : words;
      tex.append("\\text{").append(words).append('}');
      i = end - 1;
    }
    return tex.toString();
  }

  /// Takes back the factors before the slash and reads the one after it.
  private void divide(List<Item> items) {
    skipSpaces();
    boolean noFactor = items.isEmpty() || items.getLast().role != Role.FACTOR;
    if (noFactor || at >= text.length() || isWord()) {
      items.add(new Item("\\ /", "/", Role.OTHER));
      return;
    }
    int from = items.size() - 1;
    while (from >= 2
        && items.get(from - 1).role == Role.DOT
        && items.get(from - 2).role == Role.FACTOR) {
      from -= 2;
    }
    List<Item> above = items.subList(from, items.size());
    String numerator = above.size() == 1 ? above.getFirst().bare : join(above);
    above.clear();
    items.add(Item.factor("\\frac{" + numerator + "}{" + factor().bare + "}"));
  }

  private boolean isWord() {
    Matcher word = WORD.matcher(text).region(at, text.length());
    return word.lookingAt()
        && word.end() - at > 1
        && !FUNCTIONS.contains(word.group())
        && !OPERATORS.contains(word.group());
  }

  /// One factor with its scripts; a sum takes the next factor.
  private Item factor() {
    skipSpaces();
    if (at < text.length() && text.charAt(at) == 'Σ') {
      at++;
      return Item.factor("\\sum " + factor().tex);
    }
    return scripted(atom());
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private Item atom() {
    if (at >= text.length()) {
      return Item.factor("");
    }
    char c = text.charAt(at);
    switch (c) {
      case '(' -> {
        return group(')');
      }
      case '[' -> {
        return group(']');
      }
      case '√' -> {
        at++;
        return Item.factor("\\sqrt{" + factor().bare + "}");
      }
      default -> {}
    }
    Matcher derivative = DERIVATIVE.matcher(text).region(at, text.length());
    if (derivative.lookingAt()) {
      return derivative(derivative);
    }
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (number.lookingAt()) {
      at = number.end();
      String power = number.group(2);
      return Item.factor(
          power == null
              ? number.group(1)
              : number.group(1) + " \\cdot 10^{" + power.replace('−', '-') + "}");
    }
    Matcher word = WORD.matcher(text).region(at, text.length());
    if (word.lookingAt()) {
      at = word.end();
      return word(word.group());
    }
    return symbol();
  }

  private Item group(char close) {
    String open = String.valueOf(text.charAt(at++));
    String inside = until(String.valueOf(close));
    if (at >= text.length()) {
      // Never closed: the bracket stands for itself.
      return new Item(open + inside, open + inside, Role.OTHER);
    }
    at++;
    boolean tall = inside.contains("\\frac") || inside.contains("\\sum");
    String tex = tall ? "\\left" + open + inside + "\\right" + close : open + inside + close;
    return new Item(tex, close == ')' ? inside : tex, Role.FACTOR);
  }

  /// `dC/dA`, with what names the element below: `dC/dAᵢ`, `dC/dA[i]`.
  private Item derivative(Matcher matcher) {
    at = matcher.end();
    StringBuilder below = new StringBuilder(matcher.group(2)).append(scripts(LOWERED));
    if (at < text.length() && text.charAt(at) == '[') {
      below.append(atom().tex);
    }
    return Item.factor("\\frac{\\partial " + matcher.group(1) + "}{\\partial " + below + "}");
  }

  private Item word(String word) {
    if (word.length() == 1) {
      return Item.factor(accented(word));
    }
    if (FUNCTIONS.contains(word)) {
      return new Item("\\" + word + " ", "\\" + word + " ", Role.OTHER);
    }
    if (OPERATORS.contains(word)) {
      String tex = "\\operatorname{" + word + "}";
      return new Item(tex, tex, Role.OTHER);
    }
    if (DIFFERENTIAL.matcher(word).matches()) {
      return Item.factor("\\mathrm{d}" + word.charAt(1));
    }
    // Words keep the spaces around them, which mathematics does not show.
    int start = at - word.length();
    String before = start > 0 && text.charAt(start - 1) == ' ' ? " " : "";
    String after = at < text.length() && text.charAt(at) == ' ' ? " " : "";
    String tex = before + word.replace("_", "\\_") + after;
    return new Item(tex, tex, Role.TEXT);
  }

  /// A letter with the mark above it, such as X̂.
  private String accented(String letter) {
    String accent = at < text.length() ? ACCENTS.getOrDefault(text.charAt(at), "") : "";
    at += accent.isEmpty() ? 0 : 1;
    return accent.isEmpty() ? letter : accent + "{" + letter + "}";
  }

  private Item symbol() {
    int c = text.codePointAt(at);
    String symbol = Character.toString(c);
    boolean close = at > 0 && text.charAt(at - 1) != ' ';
    at += symbol.length();
    if (symbol.equals("^") && at < text.length() && text.charAt(at) == '(') {
      Item power = atom();
      return new Item("^{" + power.bare + "}", power.bare, Role.OTHER);
    }
    if (symbol.equals("+") && text.startsWith("=", at)) {
      at++;
      return new Item("\\mathrel{+}=", "", Role.OTHER);
    }
    String tex = SYMBOLS.getOrDefault(symbol, symbol);
    if (symbol.equals("·")) {
      return new Item(tex, tex, close ? Role.DOT : Role.OTHER);
    }
    if (Character.isLetter(c) && !symbol.equals("Σ") || symbol.equals("½")) {
      boolean known = SYMBOLS.containsKey(symbol) || c < 128;
      return Item.factor(known ? tex : "\\text{" + symbol + "}");
    }
    if (Character.getType(c) == Character.NON_SPACING_MARK) {
      return new Item("", "", Role.OTHER);
    }
    boolean plain = c < 128 || SYMBOLS.containsKey(symbol);
    return new Item(plain ? tex : "\\text{" + symbol + "}", tex, Role.OTHER);
  }

  /// The item with the raised and lowered characters after it.
  private Item scripted(Item item) {
    if (at >= text.length() || item.role == Role.TEXT) {
      return item;
    }
    StringBuilder scripts = new StringBuilder();
    while (at < text.length()) {
      int before = at;
      scripts.append(scripts(LOWERED));
      while (text.startsWith("′", at)) {
        scripts.append('\'');
        at++;
      }
      scripts.append(scripts(RAISED));
      if (at == before) {
        break;
      }
    }
    if (scripts.isEmpty()) {
      return item;
    }
    String tex = item.tex.stripTrailing() + scripts;
    return new Item(item.role == Role.OTHER ? tex + " " : tex, tex, item.role);
  }

  private String scripts(String alphabet) {
    StringBuilder script = new StringBuilder();
    while (at < text.length() && alphabet.indexOf(text.charAt(at)) >= 0) {
      int place = alphabet.indexOf(text.charAt(at++));
      script.append(alphabet.equals(RAISED) ? RAISED_TEX.get(place) : LOWERED_TEX.charAt(place));
    }
    String sign = alphabet.equals(RAISED) ? "^{" : "_{";
    return script.isEmpty() ? "" : sign + script.toString().strip() + "}";
  }
}
