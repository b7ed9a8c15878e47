package kierkegrad.report.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.Adam;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.SGD;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every number on the page of the lecture's network can be computed from the numbers around it.
class RecomputeTest {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"explanation\">(.*?)</script>");

  private static String json(ExplainPage page) {
    Matcher data = DATA.matcher(page.page().html());
    assertThat(data.find()).isTrue();
    return data.group(1);
  }

  private static int checked(String json) {
    JsonNode page = JsonMapper.shared().readTree(json);
    return new Recheck(page).all();
  }

  private static String iris(Function<List<Parameter>, Optimizer> optimizer, int steps) {
    return json(Samples.iris(optimizer, steps));
  }

  @Test
  void withPlainDescent() {
    assertThat(checked(iris(p -> new SGD(p, 0.05), 1))).isGreaterThan(500);
  }

  @Test
  void withMomentumInTheThirdStep() {
    assertThat(checked(iris(p -> new SGD(p, new SGD.Options(0.05).withMomentum(0.9)), 3)))
        .isGreaterThan(500);
  }

  @Test
  void withAdamInTheFirstAndInTheThirdStep() {
    assertThat(checked(iris(p -> new Adam(p, 0.001), 1))).isGreaterThan(800);
    assertThat(checked(iris(p -> new Adam(p, 0.001), 3))).isGreaterThan(800);
  }

  @Test
  void withComposedActivationFunctions() {
    assertThat(checked(json(ExplainPage.of(Samples.composed())))).isGreaterThan(500);
  }

  @Test
  void inADiamondWhoseGradientsAddUp() {
    assertThat(checked(json(ExplainPage.of(Samples.diamond())))).isGreaterThan(60);
  }

  /// Any number that is wrong in the tenth digit is found.
  @Test
  void aWrongNumberIsFound() {
    String json = iris(p -> new SGD(p, 0.05), 1);
    Matcher numbers = Pattern.compile("0\\.\\d{12,}").matcher(json);
    int wrong = 0;
    for (int i = 0; numbers.find(); i++) {
      if (i % 53 == 0) {
        String number = numbers.group();
        char digit = number.charAt(10) == '9' ? '0' : (char) (number.charAt(10) + 1);
        String changed =
            json.substring(0, numbers.start())
                + number.substring(0, 10)
                + digit
                + number.substring(11)
                + json.substring(numbers.end());
        assertThatThrownBy(() -> checked(changed)).as(number).isInstanceOf(AssertionError.class);
        wrong++;
      }
    }
    assertThat(wrong).isGreaterThan(10);
  }
}
