package org.cloudmarket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void twoBasesFortyApartShareNoPort() {
    var first = Ports.from(20_000);
    var second = Ports.from(20_040);

    assertThat(first).isEqualTo(new Ports(20_000, 20_001, 20_002, 20_012, 20_013, 20_032));
    assertThat(second.procurement()).isGreaterThan(first.postgresql());
  }

  @Test
  void aBaseThatLeavesNoRoomIsRefused() {
    assertThat(Ports.from(Ports.HIGHEST_BASE).postgresql()).isEqualTo(65_535);
    assertThatThrownBy(() -> Ports.from(Ports.HIGHEST_BASE + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
