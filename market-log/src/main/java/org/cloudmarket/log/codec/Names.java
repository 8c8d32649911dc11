package org.cloudmarket.log.codec;

/** Every field name on the wire: those of the records' components. */
final class Names {

  static final FieldName AGAINST = FieldName.of("against");
  static final FieldName ANNOUNCED = FieldName.of("announced");
  static final FieldName ANNUAL_VALUE_FEN = FieldName.of("annualValueFen");
  static final FieldName ANSWER = FieldName.of("answer");
  static final FieldName ATTEMPT = FieldName.of("attempt");
  static final FieldName AWARDED_FEN = FieldName.of("awardedFen");
  static final FieldName BASE_FEN = FieldName.of("baseFen");
  static final FieldName BASE_UNITS = FieldName.of("baseUnits");
  static final FieldName BECAUSE = FieldName.of("because");
  static final FieldName BIDDERS = FieldName.of("bidders");
  static final FieldName BIDS = FieldName.of("bids");
  static final FieldName BUYER = FieldName.of("buyer");
  static final FieldName CAUSE = FieldName.of("cause");
  static final FieldName CEILING_FEN = FieldName.of("ceilingFen");
  static final FieldName CITY = FieldName.of("city");
  static final FieldName COMPLAINANT = FieldName.of("complainant");
  static final FieldName COMPLAINTS = FieldName.of("complaints");
  static final FieldName CONTINUITY = FieldName.of("continuity");
  static final FieldName CONTRACT = FieldName.of("contract");
  static final FieldName CONTRACTS = FieldName.of("contracts");
  static final FieldName COUNT = FieldName.of("count");
  static final FieldName COUNTERFACTUAL_PRICE_FEN = FieldName.of("counterfactualPriceFen");
  static final FieldName COUNTERFACTUAL_WINNER = FieldName.of("counterfactualWinner");
  static final FieldName DATA_CLASS = FieldName.of("dataClass");
  static final FieldName DIGEST = FieldName.of("digest");
  static final FieldName DISPLACED = FieldName.of("displaced");
  static final FieldName DISPLACED_BY = FieldName.of("displacedBy");
  static final FieldName DISPLACED_FEN = FieldName.of("displacedFen");
  static final FieldName ECOSYSTEM = FieldName.of("ecosystem");
  static final FieldName FORCED = FieldName.of("forced");
  static final FieldName HOLDINGS = FieldName.of("holdings");
  static final FieldName INCUMBENT = FieldName.of("incumbent");
  static final FieldName INCUMBENT_BASE_FEN = FieldName.of("incumbentBaseFen");
  static final FieldName INCUMBENT_UNIT_PRICE_MILLI_FEN =
      FieldName.of("incumbentUnitPriceMilliFen");
  static final FieldName IN_FORCE = FieldName.of("inForce");
  static final FieldName LAST_MONTH = FieldName.of("lastMonth");
  static final FieldName MONTH = FieldName.of("month");
  static final FieldName MONTHS = FieldName.of("months");
  static final FieldName OTHERWISE = FieldName.of("otherwise");
  static final FieldName OUTCOME = FieldName.of("outcome");
  static final FieldName OWNERSHIP = FieldName.of("ownership");
  static final FieldName POLICIES = FieldName.of("policies");
  static final FieldName POLICY = FieldName.of("policy");
  static final FieldName PRICE = FieldName.of("price");
  static final FieldName PRICES_FEN = FieldName.of("pricesFen");
  static final FieldName PRICE_FEN = FieldName.of("priceFen");
  static final FieldName PROCEDURE = FieldName.of("procedure");
  static final FieldName PROVIDER = FieldName.of("provider");
  static final FieldName PROVIDERS = FieldName.of("providers");
  static final FieldName PUBLIC_TENDER = FieldName.of("publicTender");
  static final FieldName QUALITY = FieldName.of("quality");
  static final FieldName QUALITY_PPM = FieldName.of("qualityPpm");
  static final FieldName REASON = FieldName.of("reason");
  static final FieldName REPORT = FieldName.of("report");
  static final FieldName REQUEST = FieldName.of("request");
  static final FieldName RUN = FieldName.of("run");
  static final FieldName RUNNER_UP = FieldName.of("runnerUp");
  static final FieldName RUNNER_UP_TOTAL = FieldName.of("runnerUpTotal");
  static final FieldName RUNNING = FieldName.of("running");
  static final FieldName RUNNING_FEN = FieldName.of("runningFen");
  static final FieldName RUNNING_UNITS = FieldName.of("runningUnits");
  static final FieldName SCENARIO = FieldName.of("scenario");
  static final FieldName SCORES = FieldName.of("scores");
  static final FieldName SECURITY = FieldName.of("security");
  static final FieldName SEED = FieldName.of("seed");
  static final FieldName SEGMENT = FieldName.of("segment");
  static final FieldName SHARD = FieldName.of("shard");
  static final FieldName SHARDS = FieldName.of("shards");
  static final FieldName STANDING = FieldName.of("standing");
  static final FieldName TALLY = FieldName.of("tally");
  static final FieldName TASTE = FieldName.of("taste");
  static final FieldName TENDER = FieldName.of("tender");
  static final FieldName TENDERS = FieldName.of("tenders");
  static final FieldName TERM_MONTHS = FieldName.of("termMonths");
  static final FieldName TOUCHED = FieldName.of("touched");
  static final FieldName UNITS = FieldName.of("units");
  static final FieldName WINNER = FieldName.of("winner");
  static final FieldName WINS = FieldName.of("wins");
  static final FieldName WITHOUT = FieldName.of("without");

  private Names() {}
}
