package org.cloudmarket.exchange.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.exchange.contract.Contract;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.exchange.contract.Method;
import org.cloudmarket.exchange.contract.Party;

/**
 * Contracting processes, of which releases tell bit by bit and in any order: of each field the
 * latest release counts that says it, as when releases are merged by the standard. Of each contract
 * a few numbers are kept, less than a kilobyte.
 */
final class Processes {

  private static final Set<String> FAILED = Set.of("unsuccessful", "cancelled", "withdrawn");

  /** Awards and contracts that are none. */
  private static final Set<String> VOID = Set.of("unsuccessful", "cancelled", "pending");

  private static final Set<String> NO_BID = Set.of("disqualified", "withdrawn", "invited");

  /** Statistics of the bids extension that say how many bid. */
  private static final Set<String> OF_BIDDERS = Set.of("bids", "validBids", "bidders");

  /** How much there is of what. */
  private static final class Tally {
    private final SortedMap<String, Integer> counts = new TreeMap<>();

    void add(String what) {
      counts.merge(what, 1, Integer::sum);
    }
  }

  /** A process as it is known so far. */
  private static final class Told {
    private String buyer = "";
    private final Map<String, Agreement> awards = new TreeMap<>();
    private final Map<String, Agreement> contracts = new TreeMap<>();
    private Method method = Method.UNKNOWN;
    private String status = "";
    private boolean tender;
    private int tenderers;
    private int bids;
    private long toldAt = Long.MIN_VALUE;
    private LocalDate from;
    private int term;
  }

  /** An award or a contract as it is known so far; what is null is not known. */
  private static final class Agreement {
    private long toldAt = Long.MIN_VALUE;
    private String supplier = "";
    private BigDecimal amount;
    private String currency = "";
    private LocalDate start;
    private int term;
    private LocalDate signed;
    private String status = "";
    private String award = "";
    private boolean amendment;
  }

  private final DataFaults faults;
  private final Map<String, Told> processes = new HashMap<>();
  private final SortedMap<String, Party> parties = new TreeMap<>();
  private final Tally read = new Tally();
  private final Map<String, String> interned = new HashMap<>();
  private final int usualTerm;
  private int releases;

  /**
   * @param usualTerm how many months a contract runs whose end is not said; 0 where such a contract
   *     is not used
   */
  Processes(int usualTerm, DataFaults faults) {
    this.usualTerm = usualTerm;
    this.faults = faults;
  }

  void count(String what) {
    read.add(what);
  }

  int releases() {
    return releases;
  }

  void add(JsonNode release, String ocid, String place) {
    releases++;
    Cells cells = new Cells(place, faults);
    Told process = processes.computeIfAbsent(ocid, _ -> new Told());
    long told = told(release.path("date").asText());
    boolean latest = told >= process.toldAt;
    process.toldAt = Math.max(told, process.toldAt);
    for (JsonNode party : release.path("parties")) {
      party(party);
    }
    buyer(release)
        .filter(_ -> latest || process.buyer.isEmpty())
        .ifPresent(key -> process.buyer = key);
    tender(release.path("tender"), process, latest, cells);
    bids(release.path("bids"), process, cells);
    agreements(release, "awards", process.awards, told, cells);
    agreements(release, "contracts", process.contracts, told, cells);
  }

  /** When a release was made; the order of reading decides where it does not say so. */
  private static long told(String date) {
    try {
      return date.length() == 10
          ? LocalDate.parse(date).toEpochDay() * 86_400
          : OffsetDateTime.parse(date).toEpochSecond();
    } catch (DateTimeException e) {
      return 0;
    }
  }

  private Optional<String> buyer(JsonNode release) {
    Optional<String> buyer = party(release.path("buyer"));
    if (buyer.isEmpty()) {
      buyer = party(release.path("buyers").path(0));
    }
    return buyer.isEmpty() ? party(release.path("tender").path("procuringEntity")) : buyer;
  }

  /** The key of an organisation, with what is said of it here put beside what is known. */
  private Optional<String> party(JsonNode organisation) {
    String name = text(organisation, "name");
    String id = text(organisation, "id");
    if (id.isEmpty()) {
      id = text(organisation.path("identifier"), "id");
    }
    String key = intern(id.isEmpty() ? name : id);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    JsonNode address = organisation.path("address");
    String city = text(address, "locality");
    Party party =
        new Party(
            key,
            name.isEmpty() ? key : name,
            intern(city.isEmpty() ? text(address, "region") : city),
            intern(text(address, "countryName")));
    parties.merge(key, party, Party::with);
    return Optional.of(key);
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
  }

  private String intern(String text) {
    return interned.computeIfAbsent(text, each -> each);
  }

