package org.cloudmarket.documents.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;

/** Lists of ids and words, and months, as a canonical document has them. */
public final class CanonicalValues {

  private CanonicalValues() {}

  public static ArrayNode ids(Collection<String> ids) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    ids.forEach(list::add);
    return list;
  }

  public static ArrayNode words(Collection<? extends Kebab> words) {
    return ids(words.stream().map(Kebab::id).toList());
  }

  /** In the model an empty set means all of them; a document says so. */
  public static JsonNode idsOrAll(Collection<String> ids) {
    return ids.isEmpty() ? TextNode.valueOf(Fields.ALL) : ids(ids);
  }

  public static JsonNode wordsOrAll(Collection<? extends Kebab> words) {
    return words.isEmpty() ? TextNode.valueOf(Fields.ALL) : words(words);
  }

  public static String monthOrNever(int month) {
    return month == Months.NEVER ? Fields.NEVER : Months.text(month);
  }
}
