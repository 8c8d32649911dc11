package org.cloudmarket.exchange.release;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.scenario.Scenario;

/**
 * Makes releases of the outcomes of a run, each when it is heard. A tender and the contract that
 * comes of it are one contracting process. It keeps of each buyer the contract that runs, since
 * that is amended or terminated later.
 *
 * <p>A contract that ran when the simulation began has no tender. If it is amended or terminated,
 * its process is released then, as far as it is known.
 */
public final class Releases {

  /** What is behind a buyer's id in the id of its tender. */
  private static final Pattern CONTRACT = Pattern.compile("-c[0-9]+(-r[0-9]+)?$");

  private static final String OPENING = "-c0";

  /** The days of a month on which things happen; nothing depends on them. */
  private static final int TENDER_DAY = 1;

  private static final int TENDER_CLOSES = 20;
  private static final int AWARD_DAY = 25;
  private static final int COMPLAINT_DAY = 27;

  /**
   * A buyer's present contract.
   *
   * @param priceFen of the whole term; 0 where it is not known
   * @param start first month; {@link Months#NEVER} where it is not known
   * @param end first month in which it no longer runs
   * @param release the id of its last release
   */
  private record Running(
      String tender, String provider, long priceFen, int start, int end, String release) {}

  private final ReleaseNames names;
  private final ReleaseParts parts;
  private final Scenario scenario;
  private final Map<String, Running> running = new HashMap<>();

  /** The releases of a run of a scenario. */
  public Releases(Scenario scenario, ReleaseNames names) {
    this.scenario = scenario;
    this.names = names;
    parts = new ReleaseParts(scenario);
  }

  /**
   * The releases that an outcome makes, in their order.
   *
   * @param outcome outcomes of one buyer come in the order in which they were decided
   * @param book all bids; where it is empty, the winner and who came second are named
   */
  public List<ObjectNode> of(Decided outcome, Optional<BidsSubmitted> book) {
    return switch (outcome) {
      case ContractAwarded award -> awarded(award, book);
      case TenderFailed failure -> failed(failure, book);
      case ContractExtended extension -> extended(extension);
      case ComplaintFiled complaint -> List.of(complaint(complaint));
    };
  }

  private List<ObjectNode> awarded(ContractAwarded award, Optional<BidsSubmitted> book) {
    List<ObjectNode> releases = new ArrayList<>();
    String buyer = award.client().id();
    if (award.need().forced() && !award.replaced().incumbent().isEmpty()) {
      terminate(award, releases);
    }
    String method = method(award);
    ReleaseParts.Call call =
        new ReleaseParts.Call(
            award.tender(),
            buyer,
            award.client().segment(),
            award.client().city(),
            award.month(),
            method,
            award.need().ceilingFen());
    releases.add(tender(call, "active", award.need().termMonths()));
    releases.add(award(award, call, book));
    running.put(
        buyer,
        new Running(
            award.tender(),
            award.win().provider(),
            award.win().priceFen(),
            award.month(),
            award.month() + award.need().termMonths(),
            award.tender() + "-award"));
    return releases;
  }

  private String method(ContractAwarded award) {
    Procedure procedure = award.win().procedure();
    return switch (procedure) {
      case COMPETITION ->
          scenario.segments().get(award.client().segment()).publicTender() ? "open" : "selective";
      case SINGLE_SOURCE, NEGOTIATION -> "limited";
      case DIRECT, LAST_RESORT -> "direct";
    };
  }

  /** The plan and the call for bids. */
  private ObjectNode tender(ReleaseParts.Call call, String status, int termMonths) {
    ObjectNode release =
        release(call.tender(), "tender", call.month(), TENDER_DAY, List.of("planning", "tender"));
    parts.parties(release, call, List.of());
    if (call.ceilingFen() > 0) {
      ObjectNode budget = release.putObject("planning").putObject("budget");
      budget.put("description", "The buyer's budget for the whole term");
      budget.set("amount", parts.money(call.ceilingFen()));
    }
    ObjectNode tender = parts.tender(release, call, status);
    if (termMonths > 0) {
      tender.set("contractPeriod", ReleaseParts.period(call.month(), call.month() + termMonths));
    }
    ReleaseParts.simulation(release, names.run(), call);
    return release;
  }

