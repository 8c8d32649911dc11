package org.cloudmarket.documents.reading;

/** Nouns in sentences. */
final class Nouns {

  private Nouns() {}

  /** A noun with its article. */
  static String a(String noun) {
    return ("aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
  }
}
