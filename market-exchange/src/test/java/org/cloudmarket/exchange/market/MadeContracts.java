package org.cloudmarket.exchange.market;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.exchange.contract.Contract;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.Method;
import org.cloudmarket.exchange.contract.Party;
import org.cloudmarket.model.market.Months;

/**
 * Contracts of a market of which all is known: 300 buyers of two segments renew their contracts
 * from 2015 to 2023; four suppliers hold 50, 30, 15 and 5 percent of them, whoever held the
 * contract before; three bid in the mean.
 */
final class MadeContracts {

  static final int BUYERS = 300;
  private static final int[] PARTS = {50, 80, 95, 100};
  private static final int[] TERMS = {12, 24, 24, 36};

  private MadeContracts() {}

  static ContractData data(String currency) {
    Random random = new Random(7);
    List<Contract> contracts = new ArrayList<>();
    SortedMap<String, Party> buyers = new TreeMap<>();
    SortedMap<String, Party> suppliers = new TreeMap<>();
    for (int i = 0; i < PARTS.length; i++) {
      suppliers.put("s" + i, new Party("s" + i, "Supplier " + i, "", ""));
    }
    for (int buyer = 0; buyer < BUYERS; buyer++) {
      boolean city = buyer % 3 == 0;
      String key = String.format(Locale.ROOT, "b%03d", buyer);
      String name = (city ? "City of Place " : "Ministry ") + buyer;
      buyers.put(key, new Party(key, name, city ? "Place" : "Capital", ""));
      double annual = (city ? 20_000 : 50_000) * Math.exp(0.6 * random.nextGaussian() - 0.18);
      int month = Months.of(2015, 1) - random.nextInt(12);
      while (month < Months.of(2024, 1)) {
        int term = TERMS[random.nextInt(TERMS.length)];
        int drawn = random.nextInt(100);
        int supplier = 0;
        while (PARTS[supplier] <= drawn) {
          supplier++;
        }
        contracts.add(
            new Contract(
                key + "/" + month,
                key,
                "s" + supplier,
                BigDecimal.valueOf(Math.round(annual * term / 12)),
                currency,
                month,
                term,
                1 + random.nextInt(5),
                Method.TENDER));
        month += term;
      }
    }
    contracts.sort(Comparator.comparingInt(Contract::start).thenComparing(Contract::id));
    return new ContractData(contracts, buyers, suppliers, 0, 0, new TreeMap<>());
  }
}
