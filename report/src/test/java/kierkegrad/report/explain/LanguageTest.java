package kierkegrad.report.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kierkegrad.explain.Kind;
import kierkegrad.report.page.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No word is missing in any language, left in English, or asked for without being there.
class LanguageTest {
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  @ParameterizedTest
  @EnumSource
  void hasEveryWord(Language language) {
    assertThat(language.words().keySet()).isEqualTo(Language.EN.words().keySet());
    language.words().forEach((key, word) -> assertThat(word).as(key).isNotBlank());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EN")
  void isTranslated(Language language) {
    List<String> same =
        language.words().entrySet().stream()
            .filter(word -> word.getValue().equals(Language.EN.words().get(word.getKey())))
            .map(word -> word.getKey() + " = " + word.getValue())
            .toList();

    assertThat(same).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void fillsInTheSameThings(Language language) {
    language
        .words()
        .forEach((key, word) ->
            assertThat(places(word))
                .as(key)
                .isEqualTo(places(Language.EN.words().getOrDefault(key, ""))));
  }

  private static Set<String> places(String word) {
    return PLACE.matcher(word).results().map(m -> m.group(1)).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource
  void whatThePageSaysIsThere(Language language) {
    Set<String> asked = new TreeSet<>();
    Pattern say = Pattern.compile("say\\((?:[^()']*\\? )?'([\\w.]+)'(?: : '([\\w.]+)')?[,)]");
    for (String script : ExplainPage.SCRIPTS) {
      Matcher matcher = say.matcher(Resources.text(ExplainPage.class, script));
      while (matcher.find()) {
        asked.add(matcher.group(1));
        if (matcher.group(2) != null) {
          asked.add(matcher.group(2));
        }
      }
    }
    Pattern slot = Pattern.compile("\\{([a-z.]+)}");
    slot.matcher(Resources.text(ExplainPage.class, "explain.html"))
        .results()
        .forEach(m -> asked.add(m.group(1)));
    Arrays.stream(Kind.values())
        .filter(kind -> kind != Kind.OPERATION && kind != Kind.DUPLICATE)
        .forEach(kind -> asked.add("kind." + kind.name().toLowerCase(Locale.ROOT)));
    List.of("forward", "gradient").forEach(side -> asked.add("graph." + side));
    List.of("forward", "backward", "update").forEach(phase -> asked.add("phase." + phase));
    List.of("η", "μ", "τ", "λ", "β₁", "β₂", "ε", "t").forEach(s -> asked.add("setting." + s));
    asked.addAll(List.of("title", "subtitle", "min", "mean", "max", "norm"));

    assertThat(asked).hasSizeGreaterThan(40);
    assertThat(language.words().keySet()).containsAll(asked);
    Set<String> said = new TreeSet<>(language.words().keySet());
    said.removeIf(key -> key.startsWith("formula."));
    assertThat(asked).as("words that nobody says").containsAll(said);
  }
}
