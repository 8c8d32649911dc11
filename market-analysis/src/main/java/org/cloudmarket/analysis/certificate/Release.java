package org.cloudmarket.analysis.certificate;

/** Which release of the product this is. */
public final class Release {

  /** As the build has it. */
  public static final String VERSION = "1.0.0-SNAPSHOT";

  private Release() {}
}
