package org.cloudmarket.procurement.web.award;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.cloudmarket.frame.web.Table.Column;
import org.cloudmarket.frame.web.Table.Kind;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.procurement.SmallMarket;
import org.junit.jupiter.api.Test;

class AwardTableTest {

  @Test
  void everyFieldOfEveryOutcomeHasItsColumn() throws IOException {
    Set<Column> fields = new HashSet<>();
    for (Message message : SmallMarket.messages("run")) {
      if (message instanceof Decided) {
        add("", new ObjectMapper().readTree(SmallMarket.record(message, 0, 0).value()), fields);
      }
    }

    assertThat(fields)
        .contains(
            Column.text("winner"),
            Column.whole("scores.taste"),
            Column.whole("runnerUpTotal"),
            Column.flag("forced"));
    assertThat(AwardTable.FIELDS).containsAll(fields).doesNotHaveDuplicates();
  }

  /** What is missing in a record may be of any kind. */
  private static void add(String prefix, JsonNode map, Set<Column> into) {
    map.properties()
        .forEach(
            field -> {
              if (field.getValue().isObject()) {
                add(prefix + field.getKey() + ".", field.getValue(), into);
              } else if (!field.getValue().isNull()) {
                into.add(new Column(prefix + field.getKey(), kind(field.getValue())));
              }
            });
  }

  private static Kind kind(JsonNode value) {
    if (value.isBoolean()) {
      return Kind.FLAG;
    }
    return value.isIntegralNumber() ? Kind.WHOLE : value.isNumber() ? Kind.NUMBER : Kind.TEXT;
  }
}
