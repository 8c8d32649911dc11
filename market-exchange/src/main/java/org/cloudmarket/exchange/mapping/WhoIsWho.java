package org.cloudmarket.exchange.mapping;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.documents.reading.Keyed;
import org.cloudmarket.exchange.contract.Contract;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.exchange.contract.Party;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.scenario.Scenario;

/** Which buyer is of what segment, and which supplier is what provider: said or proposed. */
public final class WhoIsWho {

  /** The provider that stands for all small suppliers. */
  public static final String REST = "rest-of-market";

  /**
   * A provider of the market.
   *
   * @param name as people write it
   * @param suppliers how many there are of it
   */
  public record Seller(String id, String name, Proposal<Ownership> ownership, int suppliers) {}

  private final SortedMap<String, Proposal<Segment>> segments = new TreeMap<>();
  private final SortedMap<String, Proposal<String>> providers = new TreeMap<>();
  private final SortedMap<String, Seller> sellers = new TreeMap<>();

  private WhoIsWho() {}

  /**
   * Finds out who everybody is.
   *
   * @param data all in one currency
   * @param ownProviders how many suppliers of which the mapping says nothing become providers of
   *     their own, those with the largest contracts; the others are the rest of the market
   */
  public static WhoIsWho of(
      ContractData data, Mapping mapping, int ownProviders, DataFaults faults) {
    WhoIsWho who = new WhoIsWho();
    for (Party buyer : data.buyers().values()) {
      who.segments.put(
          buyer.key(),
          mapping.segment(buyer).map(Proposal::said).orElseGet(() -> Guesses.segment(buyer)));
    }
    who.suppliers(data, mapping, ownProviders, faults);
    return who;
  }

  private void suppliers(ContractData data, Mapping mapping, int ownProviders, DataFaults faults) {
    String home = home(data);
    SortedMap<String, Proposal<Ownership>> ownerships = new TreeMap<>();
    Map<String, String> names = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    List<Party> others = new ArrayList<>();
    List<Party> bySize = bySize(data);
    for (Party supplier : bySize) {
      Optional<Mapping.Supplier> said = mapping.supplier(supplier);
      if (said.isEmpty()) {
        others.add(supplier);
        continue;
      }
      String id = said.get().provider();
      take(supplier, Proposal.said(id), names, counts);
      Proposal<Ownership> ownership =
          said.get().ownership().map(Proposal::said).orElseGet(() -> guess(supplier, data, home));
      Proposal<Ownership> before = ownerships.get(id);
      if (before != null
          && before.said()
          && ownership.said()
          && before.what() != ownership.what()) {
        faults.add(
            "mapping",
            id,
            "is " + before.word() + " in one row and " + ownership.word() + " in another");
      }
      if (before == null || ownership.confidencePercent() > before.confidencePercent()) {
        ownerships.put(id, ownership);
      }
    }
    int room = Math.max(0, Scenario.MAX_PROVIDERS - 1 - ownerships.size());
    if (ownerships.size() > Scenario.MAX_PROVIDERS - 1) {
      faults.add(
          "mapping",
          "",
          "names " + ownerships.size() + " providers; at most 127 fit beside the rest");
    }
    int alone = Math.min(room, ownProviders);
    for (int i = 0; i < others.size(); i++) {
      Party supplier = others.get(i);
      boolean own = i < alone;
      String id = own ? newId(supplier.name(), i, ownerships.keySet()) : REST;
      String why = own ? "number " + (i + 1) + " by size of those not mapped" : "a small supplier";
      take(supplier, new Proposal<>(id, own ? 60 : 40, why), names, counts);
      Proposal<Ownership> ownership =
          own
              ? guess(supplier, data, home)
              : new Proposal<>(Ownership.PRIVATE, 40, "most small suppliers are private");
      ownerships.putIfAbsent(id, ownership);
    }
    ownerships.forEach(
        (id, ownership) ->
            sellers.put(id, new Seller(id, names.get(id), ownership, counts.get(id))));
  }

  private void take(
      Party supplier,
      Proposal<String> provider,
      Map<String, String> names,
      Map<String, Integer> counts) {
    providers.put(supplier.key(), provider);
    String id = provider.what();
    names.putIfAbsent(id, id.equals(REST) ? "All other suppliers" : shortened(supplier.name()));
    counts.merge(id, 1, Integer::sum);
  }

  private static String shortened(String name) {
    return name.length() <= 100 ? name : name.substring(0, 97) + "...";
  }

  private static Proposal<Ownership> guess(Party supplier, ContractData data, String home) {
    return Guesses.ownership(supplier, data.buyers().containsKey(supplier.key()), home);
  }

  /** Suppliers by what their contracts come to, the largest first. */
  private static List<Party> bySize(ContractData data) {
    Map<String, Double> sizes = new HashMap<>();
    for (Contract contract : data.contracts()) {
      sizes.merge(contract.supplier(), contract.amount().doubleValue(), Double::sum);
    }
    List<Party> parties = new ArrayList<>(data.suppliers().values());
    parties.sort(
        Comparator.<Party>comparingDouble(party -> -sizes.getOrDefault(party.key(), 0.0))
            .thenComparing(Party::key));
    return parties;
  }

  /** The country of most buyers; empty where fewer than half say theirs. */
  private static String home(ContractData data) {
    SortedMap<String, Integer> countries = new TreeMap<>();
    for (Party buyer : data.buyers().values()) {
      countries.merge(buyer.country(), 1, Integer::sum);
    }
    return countries.entrySet().stream()
        .filter(each -> 2 * each.getValue() > data.buyers().size())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private static String newId(String name, int number, Set<String> taken) {
    String id = kebab(name);
    if (id.isEmpty() || Keyed.reserved("provider", id).isPresent() || id.equals(REST)) {
      id = "supplier-" + (number + 1);
    }
    String free = id;
    for (int i = 2; taken.contains(free); i++) {
      free = id + "-" + i;
    }
    return free;
  }

  /** A name as an id, without accents; empty where nothing of it is left. */
  public static String kebab(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    String id =
        plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String cut = id.length() > 48 ? id.substring(0, 48).replaceAll("-[^-]*$", "") : id;
    return Ids.valid(cut) ? cut : "";
  }

  /** The segments of buyers, by key. */
  public SortedMap<String, Proposal<Segment>> segments() {
    return Collections.unmodifiableSortedMap(segments);
  }

  /** The providers of suppliers, by key. */
  public SortedMap<String, Proposal<String>> providers() {
    return Collections.unmodifiableSortedMap(providers);
  }

  /** The providers, by id. */
  public SortedMap<String, Seller> sellers() {
    return Collections.unmodifiableSortedMap(sellers);
  }

  /** The segment of a buyer. */
  public Segment segment(String buyer) {
    return segments.get(buyer).what();
  }

  /** The provider of a supplier. */
  public String provider(String supplier) {
    return providers.get(supplier).what();
  }
}
