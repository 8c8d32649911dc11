package org.cloudmarket.analysis.published;

import java.util.List;

/** A table of published figures is not as it should be. */
public final class InvalidTable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** All that is wrong, a line each. */
  public InvalidTable(List<String> faults) {
    super(String.join("\n", faults));
  }
}
