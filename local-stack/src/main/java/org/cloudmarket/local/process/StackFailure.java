package org.cloudmarket.local.process;

/** The stack cannot start or go on; the message tells people why and what to do, in one line. */
public final class StackFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StackFailure(String message) {
    super(message);
  }

  public StackFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