  private void tender(JsonNode tender, Told process, boolean latest, Cells cells) {
    if (!tender.isObject()) {
      return;
    }
    process.tender = true;
    String status = text(tender, "status").toLowerCase(Locale.ROOT);
    if (!status.isEmpty() && (latest || process.status.isEmpty())) {
      process.status = intern(status);
    }
    Method method =
        switch (text(tender, "procurementMethod").toLowerCase(Locale.ROOT)) {
          case "open", "selective" -> Method.TENDER;
          case "limited", "direct" -> Method.DIRECT;
          default -> Method.UNKNOWN;
        };
    if (method != Method.UNKNOWN && (latest || process.method == Method.UNKNOWN)) {
      process.method = method;
    }
    int said = cells.count("/tender/numberOfTenderers", text(tender, "numberOfTenderers"));
    process.tenderers =
        Math.max(process.tenderers, Math.max(said, tender.path("tenderers").size()));
    for (JsonNode tenderer : tender.path("tenderers")) {
      party(tenderer);
    }
    Span span = span(tender.path("contractPeriod"), "/tender/contractPeriod", cells, true);
    process.from = span.start == null ? process.from : span.start;
    process.term = span.term == 0 ? process.term : span.term;
  }

  private void bids(JsonNode bids, Told process, Cells cells) {
    JsonNode statistics = bids.path("statistics");
    for (int i = 0; i < statistics.size(); i++) {
      if (OF_BIDDERS.contains(text(statistics.path(i), "measure"))) {
        String pointer = "/bids/statistics/" + i + "/value";
        int said = cells.count(pointer, text(statistics.path(i), "value"));
        process.bids = Math.max(process.bids, said);
      }
    }
    Set<String> bidders = new HashSet<>();
    for (JsonNode bid : bids.path("details")) {
      if (!NO_BID.contains(text(bid, "status").toLowerCase(Locale.ROOT))) {
        JsonNode bidder = bid.path("tenderers").path(0);
        bidders.add(party(bidder).orElseGet(() -> text(bid, "id")));
      }
    }
    process.bids = Math.max(process.bids, bidders.size());
  }

  private void agreements(
      JsonNode release, String field, Map<String, Agreement> into, long told, Cells cells) {
    JsonNode all = release.path(field);
    for (int i = 0; i < all.size(); i++) {
      JsonNode node = all.path(i);
      String pointer = "/" + field + "/" + i;
      String id = text(node, "id");
      if (id.isEmpty()) {
        cells.fault(pointer + "/id", "is missing");
        continue;
      }
      Agreement known = into.computeIfAbsent(id, _ -> new Agreement());
      boolean latest = told >= known.toldAt;
      known.toldAt = Math.max(told, known.toldAt);
      Agreement said = agreement(node, pointer, cells);
      merge(known, said, latest);
    }
  }

  private Agreement agreement(JsonNode node, String pointer, Cells cells) {
    Agreement said = new Agreement();
    JsonNode suppliers = node.path("suppliers");
    // One publisher writes one supplier where an array belongs.
    said.supplier = party(suppliers.isArray() ? suppliers.path(0) : suppliers).orElse("");
    if (suppliers.size() > 1 && suppliers.isArray()) {
      count("awards to several suppliers together, counted for the first");
    }
    JsonNode value = node.path("value");
    said.amount = cells.amount(pointer + "/value/amount", text(value, "amount")).orElse(null);
    said.currency = intern(cells.currency(pointer + "/value/currency", text(value, "currency")));
    boolean contract = node.has("period");
    String period = contract ? "period" : "contractPeriod";
    Span span = span(node.path(period), pointer + "/" + period, cells, false);
    said.start = span.start;
    said.term = span.term;
    String signed = text(node, "dateSigned").isEmpty() ? "date" : "dateSigned";
    said.signed = cells.date(pointer + "/" + signed, text(node, signed)).orElse(null);
    said.status = intern(text(node, "status").toLowerCase(Locale.ROOT));
    said.award = text(node, "awardID");
    said.amendment = !text(node, "extendsContractID").isEmpty();
    return said;
  }

  private static void merge(Agreement known, Agreement said, boolean latest) {
    known.supplier = later(known.supplier, said.supplier, latest);
    known.currency = later(known.currency, said.currency, latest);
    known.status = later(known.status, said.status, latest);
    known.award = later(known.award, said.award, latest);
    known.amount =
        said.amount != null && (latest || known.amount == null) ? said.amount : known.amount;
    known.start = said.start != null && (latest || known.start == null) ? said.start : known.start;
    known.term = said.term != 0 && (latest || known.term == 0) ? said.term : known.term;
    known.signed =
        said.signed != null && (latest || known.signed == null) ? said.signed : known.signed;
    known.amendment |= said.amendment;
  }

  private static String later(String known, String said, boolean latest) {
    return !said.isEmpty() && (latest || known.isEmpty()) ? said : known;
  }

  /** When something begins, and for how many months; null and 0 where that is not said. */
  private record Span(LocalDate start, int term) {}

