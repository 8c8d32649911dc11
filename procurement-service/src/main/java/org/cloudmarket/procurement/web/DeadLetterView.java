package org.cloudmarket.procurement.web;

import java.time.Instant;
import org.cloudmarket.procurement.store.deadletter.DeadLetter;
import org.cloudmarket.procurement.store.deadletter.DeadLetterStore.Stored;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A record that was set aside, as people see it.
 *
 * @param time when it was set aside
 * @param desk who set it aside: a desk, or the projection
 * @param topic where it is, as are partition and offset
 * @param key empty where it has none
 * @param bytes the length of its value
 * @param type what it says it is; empty where it does not
 * @param run the run that it says it is of; empty where it says none
 * @param excerpt the beginning of its value, with a replacement for what does not print
 */
@Schema(name = "DeadLetter")
record DeadLetterView(
    String id,
    Instant time,
    String reason,
    String detail,
    String desk,
    String topic,
    int partition,
    long offset,
    String key,
    int bytes,
    String type,
    String run,
    String excerpt) {

  static DeadLetterView of(Stored stored) {
    DeadLetter letter = stored.letter();
    return new DeadLetterView(
        Long.toString(stored.id()),
        letter.setAsideAt(),
        letter.reason(),
        letter.detail(),
        letter.desk(),
        letter.topic(),
        letter.partition(),
        letter.offset(),
        letter.key(),
        letter.bytes(),
        letter.type(),
        letter.run(),
        letter.excerpt());
  }
}
