package org.cloudmarket.local.client;

/** The API did not do what was asked; the message says why, for people. */
public final class ApiRefusal extends RuntimeException {

  private final int status;

  ApiRefusal(int status, String message) {
    super(message);
    this.status = status;
  }

  ApiRefusal(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /**
   * Whether the same may be answered in a moment: nobody was there, or not everything that it
   * takes.
   */
  public boolean passing() {
    return status == 0 || status == 503;
  }

  /** The HTTP status; 0 where there was no answer. */
  public int status() {
    return status;
  }
}
