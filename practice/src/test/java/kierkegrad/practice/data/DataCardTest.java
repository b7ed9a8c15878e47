package kierkegrad.practice.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCardTest {
  private static final String TABLE = "a,b\n1,x\n2,y\n,z\n";

  @TempDir private Path dir;

  /// The digest of the bytes 00000001 31 00000001 32 00000000, by Python's hashlib.
  @Test
  void aColumnsFingerprintIsThatOfItsCells() throws IOException {
    DataCard card = card(TABLE);

    assertThat(card.rows()).isEqualTo(3);
    assertThat(card.parts().getFirst())
        .isEqualTo(
            new DataCard.Part(
                "a",
                "numeric",
                1,
                "d3b943118292da2c64962a1fa974293f9e161813eefd165445ac33cd2f6b61c3"));
    assertThat(card.parts().getLast().kind()).isEqualTo("categorical");
  }

  @Test
  void theSameCellsInAnotherFileAreTheSame() throws IOException {
    Path packed = dir.resolve("other.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("\"a\";\"b\"\r\n1;x\r\n\r\n2;\"y\"\r\n;z\r\n".getBytes());
    }
    DataCard other = Source.of(packed.toString()).card();

    assertThat(card(TABLE).differences(other)).isEmpty();
    assertThat(other.sha256()).isEqualTo(card(TABLE).sha256());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b;1,x;2,y;,w| b has other values",
        "a,b;1,x;2,y| it has 2 rows instead of 3",
        "a,c;1,x;2,y;,z| b is missing; c is new",
        "b,a;x,1;y,2;z,| its columns are in another order",
        "a,b;1,3;2,4;,5| b is numeric instead of categorical",
        "a,b;1,x;,y;2,z| a has other values",
      })
  void namesWhatDiffers(String text, String differences) throws IOException {
    assertThat(String.join("; ", card(TABLE).differences(card(text.replace(";", "\n") + "\n"))))
        .isEqualTo(differences);
  }

  private DataCard card(String text) throws IOException {
    Path file = dir.resolve("t.csv");
    Files.writeString(file, text);
    return Source.of(file.toString()).card();
  }
}
