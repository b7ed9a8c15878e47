package kierkegrad.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import kierkegrad.report.browser.Browser;
import kierkegrad.report.browser.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {
  @TempDir private Path folder;

  /// The browser's own decoder is the judge.
  @Test
  void aBrowserSeesTheSamePixels() throws IOException {
    byte[] grey = {0, 10, (byte) 200, (byte) 255, 128 - 256, 7};
    Path file = folder.resolve("page.html");
    new Page("Picture").add(new Picture(3, 2, grey, "six \"pixels\"")).write(file);
    try (Browser browser = Browser.start()) {
      browser.open(file, new Screen(390, false));
      assertThat(browser.faults()).isEmpty();
      assertThat(
              browser.run(
                  """
                  const image = document.querySelector('img');
                  const canvas = document.createElement('canvas');
                  canvas.width = 3;
                  canvas.height = 2;
                  const context = canvas.getContext('2d');
                  context.drawImage(image, 0, 0, 3, 2);
                  const rgba = context.getImageData(0, 0, 3, 2).data;
                  return [...rgba].filter((_, i) => i % 4 === 0).join() + ' ' + image.alt;
                  """))
          .isEqualTo("0,10,200,255,128,7 six \"pixels\"");
    }
  }

  @Test
  void pixelsMustFillIt() {
    assertThatThrownBy(() -> new Picture(2, 2, new byte[3], ""))
        .hasMessage("picture: 3 pixels do not fill 2 x 2");
  }
}
