package org.cloudmarket.model.policy;

/**
 * What a policy does to the tenders of the buyers that it binds. One file each; a new instrument is
 * a new permitted record and nothing else in the desks changes.
 */
public sealed interface Instrument
    permits DataClassification,
        Exclusion,
        InHouseComputing,
        MigrationMandate,
        ScorePreference,
        SetAside,
        Subsidy,
        SupervisorySanction {

  /** The kebab-case name of the kind. */
  String type();

  /** Writes this instrument into a tender's rules. */
  void shape(RulesDraft rules);
}
