package org.cloudmarket.procurement.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.procurement.store.award.OutcomeType;
import org.junit.jupiter.api.Test;

class EventBufferTest {

  private final EventBuffer events = new EventBuffer();

  private void add(long offset, OutcomeType type, String json) {
    events.add(
        new TreeMap<>(Map.of(3, 1042L, 11, offset)), type, json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void eventsStandOneBehindTheOther() {
    add(7, OutcomeType.CONTRACT_AWARDED, "{\"city\":\"天津\"}");
    add(8, OutcomeType.TENDER_FAILED, "{}");

    assertThat(new String(events.take(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            id:3-1042.11-7
            event:contract-awarded
            data:{"city":"天津"}

            id:3-1042.11-8
            event:tender-failed
            data:{}

            """);
    assertThat(events.size()).isZero();
    assertThat(events.take()).isEmpty();
  }

  @Test
  void anEventIsAsLargeAsItsRecord() {
    String large = "{\"padding\":\"" + "x".repeat(1 << 20) + "\"}";

    add(7, OutcomeType.COMPLAINT_FILED, large);

    assertThat(new String(events.take(), StandardCharsets.UTF_8))
        .endsWith("\ndata:" + large + "\n\n");
  }
}