  private ObjectNode award(
      ContractAwarded award, ReleaseParts.Call call, Optional<BidsSubmitted> book) {
    SortedMap<String, Long> bids = bids(book);
    bids.put(award.win().provider(), award.win().priceFen());
    if (book.isEmpty() && !award.ranking().runnerUp().isEmpty()) {
      bids.put(award.ranking().runnerUp(), 0L);
    }
    List<String> named = new ArrayList<>(bids.keySet());
    String otherwise = award.counterfactual().winner();
    ObjectNode release =
        release(award.tender(), "award", award.month(), AWARD_DAY, List.of("award", "contract"));
    ArrayNode parties = parts.parties(release, call, named);
    parts.role(parties, award.win().provider(), "supplier");
    if (!otherwise.isEmpty() && !bids.containsKey(otherwise)) {
      parts.party(parties, otherwise, "interestedParty");
    }
    ObjectNode tender = parts.tender(release, call, "complete");
    parts.bids(release, tender, call, bids, award.ranking().bidders(), date(call, TENDER_CLOSES));
    ObjectNode awarded = release.putArray("awards").addObject();
    awarded.put("id", award.tender() + "-award");
    awarded.put("status", "active");
    awarded.put("date", date(call, AWARD_DAY));
    awarded.put("relatedBid", ReleaseParts.bidId(award.tender(), award.win().provider()));
    awarded.set("value", parts.money(award.win().priceFen()));
    awarded.putArray("suppliers").add(parts.reference(award.win().provider()));
    int end = award.month() + award.need().termMonths();
    awarded.set("contractPeriod", ReleaseParts.period(award.month(), end));
    ObjectNode contract = release.putArray("contracts").addObject();
    contract.put("id", award.tender() + "-contract");
    contract.put("awardID", award.tender() + "-award");
    contract.put("status", "active");
    contract.put("dateSigned", date(call, AWARD_DAY));
    contract.set("period", ReleaseParts.period(award.month(), end));
    contract.set("value", parts.money(award.win().priceFen()));
    parts.effects(ReleaseParts.simulation(release, names.run(), call), award);
    return release;
  }

  /** Prices of those who bid, by their ids. */
  private static SortedMap<String, Long> bids(Optional<BidsSubmitted> book) {
    SortedMap<String, Long> bids = new TreeMap<>();
    for (Bid bid : book.map(BidsSubmitted::bids).orElse(List.of())) {
      if (bid.answer() == Bid.Answer.BID) {
        bids.put(bid.provider(), bid.priceFen());
      }
    }
    return bids;
  }

  private List<ObjectNode> failed(TenderFailed failure, Optional<BidsSubmitted> book) {
    boolean open = scenario.segments().get(failure.segment()).publicTender();
    ReleaseParts.Call call =
        new ReleaseParts.Call(
            failure.tender(),
            failure.buyer(),
            failure.segment(),
            failure.city(),
            failure.month(),
            open ? "open" : "selective",
            book.map(BidsSubmitted::ceilingFen).orElse(0L));
    SortedMap<String, Long> bids = bids(book);
    ObjectNode release =
        release(failure.tender(), "failure", failure.month(), AWARD_DAY, List.of("tenderUpdate"));
    parts.parties(release, call, new ArrayList<>(bids.keySet()));
    ObjectNode tender = parts.tender(release, call, "unsuccessful");
    parts.bids(release, tender, call, bids, failure.bidders(), date(call, TENDER_CLOSES));
    ReleaseParts.strings(
        ReleaseParts.simulation(release, names.run(), call), "policies", failure.policies());
    int term = book.map(each -> each.tender().termMonths()).orElse(0);
    return List.of(tender(call, "active", term), release);
  }

  private List<ObjectNode> extended(ContractExtended extension) {
    List<ObjectNode> releases = new ArrayList<>();
    Running before =
        known(
            extension.buyer(), extension.incumbent(), extension.month(), call(extension), releases);
    int end = extension.month() + extension.months();
    String reason = extension.reason().id();
    String id = "extension-" + Months.text(extension.month());
    Running after =
        new Running(
            before.tender(),
            before.provider(),
            before.priceFen(),
            before.start(),
            end,
            before.tender() + "-" + id);
    running.put(extension.buyer(), after);
    ReleaseParts.Call call = call(extension).of(before.tender());
    ObjectNode release = changed(after, call, id, AWARD_DAY, "contractAmendment", "active", end);
    ObjectNode amendment =
        ((ObjectNode) release.path("contracts").path(0)).putArray("amendments").addObject();
    amendment.put("id", id);
    amendment.put("date", date(call, AWARD_DAY));
    amendment.put("rationale", reason);
    amendment.put("description", "The contract goes on for " + extension.months() + " months");
    amendment.put("amendsReleaseID", before.release());
    amendment.put("releaseID", after.release());
    ((ObjectNode) release.path("simulation")).put("reason", reason);
    releases.add(release);
    return releases;
  }

