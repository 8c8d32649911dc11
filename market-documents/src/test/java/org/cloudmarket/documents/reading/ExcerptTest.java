package org.cloudmarket.documents.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void whatATerminalWouldObeyIsShownAsAnEscape() {
    assertThat(Excerpt.printable("a\u001b[2Jb\rc\u009bd\ne"))
        .isEqualTo("a\\u001b[2Jb\\u000dc\\u009bd\ne");
    assertThat(Excerpt.printable("Größe 市场")).isEqualTo("Größe 市场");
  }
}
