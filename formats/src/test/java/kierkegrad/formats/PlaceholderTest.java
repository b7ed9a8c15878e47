package kierkegrad.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceholderTest {
  @Test
  void readsCsvAndJson() {
    assertThat(Placeholder.records("a,b\nc,d\n")).isEqualTo(2);
    assertThat(Placeholder.name("{\"name\": \"iris\"}")).isEqualTo("iris");
  }
}
