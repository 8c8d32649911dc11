package org.cloudmarket.frame.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void whatPrintsStays() {
    assertThat(Printable.text("{\"city\": \"天津\", \"fen\": 1}".getBytes(UTF_8), 100))
        .isEqualTo("{\"city\": \"天津\", \"fen\": 1}");
  }

  @Test
  void whatDoesNotIsReplaced() {
    assertThat(Printable.text(new byte[] {'a', 0, 'b', 27, '[', (byte) 0xff, '\n', 'c'}, 100))
        .isEqualTo("a\uFFFDb\uFFFD[\uFFFD\uFFFDc");
    assertThat(Printable.text("a\u202Eb\uD800c\u0085", 100)).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
  }

  @Test
  void onlyTheBeginningIsKept() {
    assertThat(Printable.text(new byte[5_000_000], 7)).isEqualTo("\uFFFD".repeat(7));
    assertThat(Printable.text("天津天津".getBytes(UTF_8), 3)).isEqualTo("天津天");
    assertThat(Printable.text("天津天津", 3)).isEqualTo("天津天");
  }

  @Test
  void nothingIsTheEmptyText() {
    assertThat(Printable.text((byte[]) null, 10)).isEmpty();
    assertThat(Printable.text(new byte[0], 10)).isEmpty();
  }
}
