package org.cloudmarket.frame.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskSettingsTest {

  @Test
  void aProcessIsCalledWhatKafkaCanKnowItBy() {
    assertThat(DeskSettings.named("provider-service-7c9.x_2"))
        .isEqualTo("provider-service-7c9.x_2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host:8080", "two words", "größe"})
  void anyOtherNameIsRefusedWithWhatItMayBe(String name) {
    assertThatThrownBy(() -> DeskSettings.named(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SERVICE_INSTANCE is '" + name + "'")
        .hasMessageContaining("letters, digits");
  }
}
