package org.cloudmarket.exchange.contract;

import java.util.List;

/** Files from which no market can be made; the message has every fault, a line each. */
public final class InvalidData extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** All that is wrong, a line each. */
  public InvalidData(List<String> faults) {
    super(String.join("\n", faults));
  }

  /** One thing that is wrong. */
  public InvalidData(String fault) {
    this(List.of(fault));
  }
}
