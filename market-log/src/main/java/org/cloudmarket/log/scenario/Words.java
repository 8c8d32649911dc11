package org.cloudmarket.log.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;

/** Lists of ids and months as a canonical document has them. */
final class Words {

  private Words() {}

  static ArrayNode ids(Collection<String> ids) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    ids.forEach(list::add);
    return list;
  }

  static ArrayNode words(Collection<? extends Kebab> words) {
    return ids(words.stream().map(Kebab::id).toList());
  }

  /** In the model an empty set means all of them; a document says so. */
  static JsonNode idsOrAll(Collection<String> ids) {
    return ids.isEmpty() ? TextNode.valueOf(Fields.ALL) : ids(ids);
  }

  static JsonNode wordsOrAll(Collection<? extends Kebab> words) {
    return words.isEmpty() ? TextNode.valueOf(Fields.ALL) : words(words);
  }

  static String monthOrNever(int month) {
    return month == Months.NEVER ? Fields.NEVER : Months.text(month);
  }
}