  /**
   * @param planned whether it is only what was meant to be: then it is no fault that it ends before
   *     it begins
   */
  private static Span span(JsonNode period, String pointer, Cells cells, boolean planned) {
    LocalDate start = cells.date(pointer + "/startDate", text(period, "startDate")).orElse(null);
    LocalDate end = cells.date(pointer + "/endDate", text(period, "endDate")).orElse(null);
    if (start != null && end != null) {
      boolean backwards = planned && end.isBefore(start);
      return new Span(start, backwards ? 0 : cells.term(pointer + "/endDate", start, end));
    }
    int days = cells.count(pointer + "/durationInDays", duration(period));
    boolean told = start != null && days > 0;
    return new Span(
        start,
        told ? cells.term(pointer + "/durationInDays", start, start.plusDays(days - 1L)) : 0);
  }

  /** A duration below nothing comes of dates that are looked at themselves. */
  private static String duration(JsonNode period) {
    String days = text(period, "durationInDays");
    return days.startsWith("-") ? "" : days;
  }

  ContractData data() {
    Tally tally = new Tally();
    tally.counts.putAll(read.counts);
    SortedMap<String, Party> buyers = new TreeMap<>();
    SortedMap<String, Party> suppliers = new TreeMap<>();
    List<Contract> contracts = new ArrayList<>();
    int tenders = 0;
    int failed = 0;
    for (Map.Entry<String, Told> each : new TreeMap<>(processes).entrySet()) {
      Told process = each.getValue();
      int before = contracts.size();
      boolean agreed = contracts(each.getKey(), process, contracts, tally);
      tenders += process.tender ? 1 : 0;
      failed += process.tender && !agreed && FAILED.contains(process.status) ? 1 : 0;
      for (Contract contract : contracts.subList(before, contracts.size())) {
        buyers.put(contract.buyer(), parties.get(contract.buyer()));
        suppliers.put(contract.supplier(), parties.get(contract.supplier()));
      }
    }
    tally.counts.put("releases", releases);
    tally.counts.put("contracting processes", processes.size());
    return new ContractData(contracts, buyers, suppliers, tenders, failed, tally.counts);
  }

  /**
   * The contracts of a process, and its awards for which there is none.
   *
   * @return whether anything was awarded, whether it is of use or not
   */
  private boolean contracts(String ocid, Told process, List<Contract> into, Tally tally) {
    boolean agreed = false;
    Set<String> contracted = new HashSet<>();
    for (Map.Entry<String, Agreement> each : process.contracts.entrySet()) {
      Agreement contract = each.getValue();
      Agreement award = award(process, contract, contracted);
      if (contract.amendment) {
        tally.add("not used: contracts that extend another");
      } else if (VOID.contains(contract.status)) {
        tally.add("not used: contracts that were cancelled or are pending");
      } else {
        agreed = true;
        contract(ocid + "/" + each.getKey(), process, contract, award, tally).ifPresent(into::add);
      }
    }
    for (Map.Entry<String, Agreement> each : process.awards.entrySet()) {
      if (contracted.contains(each.getKey())) {
        continue;
      }
      if (VOID.contains(each.getValue().status)) {
        tally.add("not used: awards that were unsuccessful, cancelled or are pending");
      } else {
        agreed = true;
        contract(ocid + "/" + each.getKey(), process, each.getValue(), new Agreement(), tally)
            .ifPresent(into::add);
      }
    }
    return agreed;
  }

  /** The award of a contract: the one that it names, or the only one that there is. */
  private static Agreement award(Told process, Agreement contract, Set<String> contracted) {
    String id = contract.award;
    if (!process.awards.containsKey(id) && process.awards.size() == 1) {
      id = process.awards.keySet().iterator().next();
    }
    contracted.add(id);
    return process.awards.getOrDefault(id, new Agreement());
  }

  private Optional<Contract> contract(
      String id, Told process, Agreement contract, Agreement award, Tally tally) {
    String supplier = later(award.supplier, contract.supplier, true);
    boolean own = contract.amount != null;
    BigDecimal amount = own ? contract.amount : award.amount;
    String currency = own ? contract.currency : award.currency;
    LocalDate start =
        first(contract.start, contract.signed, award.start, award.signed, process.from);
    int told = contract.term > 0 ? contract.term : award.term > 0 ? award.term : process.term;
    int term = told > 0 ? told : usualTerm;
    String lacks =
        process.buyer.isEmpty()
            ? "a buyer"
            : supplier.isEmpty()
                ? "a supplier"
                : amount == null
                    ? "a value"
                    : currency.isEmpty()
                        ? "a currency"
                        : start == null ? "a date" : term == 0 ? "an end" : "";
    if (!lacks.isEmpty()) {
      tally.add("not used: contracts without " + lacks);
      return Optional.empty();
    }
    if (told == 0) {
      tally.add("contracts without an end, taken to run for " + usualTerm + " months");
    }
    return Optional.of(
        new Contract(
            id,
            process.buyer,
            supplier,
            amount,
            currency,
            Cells.month(start),
            term,
            Math.max(process.bids, process.tenderers),
            process.method));
  }

  private static LocalDate first(LocalDate... dates) {
    for (LocalDate date : dates) {
      if (date != null) {
        return date;
      }
    }
    return null;
  }
}