  private static ReleaseParts.Call call(ContractExtended extension) {
    return new ReleaseParts.Call(
        extension.tender(),
        extension.buyer(),
        extension.segment(),
        extension.city(),
        extension.month(),
        "open",
        0);
  }

  /** A policy ends the contract that a tender replaces. */
  private void terminate(ContractAwarded award, List<ObjectNode> releases) {
    ReleaseParts.Call here =
        new ReleaseParts.Call(
            award.tender(),
            award.client().id(),
            award.client().segment(),
            award.client().city(),
            award.month(),
            "open",
            0);
    Running before =
        known(award.client().id(), award.replaced().incumbent(), award.month(), here, releases);
    ReleaseParts.Call call = here.of(before.tender());
    ObjectNode release =
        changed(
            before,
            call,
            "termination",
            TENDER_DAY,
            "contractTermination",
            "terminated",
            Math.max(award.month(), before.start() == Months.NEVER ? 0 : before.start() + 1));
    ObjectNode simulation = (ObjectNode) release.path("simulation");
    simulation.put("reason", "ended by a policy");
    ReleaseParts.strings(simulation, "policies", award.policies());
    releases.add(release);
  }

  /** The contract that a buyer has; one of before the run is released first. */
  private Running known(
      String buyer,
      String incumbent,
      int month,
      ReleaseParts.Call call,
      List<ObjectNode> releases) {
    Running known = running.get(buyer);
    if (known != null) {
      return known;
    }
    Running opening =
        new Running(buyer + OPENING, incumbent, 0, Months.NEVER, month, buyer + OPENING + "-award");
    ObjectNode release =
        changed(
            opening,
            call.of(opening.tender()),
            "award",
            TENDER_DAY,
            "contract",
            "active",
            Months.NEVER);
    ((ObjectNode) release.path("simulation")).put("reason", "ran when the simulation began");
    releases.add(release);
    return opening;
  }

  /** A contract as it is from now on. */
  private ObjectNode changed(
      Running contract,
      ReleaseParts.Call call,
      String id,
      int day,
      String tag,
      String status,
      int end) {
    ObjectNode release = release(contract.tender(), id, call.month(), day, List.of(tag));
    ArrayNode parties = parts.parties(release, call, List.of());
    parts.party(parties, contract.provider(), "supplier");
    ObjectNode award = release.putArray("awards").addObject();
    award.put("id", contract.tender() + "-award");
    award.put("status", "active");
    award.putArray("suppliers").add(parts.reference(contract.provider()));
    ObjectNode changed = release.putArray("contracts").addObject();
    changed.put("id", contract.tender() + "-contract");
    changed.put("awardID", contract.tender() + "-award");
    changed.put("status", status);
    if (contract.start() != Months.NEVER) {
      changed.set("period", ReleaseParts.period(contract.start(), end));
    }
    if (contract.priceFen() > 0) {
      changed.set("value", parts.money(contract.priceFen()));
    }
    ReleaseParts.simulation(release, names.run(), call);
    return release;
  }

  private ObjectNode complaint(ComplaintFiled complaint) {
    String buyer = CONTRACT.matcher(complaint.tender()).replaceFirst("");
    ReleaseParts.Call call =
        new ReleaseParts.Call(
            complaint.tender(),
            buyer,
            complaint.segment(),
            complaint.city(),
            complaint.month(),
            "open",
            0);
    ObjectNode release =
        release(
            complaint.tender(),
            "complaint-of-" + complaint.complainant(),
            complaint.month(),
            COMPLAINT_DAY,
            List.of("tenderUpdate"));
    ArrayNode parties = parts.parties(release, call, List.of());
    parts.party(parties, complaint.complainant(), "interestedParty");
    release.putObject("tender").put("id", complaint.tender());
    ObjectNode filed = ReleaseParts.simulation(release, names.run(), call).putObject("complaint");
    filed.put("complainant", complaint.complainant());
    ReleaseParts.strings(filed, "against", complaint.against());
    return release;
  }

  private ObjectNode release(String tender, String id, int month, int day, List<String> tags) {
    return ReleaseParts.release(
        names.ocid(tender), tender + "-" + id, ReleaseParts.date(month, day), tags);
  }

  private static String date(ReleaseParts.Call call, int day) {
    return ReleaseParts.date(call.month(), day);
  }
}
