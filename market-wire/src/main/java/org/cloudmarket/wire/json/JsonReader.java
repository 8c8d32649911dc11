package org.cloudmarket.wire.json;

import java.util.List;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;

/**
 * Reads the fields of one JSON object after another. What reads a record asks for its fields in the
 * order in which they are written, between {@link #open} and {@link #close}; close refuses fields
 * that nobody asked for.
 */
public interface JsonReader {

  /** Makes a record of an object. */
  @FunctionalInterface
  interface Read<T> {
    T read(JsonReader in) throws UnreadableRecord;
  }

  void open() throws UnreadableRecord;

  void close() throws UnreadableRecord;

  /** Free text. */
  String text(FieldName name) throws UnreadableRecord;

  /** As {@link #text}; a record that was written before there was such a field has none: "". */
  String laterText(FieldName name) throws UnreadableRecord;

  /** An id that few records share. */
  String ownId(FieldName name) throws UnreadableRecord;

  /** An id that many records share: equal ones are mostly the same object. */
  String id(FieldName name) throws UnreadableRecord;

  /** As {@link #id}; null on the wire is the empty one. */
  String optionalId(FieldName name) throws UnreadableRecord;

  List<String> ids(FieldName name) throws UnreadableRecord;

  long number(FieldName name) throws UnreadableRecord;

  /** As {@link #number}; a record that was written before there was such a field has 0. */
  long laterNumber(FieldName name) throws UnreadableRecord;

  int integer(FieldName name) throws UnreadableRecord;

  long[] numbers(FieldName name) throws UnreadableRecord;

  boolean flag(FieldName name) throws UnreadableRecord;

  int month(FieldName name) throws UnreadableRecord;

  /** As {@link #month}; null on the wire is {@link Months#NEVER}. */
  int optionalMonth(FieldName name) throws UnreadableRecord;

  Digest digest(FieldName name) throws UnreadableRecord;

  <E extends Enum<E> & Kebab> E constant(FieldName name, Constants<E> constants)
      throws UnreadableRecord;

  <T> T object(FieldName name, Read<T> read) throws UnreadableRecord;

  <T> List<T> objects(FieldName name, Read<T> read) throws UnreadableRecord;

  Scenario scenario(FieldName name) throws UnreadableRecord;

  Policy policy(FieldName name) throws UnreadableRecord;

  List<Policy> policies(FieldName name) throws UnreadableRecord;
}
