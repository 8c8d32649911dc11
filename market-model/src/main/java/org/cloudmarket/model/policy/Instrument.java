package org.cloudmarket.model.policy;

/**
 * What a policy does: to the tenders of the buyers that it binds, to a provider, or to demand. One
 * file each; a new instrument is a new permitted record and nothing else in the desks changes.
 */
public sealed interface Instrument
    permits DataClassification,
        DemandChange,
        Exclusion,
        InHouseComputing,
        MigrationMandate,
        ProviderChange,
        ScorePreference,
        SetAside,
        Subsidy,
        SupervisorySanction {

  /** The kebab-case name of the kind. */
  String type();

  /**
   * Whether it binds the buyers in its scope, who comply with it and may act on its announcement.
   */
  default boolean bindsBuyers() {
    return true;
  }

  /** Writes this instrument into a tender's rules. */
  void shape(RulesDraft rules);
}
