package org.cloudmarket.documents.reading;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.cloudmarket.model.soundness.Examination;

/**
 * Characters that look like others: a no-break space, a full-width colon, a curly quote. Keys, ids,
 * numbers and months are of plain ASCII, so in them everything else is one. Knows where in a
 * document such characters stand.
 */
public final class OddCharacters {

  /** A word of a document that holds one, and where that is. */
  private record Place(String word, String where) {}

  private final Map<String, Place> places = new HashMap<>();

  /** Whether a character is none of plain ASCII. */
  public static boolean odd(int character) {
    return character < ' ' || character > '~';
  }

  private static OptionalInt firstIn(String text) {
    return text.codePoints().filter(OddCharacters::odd).findFirst();
  }

  /** Its name and number, such as "a no-break space (U+00A0)". */
  public static String named(int character) {
    String name = Character.getName(character);
    String lower = name == null ? "character without a name" : name.toLowerCase(Locale.ROOT);
    return Nouns.a(lower) + String.format(Locale.ROOT, " (U+%04X)", character);
  }

  /** Whether a word would be noted. */
  boolean wants(String pointer, String word) {
    return firstIn(word).isPresent()
        && places.size() < Examination.MAX
        && !places.containsKey(pointer);
  }

  /**
   * Notes where a word stands, if it holds such a character; only the first at a pointer counts.
   *
   * @param source the code points of the whole document
   * @param from where in it the word begins
   * @param to where the word ends
   * @param line where it begins, from 1
   * @param column where it begins, from 1
   */
  void note(String pointer, String word, int[] source, int from, int to, int line, int column) {
    if (!wants(pointer, word)) {
      return;
    }
    int atLine = line;
    int atColumn = column;
    for (int i = from; i < Math.min(to, source.length); i++) {
      int character = source[i];
      if (character == '\n') {
        atLine++;
        atColumn = 1;
      } else if (odd(character) && character != '\r') {
        places.put(pointer, new Place(word, at(atLine, atColumn)));
        return;
      } else {
        atColumn++;
      }
    }
    places.put(pointer, new Place(word, at(line, column))); // It was written as an escape.
  }

  static String at(int line, int column) {
    return "line " + line + ", column " + column;
  }

  /** These, in a document that holds theirs at a pointer. */
  public OddCharacters under(String pointer) {
    OddCharacters moved = new OddCharacters();
    places.forEach((each, place) -> moved.places.put(pointer + each, place));
    return moved;
  }

  /** What is odd about a word that was misread, as a sentence after a detail; empty for nothing. */
  public String in(String pointer, String word, String detail) {
    Place place = places.get(pointer);
    String where = place == null || firstIn(word).isEmpty() ? "" : " at " + place.where();
    return in(word, detail) + where;
  }

  /** As {@link #in(String, String, String)}, of a word that stands in no document. */
  public static String in(String word, String detail) {
    OptionalInt first = firstIn(word);
    if (first.isEmpty() && word.equals(word.strip())) {
      return "";
    }
    return (detail.endsWith("?") ? " It" : "; it")
        + (first.isPresent()
            ? " holds " + named(first.getAsInt())
            : (word.startsWith(" ") ? " begins" : " ends") + " with a blank");
  }

  /** Those in a part of the document, by pointers into that part. */
  public OddCharacters in(String part) {
    OddCharacters moved = new OddCharacters();
    places.forEach(
        (each, place) -> {
          if (each.startsWith(part + "/")) {
            moved.places.put(each.substring(part.length()), place);
          }
        });
    return moved;
  }

  /** Such a character directly before or behind the name of a field that is missing, in words. */
  String beside(String field) {
    Pattern beside =
        Pattern.compile(
            "([^ -~])" + Pattern.quote(field) + "|" + Pattern.quote(field) + "([^ -~])");
    return places.values().stream()
        .flatMap(
            place ->
                beside
                    .matcher(place.word())
                    .results()
                    .limit(1)
                    .map(
                        found ->
                            "; "
                                + place.where()
                                + " holds "
                                + named(firstIn(found.group()).orElseThrow())))
        .sorted()
        .findFirst()
        .orElse("");
  }

  /**
   * The first such character outside of quotes in JSON that cannot be read, with where it is; empty
   * for none.
   */
  static String outsideQuotes(String json) {
    int line = 1;
    int column = 1;
    boolean quoted = false;
    boolean escaped = false;
    for (int character : json.codePoints().toArray()) {
      boolean space = character == '\r' || character == '\t';
      if (character == '\n') {
        line++;
        column = 0;
      } else if (!quoted && odd(character) && !space) {
        return at(line, column) + ": holds " + named(character) + "; ";
      }
      quoted ^= character == '"' && !escaped;
      escaped = quoted && character == '\\' && !escaped;
      column++;
    }
    return "";
  }

  /**
   * The first such character that is no letter, in some lines of a text that cannot be read, with
   * where it is; empty for none.
   *
   * @param first of the lines, from 1
   */
  static String inStructure(String text, int first, int last) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length() && line <= last; ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      if (character == '\n') {
        line++;
        column = 1;
        continue;
      }
      if (line >= first && odd(character) && character != '\r' && !Character.isLetter(character)) {
        return at(line, column) + ": holds " + named(character) + "; ";
      }
      column++;
    }
    return "";
  }
}
