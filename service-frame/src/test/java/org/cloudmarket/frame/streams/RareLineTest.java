package org.cloudmarket.frame.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RareLineTest {

  private final List<String> log = new ArrayList<>();
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
  private final RareLine line = new RareLine(log::add, clock::get);

  @Test
  void aFloodIsOneLineAndLaterItsCount() {
    line.write("one");
    line.write("two");
    line.write("three");
    assertThat(log).containsExactly("one");

    clock.addAndGet(Duration.ofSeconds(10).toNanos());
    line.write("four");

    assertThat(log).containsExactly("one", "four (and 2 others since the last line)");
  }

  @Test
  void aStrangersTextMakesNoLineOfItsOwn() {
    line.write("unknown type 'x\n09:00 ERROR all is lost\u001b[31m'");

    assertThat(log).containsExactly("unknown type 'x\uFFFD09:00 ERROR all is lost\uFFFD[31m'");
  }

  @Test
  void whatIsRareIsWrittenAsItIs() {
    line.write("one");
    clock.addAndGet(Duration.ofMinutes(1).toNanos());
    line.write("two");

    assertThat(log).containsExactly("one", "two");
  }
}
