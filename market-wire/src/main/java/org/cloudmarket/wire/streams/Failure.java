package org.cloudmarket.wire.streams;

import java.util.List;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.message.Message;

/**
 * A desk that could not go on. It is gone, and so are its facts; what is said of it now is the last
 * of it.
 *
 * @param key whose desk it was
 * @param message what it heard
 * @param facts what it had remembered until then, as far as it can be read
 * @param cause what it threw
 */
public record Failure<M extends Message>(
    DeskKey key, M message, List<Fact> facts, Throwable cause) {

  /** In characters: enough for a sentence, and bounded whatever the cause may hold. */
  static final int LONGEST_REASON = 500;

  public Failure {
    facts = List.copyOf(facts);
  }

  /** The kind of the cause and what it says. */
  public String reason() {
    String says = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    String reason = cause.getClass().getSimpleName() + says;
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
  }
}
