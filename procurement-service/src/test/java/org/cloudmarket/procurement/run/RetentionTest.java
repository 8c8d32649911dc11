package org.cloudmarket.procurement.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.cloudmarket.procurement.config.TestSettings;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static void keeping(Map<String, String> settings) {
    new Retention(null, null, null, null, new SimpleMeterRegistry(), TestSettings.of(settings));
  }

  @Test
  void nobodyHasToSayForHowLongAnythingIsKept() {
    assertThatCode(() -> keeping(Map.of())).doesNotThrowAnyException();
  }

  @Test
  void whatIsKeptIsKeptForAnHourAtTheLeast() {
    assertThatCode(
            () ->
                keeping(
                    Map.of(
                        "procurement.retention.runs", "1H",
                        "procurement.retention.experiments", "30D")))
        .doesNotThrowAnyException();

    assertThatThrownBy(() -> keeping(Map.of("procurement.retention.runs", "59M")))
        .hasMessage("procurement.retention.runs is PT59M; it can be PT1H at the least");
    assertThatThrownBy(() -> keeping(Map.of("procurement.retention.experiments", "-30D")))
        .hasMessageContaining("procurement.retention.experiments is PT-720H");
    assertThatThrownBy(() -> keeping(Map.of("procurement.retention.pause", "0S")))
        .hasMessageContaining("procurement.retention.pause is PT0S");
  }
}
