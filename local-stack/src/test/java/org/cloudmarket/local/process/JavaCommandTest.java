package org.cloudmarket.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaCommandTest {

  private static final String OURS = "-XX:+UseSerialGC";

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
  void aCollectorThatTheUserChoseIsTheOnlyOne(String variable) {
    for (var chosen : new String[] {"-XX:+UseG1GC", "-Xms1m -XX:+UseZGC -Dx=y"}) {
      assertThat(JavaCommand.collector(OURS, Map.of(variable, chosen))).isEmpty();
    }
  }

  @Test
  void otherOptionsOfTheUserLeaveOurs() {
    assertThat(JavaCommand.collector(OURS, Map.of())).containsExactly(OURS);
    assertThat(
            JavaCommand.collector(
                OURS, Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g -XX:-UseG1GC -XX:+UseNUMA")))
        .containsExactly(OURS);
  }
}
