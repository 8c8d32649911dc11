package org.cloudmarket.exchange.contract;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was read of some files.
 *
 * @param contracts sorted by start and id
 * @param buyers by key
 * @param suppliers by key
 * @param tenders how many tenders the data tell of; 0 where they tell of contracts alone
 * @param failed how many of these brought no contract
 * @param counts what was read, and what of it was not used and why, by what it is
 */
public record ContractData(
    List<Contract> contracts,
    SortedMap<String, Party> buyers,
    SortedMap<String, Party> suppliers,
    int tenders,
    int failed,
    SortedMap<String, Integer> counts) {

  public ContractData {
    contracts =
        contracts.stream()
            .sorted(Comparator.comparingInt(Contract::start).thenComparing(Contract::id))
            .toList();
    buyers = Collections.unmodifiableSortedMap(new TreeMap<>(buyers));
    suppliers = Collections.unmodifiableSortedMap(new TreeMap<>(suppliers));
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
