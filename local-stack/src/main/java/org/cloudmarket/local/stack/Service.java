package org.cloudmarket.local.stack;

/** The services of the market. */
public enum Service {
  POLICY("policy-service", 256, "policy"),
  PROVIDER("provider-service", 512, "provider"),
  PROCUREMENT("procurement-service", 1536, "procurement");

  private final String label;
  private final int heapMegabytes;
  private final String database;

  Service(String label, int heapMegabytes, String database) {
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

  /** The name of its own database. */
  String database() {
    return database;
  }
}
