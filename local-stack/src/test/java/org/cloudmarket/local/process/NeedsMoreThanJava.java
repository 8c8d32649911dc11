package org.cloudmarket.local.process;

import org.apache.kafka.common.Uuid;

/** What a wall must catch: a class among the processes that needs a library. */
public final class NeedsMoreThanJava {

  private NeedsMoreThanJava() {}

  /** Anything of the library's will do. */
  public static Object library() {
    return Uuid.ZERO_UUID;
  }
}
