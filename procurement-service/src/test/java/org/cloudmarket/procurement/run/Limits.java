package org.cloudmarket.procurement.run;

import org.cloudmarket.procurement.config.ProcurementSettings;

/** One reference run at a time, and nobody waits. */
record Limits(int concurrency, int waiting, int remembered, int buyers)
    implements ProcurementSettings.Verification, ProcurementSettings.Explanations {

  static final Limits TIGHT = new Limits(1, 0, 4, 300);

  static References references() {
    return new References(TIGHT, TIGHT);
  }
}
