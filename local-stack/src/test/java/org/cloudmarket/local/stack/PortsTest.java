package org.cloudmarket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void theFirstReplicasStandWherePeopleExpectThem() {
    var standard = Ports.standard();

    assertThat(standard.of(new Replica(Service.PROCUREMENT, 1))).isEqualTo(8080);
    assertThat(standard.of(new Replica(Service.POLICY, 1))).isEqualTo(8081);
    assertThat(standard.of(new Replica(Service.PROVIDER, 1))).isEqualTo(8082);
  }

  @Test
  void eachFurtherReplicaIsThreePortsHigher() {
    var ports = Ports.from(20_000);

    assertThat(ports.of(new Replica(Service.PROCUREMENT, 2))).isEqualTo(20_003);
    assertThat(ports.of(new Replica(Service.POLICY, 3))).isEqualTo(20_007);
    assertThat(ports.of(new Replica(Service.PROVIDER, 4))).isEqualTo(20_011);
  }

  @Test
  void twoBasesFortyApartShareNoPort() {
    var all = new HashSet<Integer>();
    int count = 0;
    for (var ports : Set.of(Ports.from(20_000), Ports.from(20_040))) {
      for (var replica : Replica.of(EnumSet.allOf(Service.class), Replica.MOST)) {
        all.add(ports.of(replica));
        count++;
      }
      all.addAll(Set.of(ports.broker(), ports.controller(), ports.postgresql()));
      count += 3;
    }

    assertThat(all).hasSize(count);
  }

  @Test
  void aBaseThatLeavesNoRoomIsRefused() {
    assertThat(Ports.from(Ports.HIGHEST_BASE).postgresql()).isEqualTo(65_535);
    assertThatThrownBy(() -> Ports.from(Ports.HIGHEST_BASE + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
