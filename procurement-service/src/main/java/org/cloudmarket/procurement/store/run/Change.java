package org.cloudmarket.procurement.store.run;

import org.cloudmarket.model.market.Kebab;

/** What can happen to a policy. */
public enum Change implements Kebab {
  ENACTED,
  REPEALED
}
