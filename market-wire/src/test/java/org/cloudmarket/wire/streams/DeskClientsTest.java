package org.cloudmarket.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeskClientsTest {

  private final DeskClients clients =
      new DeskClients(Desks.policy(), "policy-service-policy-service-2", _ -> {});

  @Test
  void aProcessThatIsStartedAgainNamesItsTransactionsAsBefore() {
    String before = "policy-service-0c2a6f1e-6f0a-4b59-9d5c-0a4a3f1f7e11-2";
    String after = "policy-service-7d1b94c2-18a3-4b0e-8a51-55f0a9d0c3ab-2";

    assertThat(clients.transactionsOf(after))
        .isEqualTo(clients.transactionsOf(before))
        .isEqualTo("policy-service-policy-service-2-2");
  }

  @Test
  void eachThreadHasTransactionsOfItsOwn() {
    String process = "policy-service-0c2a6f1e-6f0a-4b59-9d5c-0a4a3f1f7e11";

    assertThat(clients.transactionsOf(process + "-1"))
        .isNotEqualTo(clients.transactionsOf(process + "-2"));
  }
}
