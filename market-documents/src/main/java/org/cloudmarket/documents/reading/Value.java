package org.cloudmarket.documents.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Currency;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.model.market.Currencies;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.soundness.Pointer;

/**
 * One value of a document while it is read. What is not as it should be is noted as a fault, and a
 * stand-in is the answer.
 */
public record Value(String pointer, JsonNode node, Faults faults) {

  /** The stand-in for a month. */
  private static final int NO_MONTH = Months.of(1900, 1);

  /** What a value is, in the words of those who write documents. */
  public static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "a map";
      case ARRAY -> "a list";
      case STRING -> "the text '" + Excerpt.quoted(node.textValue()) + "'";
      case NUMBER -> "the number " + Excerpt.quoted(node.asText());
      case BOOLEAN -> node.asText();
      case NULL, MISSING -> "nothing";
      case BINARY, POJO -> "something that is not data";
    };
  }

  static String notAnId(String text) {
    return "'"
        + Excerpt.quoted(text)
        + "' is no id: ids are kebab-case such as alibaba-cloud, of at most "
        + Ids.MAX_LENGTH
        + " characters";
  }

  private void fault(String detail) {
    faults.add(pointer, detail);
  }

  /** Finds fault with it, and says what it is and what it is not. */
  public void isNot(String expected) {
    misread("is " + kind(node) + ", " + expected);
  }

  private void misread(String detail) {
    faults.misread(pointer, node.asText(), detail);
  }

  boolean is(String word) {
    return node.isTextual() && node.textValue().equals(word);
  }

  String text(int longest) {
    if (!node.isTextual()) {
      isNot("not text; put it in quotes if it is meant as text");
      return "";
    }
    String text = node.textValue();
    if (text.length() > longest) {
      fault("has " + text.length() + " characters; at most " + longest + " fit");
    }
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      fault("holds a character that is no text: a zero byte or half of a surrogate pair");
      return "";
    }
    text.replace("\r\n", "\n")
        .chars()
        .filter(each -> Character.isISOControl(each) && each != '\n' && each != '\t')
        .findFirst()
        .ifPresent(control -> fault("holds " + OddCharacters.named(control)));
    return text;
  }

  /** A text that names something and is not empty, if it is one. */
  public Optional<String> name(String what) {
    if (!node.isTextual() || node.textValue().isEmpty()) {
      isNot("not " + what + Scalars.quotesHint(node));
      return Optional.empty();
    }
    return Optional.of(node.textValue());
  }

  /** A new id, which nothing needs to know. */
  String newId() {
    String id = text(Integer.MAX_VALUE);
    if (node.isTextual() && !Ids.valid(id)) {
      misread(notAnId(id));
    }
    return id;
  }

  /** The id of something that is known. */
  public String id(String what, Collection<String> known) {
    if (!node.isTextual()) {
      isNot("not the id of " + Nouns.a(what) + Scalars.quotesHint(node));
      return "";
    }
    String id = node.textValue();
    if (!known.contains(id)) {
      misread(faults.unknown(what, id, known));
    }
    return id;
  }

  /** Ids of things that are known, each once. */
  SortedSet<String> ids(String what, Collection<String> known, String otherwise) {
    SortedSet<String> ids = new TreeSet<>();
    if (!node.isArray()) {
      isNot("not a list such as [one, other]" + otherwise);
      return ids;
    }
    for (int i = 0; i < node.size(); i++) {
      Value element = new Value(Pointer.to(pointer, i), node.get(i), faults);
      String id = element.id(what, known);
      if (!ids.add(id) && !id.isEmpty()) {
        element.fault("names the " + what + " '" + Excerpt.quoted(id) + "' a second time");
      }
    }
    return ids;
  }

  /** A word of the model. */
  <E extends Enum<E> & Kebab> E word(String what, Class<E> type) {
    return Kebab.find(type, id(what, Kebab.ids(type))).orElse(type.getEnumConstants()[0]);
  }

  /** A currency; the yuan is the stand-in. */
  Currency currency() {
    String codes = "; write an ISO 4217 code such as CNY or EUR";
    if (!node.isTextual()) {
      isNot("not a currency" + codes);
      return Currencies.CNY;
    }
    String code = node.textValue();
    Optional<Currency> currency = Currencies.find(code);
    if (currency.isEmpty()) {
      misread("there is no currency '" + Excerpt.quoted(code) + "'" + codes);
    } else if (!Currencies.hasHundredths(currency.get())) {
      fault(
          "is "
              + code
              + ", whose unit is not parted into hundredths, in which all sums are counted");
    }
    return currency.filter(Currencies::hasHundredths).orElse(Currencies.CNY);
  }

  boolean flag() {
    if (!node.isBoolean()) {
      isNot("neither true nor false" + Scalars.flagHint(node));
    }
    return node.booleanValue();
  }

  /** A whole number; {@code low} is the stand-in. */
  public long whole(long low, long high) {
    String expected = "a whole number in " + low + ".." + high;
    BigDecimal number = number(expected);
    if (!Decimals.huge(number) && number.stripTrailingZeros().scale() > 0) {
      isNot("not " + expected);
      return low;
    }
    return within(number, BigDecimal.valueOf(low), BigDecimal.valueOf(high))
        ? number.longValueExact()
        : low;
  }

  /** A decimal in millionths, within a range in millionths; {@code low} is the stand-in. */
  long micro(long low, long high) {
    BigDecimal number = number("a number");
    if (!within(number, Ranges.decimal(low), Ranges.decimal(high))) {
      return low;
    }
    if (Decimals.tooFine(number)) {
      isNot(
          "of which at most "
              + Decimals.MAX_DECIMALS
              + " decimals could be kept; write "
              + Ranges.text(Decimals.nearestMicro(number)));
      return low;
    }
    return Decimals.micro(number);
  }

  private BigDecimal number(String what) {
    if (node.isNumber() && Decimals.finite(node)) {
      return node.decimalValue();
    }
    isNot("not " + what + (node.isTextual() ? Scalars.numberHint(node.textValue()) : ""));
    return BigDecimal.ZERO;
  }

  private boolean within(BigDecimal number, BigDecimal low, BigDecimal high) {
    if (!node.isNumber()) {
      return false;
    }
    boolean inside =
        !Decimals.huge(number) && number.compareTo(low) >= 0 && number.compareTo(high) <= 0;
    if (!inside) {
      fault(
          "is "
              + Excerpt.quoted(node.asText())
              + ", outside "
              + low.toPlainString()
              + ".."
              + high.toPlainString());
    }
    return inside;
  }

  /** A month; 1900-01 is the stand-in. */
  public int month() {
    return month("not a month such as 2021-09");
  }

  int monthOrNever() {
    return is(Fields.NEVER)
        ? Months.NEVER
        : month("neither a month such as 2021-09 nor '" + Fields.NEVER + "'");
  }

  private int month(String expected) {
    if (!node.isTextual()) {
      isNot(expected);
      return NO_MONTH;
    }
    try {
      return Months.parse(node.textValue());
    } catch (IllegalArgumentException e) {
      isNot(expected + "; from 1900-01 to 2599-12");
      return NO_MONTH;
    }
  }
}
