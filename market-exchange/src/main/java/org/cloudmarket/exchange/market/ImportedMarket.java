package org.cloudmarket.exchange.market;

import java.util.List;
import java.util.SortedSet;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.mapping.WhoIsWho;
import org.cloudmarket.model.scenario.Scenario;

/**
 * A market that was made of data, and all that people should know of it.
 *
 * @param document the scenario in YAML; it extends nothing
 * @param data what was used, in one currency
 * @param running how many contracts ran when the market begins
 * @param named keys of the buyers that are named
 * @param observed what the data show from the market's first month to its last
 * @param simulated what the market without policy shows in the same months
 * @param seeds with how many seeds that was run
 * @param assumptions what neither data nor mapping say outright
 * @param unused rows of the mapping that match nobody
 */
public record ImportedMarket(
    ImportOptions options,
    String document,
    Scenario scenario,
    ContractData data,
    WhoIsWho who,
    int running,
    SortedSet<String> named,
    Figures observed,
    Figures simulated,
    int seeds,
    List<Assumption> assumptions,
    List<String> unused) {}
