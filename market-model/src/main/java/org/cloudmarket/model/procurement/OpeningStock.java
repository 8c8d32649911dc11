package org.cloudmarket.model.procurement;

import java.util.List;
import java.util.TreeMap;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.message.Holding;
import org.cloudmarket.model.population.Buyer;
import org.cloudmarket.model.provider.Roster;

/** The contracts that run when the simulation begins, added up by city, segment and provider. */
final class OpeningStock {

  private OpeningStock() {}

  static List<Holding> of(List<Buyer> buyers, Roster roster) {
    TreeMap<String, Holding> holdings = new TreeMap<>();
    for (Buyer buyer : buyers) {
      Fact.Buyer contract = buyer.opening();
      if (contract.provider() >= 0) {
        String provider = roster.id(contract.provider());
        holdings.merge(
            buyer.city() + "/" + buyer.segment().id() + "/" + provider,
            new Holding(
                buyer.city(), buyer.segment(), provider, 1, contract.baseFen(), buyer.baseUnits()),
            OpeningStock::sum);
      }
    }
    return List.copyOf(holdings.values());
  }

  private static Holding sum(Holding one, Holding other) {
    return new Holding(
        one.city(),
        one.segment(),
        one.provider(),
        one.contracts() + other.contracts(),
        one.baseFen() + other.baseFen(),
        one.baseUnits() + other.baseUnits());
  }
}
