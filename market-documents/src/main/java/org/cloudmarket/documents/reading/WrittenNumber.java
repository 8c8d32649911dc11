package org.cloudmarket.documents.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;

/** Numbers that remember how somebody wrote them, so that a fault can show what stands there. */
final class WrittenNumber {

  private WrittenNumber() {}

  /** The number, whose text is the word that was written. */
  static JsonNode of(JsonNode number, String word) {
    if (number.asText().equals(word)) {
      return number;
    }
    return switch (number) {
      case IntNode whole -> new WrittenInt(whole.intValue(), word);
      case LongNode whole -> new WrittenLong(whole.longValue(), word);
      case BigIntegerNode whole -> new WrittenBigInteger(whole, word);
      default -> new WrittenDecimal(number, word);
    };
  }

  private static final class WrittenInt extends IntNode {
    private static final long serialVersionUID = 1;
    private final String word;

    WrittenInt(int value, String word) {
      super(value);
      this.word = word;
    }

    @Override
    public String asText() {
      return word;
    }
  }

  private static final class WrittenLong extends LongNode {
    private static final long serialVersionUID = 1;
    private final String word;

    WrittenLong(long value, String word) {
      super(value);
      this.word = word;
    }

    @Override
    public String asText() {
      return word;
    }
  }

  private static final class WrittenBigInteger extends BigIntegerNode {
    private static final long serialVersionUID = 1;
    private final String word;

    WrittenBigInteger(BigIntegerNode value, String word) {
      super(value.bigIntegerValue());
      this.word = word;
    }

    @Override
    public String asText() {
      return word;
    }
  }

  private static final class WrittenDecimal extends DecimalNode {
    private static final long serialVersionUID = 1;
    private final String word;

    WrittenDecimal(JsonNode value, String word) {
      super(value.decimalValue());
      this.word = word;
    }

    @Override
    public String asText() {
      return word;
    }
  }
}
