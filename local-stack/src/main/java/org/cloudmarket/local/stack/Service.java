package org.cloudmarket.local.stack;

import java.util.Optional;

/** The services of the market. */
public enum Service {
  POLICY("policy-service", 256, Optional.empty()),
  PROVIDER("provider-service", 512, Optional.empty()),
  PROCUREMENT("procurement-service", 1536, Optional.of("procurement"));

  private final String label;
  private final int heapMegabytes;
  private final Optional<String> database;

  Service(String label, int heapMegabytes, Optional<String> database) {
    this.label = label;
    this.heapMegabytes = heapMegabytes;
    this.database = database;
  }

  /** The name of its module, its process and its log. */
  public String label() {
    return label;
  }

  /** Its largest heap, in MiB: the three together leave room on a laptop of 8 GiB. */
  int heapMegabytes() {
    return heapMegabytes;
  }

  /** The name of its own database, if it keeps anything there. */
  Optional<String> database() {
    return database;
  }
}
