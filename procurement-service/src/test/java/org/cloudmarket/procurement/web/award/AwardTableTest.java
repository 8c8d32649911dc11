package org.cloudmarket.procurement.web.award;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.procurement.SmallMarket;
import org.junit.jupiter.api.Test;

class AwardTableTest {

  @Test
  void everyFieldOfEveryOutcomeHasItsColumn() throws IOException {
    Set<String> fields = new TreeSet<>();
    for (Message message : SmallMarket.messages("run")) {
      if (message instanceof Decided) {
        add("", new ObjectMapper().readTree(SmallMarket.record(message, 0, 0).value()), fields);
      }
    }

    assertThat(fields).contains("winner", "scores.taste", "runnerUpTotal");
    assertThat(AwardTable.FIELDS).containsAll(fields).doesNotHaveDuplicates();
  }

  private static void add(String prefix, JsonNode map, Set<String> into) {
    map.properties()
        .forEach(
            field -> {
              if (field.getValue().isObject()) {
                add(prefix + field.getKey() + ".", field.getValue(), into);
              } else {
                into.add(prefix + field.getKey());
              }
            });
  }
}
