package org.cloudmarket.analysis.validation;

import java.util.Map;
import java.util.TreeMap;

/** Targets that no row is compared with, and why. */
final class NotCompared {

  private static final String INPUT = "it would be compared with an input of a scenario";
  private static final String NO_COMPLAINT_ACTS = "complaints are counted and decide no award";
  private static final String COUNTRY = "no shipped market is of this country";
  private static final String NO_HOMES = "providers have no home country";

  private NotCompared() {}

  /** Why, by the id of the target. */
  static Map<String, String> reasons() {
    Map<String, String> reasons = new TreeMap<>();
    reasons.put("ict_lockin_loss", "what the base of the figure spends was not found");
    reasons.put("eu_award_time", "a tender takes one month by the step of the model");
    reasons.put("eu_cross_border", NO_HOMES);
    reasons.put("china_scoring_rigged", "context and no target");
    reasons.put("china_scoring_experts", "context and no target");
    reasons.put("china_scoring_reform", "a bound on welfare, which is not measured");
    reasons.put("us_protest_sustained", NO_COMPLAINT_ACTS);
    reasons.put("us_protest_effective", NO_COMPLAINT_ACTS);
    reasons.put("us_protest_cases", "a count without what it is part of");
    reasons.put("incumbent_computers", "providers are not more or less compatible with each other");
    reasons.put("cloud_shares_uk", COUNTRY);
    reasons.put("uk_gov_shares", COUNTRY);
    reasons.put("uk_renewal_growth", "one buyer");
    reasons.put("lockin_premium_uk", "no figure was found");
    reasons.put("home_bias_it", NO_HOMES);
    reasons.put("home_bias_share", NO_HOMES);
    reasons.put("home_bias_output", NO_HOMES);
    reasons.put("gov_import_share", "of ordinary services; cloud is the exception");
    reasons.put("sovereign_premium_list", INPUT);
    reasons.put("sovereign_premium_aws", INPUT);
    reasons.put("porting_cost_small", "contracts are not of one application");
    reasons.put("porting_cost_medium", "contracts are not of one application");
    reasons.put("porting_cost_authority_small", "an authority has one contract here");
    reasons.put("porting_cost_authority_medium", "an authority has one contract here");
    reasons.put("porting_cost_authority_large", "an authority has one contract here");
    reasons.put("joint_procurement_saving", "there are no framework agreements");
    reasons.put("certified_supply_fr", INPUT);
    reasons.put("certified_supply_us", INPUT);
    return reasons;
  }
}
