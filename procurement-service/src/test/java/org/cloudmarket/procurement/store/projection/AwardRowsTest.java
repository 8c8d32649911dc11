package org.cloudmarket.procurement.store.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.junit.jupiter.api.Test;

class AwardRowsTest {

  private static String line(String record) {
    StringBuilder lines = new StringBuilder();
    AwardRows.line(
        new ProjectionBatch.Award(
            new ComplaintFiled(
                "run-one",
                3,
                Months.parse("2021-09"),
                "b-7-c2",
                Segment.BANK,
                "tianjin",
                "alibaba-cloud",
                List.of("mandate")),
            new ConsumerRecord<>(
                "awards", 3, 1042, new byte[0], record.getBytes(StandardCharsets.UTF_8))),
        lines);
    return lines.toString();
  }

  @Test
  void aRowIsALineOfValuesPartedByTabs() {
    assertThat(line("{\"city\":\"天津\"}"))
        .isEqualTo(
            "run-one\t24260\t3\t1042\tcomplaint-filed\tbank\ttianjin\talibaba-cloud\tf\tb-7-c2\t"
                + "{\"city\":\"天津\"}\n");
  }

  @Test
  void whatPartsValuesAndLinesIsEscapedWithinThem() {
    assertThat(line("{\t\"a\" :\r\n\"\\\"\\u0000\" }"))
        .endsWith("\tb-7-c2\t{\\t\"a\" :\\r\\n\"\\\\\"\\\\u0000\" }\n")
        .containsOnlyOnce("\n");
  }
}
