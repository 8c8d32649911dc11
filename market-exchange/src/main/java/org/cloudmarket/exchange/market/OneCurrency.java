package org.cloudmarket.exchange.market;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.exchange.contract.Contract;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.InvalidData;
import org.cloudmarket.exchange.contract.Party;
import org.cloudmarket.exchange.mapping.Mapping;
import org.cloudmarket.model.market.Currencies;

/** Data in one currency: amounts at the rates of the mapping, and of the rest the most frequent. */
record OneCurrency(String code, ContractData data) {

  /**
   * Brings data into one currency.
   *
   * @throws InvalidData where most contracts are in a currency that no scenario can have
   */
  static OneCurrency of(ContractData data, Mapping mapping) {
    if (data.contracts().isEmpty()) {
      throw new InvalidData(nothingOf(data.counts()));
    }
    SortedMap<String, Integer> counts = new TreeMap<>(data.counts());
    List<Contract> all = new ArrayList<>();
    for (Contract contract : data.contracts()) {
      Optional<Mapping.Rate> rate = mapping.rate(contract.currency());
      if (rate.isPresent()) {
        counts.merge("amounts in " + contract.currency() + ", converted", 1, Integer::sum);
      }
      all.add(rate.map(each -> converted(contract, each)).orElse(contract));
    }
    SortedMap<String, Integer> currencies = new TreeMap<>();
    all.forEach(contract -> currencies.merge(contract.currency(), 1, Integer::sum));
    String code =
        currencies.entrySet().stream()
            .max(
                Map.Entry.<String, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
            .map(Map.Entry::getKey)
            .orElseThrow();
    if (!Currencies.codes().contains(code)) {
      throw new InvalidData(impossible(code));
    }
    List<Contract> used = new ArrayList<>();
    for (Contract contract : all) {
      if (contract.currency().equals(code)) {
        used.add(contract);
      } else {
        counts.merge("not used: amounts in " + contract.currency(), 1, Integer::sum);
      }
    }
    SortedMap<String, Party> buyers = new TreeMap<>();
    SortedMap<String, Party> suppliers = new TreeMap<>();
    for (Contract contract : used) {
      buyers.put(contract.buyer(), data.buyers().get(contract.buyer()));
      suppliers.put(contract.supplier(), data.suppliers().get(contract.supplier()));
    }
    return new OneCurrency(
        code, new ContractData(used, buyers, suppliers, data.tenders(), data.failed(), counts));
  }

  private static Contract converted(Contract contract, Mapping.Rate rate) {
    BigDecimal amount = contract.amount().multiply(rate.rate());
    return new Contract(
        contract.id(),
        contract.buyer(),
        contract.supplier(),
        amount,
        rate.to(),
        contract.start(),
        contract.termMonths(),
        contract.bidders(),
        contract.method());
  }

  private static List<String> nothingOf(Map<String, Integer> counts) {
    List<String> lines = new ArrayList<>();
    lines.add("There is no contract with a buyer, a supplier, a value, a start and an end:");
    counts.forEach((what, count) -> lines.add("  " + what + ": " + count));
    return lines;
  }

  private static String impossible(String code) {
    return "Most amounts are in "
        + code
        + ", and a scenario counts hundredths of a currency that has them: give the mapping a row"
        + " such as 'currency,"
        + code
        + ",USD,,0.001' with the rate";
  }
}
