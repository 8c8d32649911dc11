package org.cloudmarket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplicaTest {

  @Test
  void theFirstIsCalledAsTheServiceIsAndTheOthersByNumber() {
    assertThat(Replica.of(Set.of(Service.PROVIDER, Service.POLICY), 2))
        .extracting(Replica::label)
        .containsExactly(
            "policy-service", "policy-service-2", "provider-service", "provider-service-2");
  }

  @Test
  void moreThanOneMachineHoldsIsRefused() {
    assertThatThrownBy(() -> new Replica(Service.POLICY, Replica.MOST + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
