package org.cloudmarket.frame.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PageTest {

  private static final List<String> ALL = List.of("a", "b", "c", "d", "e");

  @Test
  void pagesFollowEachOtherWithoutGapOrRepeat() {
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      Page<String> page = Page.of(ALL, Function.identity(), after, 2);
      seen.addAll(page.items());
      after = page.next();
    } while (!after.isEmpty());

    assertThat(seen).isEqualTo(ALL);
  }

  @Test
  void theLastPageLeadsNowhere() {
    assertThat(Page.of(ALL, Function.identity(), "", 5).next()).isEmpty();
    assertThat(Page.of(ALL, Function.identity(), "e", 5).items()).isEmpty();
  }
}
