package org.cloudmarket.wire.streams;

import java.util.Optional;
import java.util.OptionalInt;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.wire.codec.Trace;

/** Counts and reports what went wrong at a desk. Called from the threads of the engine. */
public interface DeskObserver {

  /** Looks away. */
  DeskObserver NONE =
      new DeskObserver() {
        @Override
        public void setAside(String desk, String topic, String reason, String detail) {}

        @Override
        public void refused(String desk, String reason, String detail) {}

        @Override
        public void repeated(String desk, String topic) {}

        @Override
        public void failed(
            String desk, DeskKey key, OptionalInt month, Optional<Trace> trace, Throwable cause) {}
      };

  /**
   * A record could not be heard and went to the dead letters.
   *
   * @param desk the name of its wiring
   * @param topic where the record was
   * @param reason kebab-case, one of a few: see {@link DeadLetters}
   * @param detail for people
   */
  void setAside(String desk, String topic, String reason, String detail);

  /**
   * A record from outside could not be heard, and was left out.
   *
   * @param desk the name of its wiring
   * @param reason kebab-case, one of a few: see {@link DeadLetters}
   * @param detail for people
   */
  void refused(String desk, String reason, String detail);

  /**
   * A record that was heard before came again, and was not heard again.
   *
   * @param desk the name of its wiring
   * @param topic where the record was
   */
  void repeated(String desk, String topic);

  /**
   * A desk could not go on. Its run is told.
   *
   * @param desk the name of its wiring
   * @param month that it was at, as {@link Months}; empty where what it heard is about none
   * @param trace that its run is followed by
   */
  void failed(String desk, DeskKey key, OptionalInt month, Optional<Trace> trace, Throwable cause);
}
