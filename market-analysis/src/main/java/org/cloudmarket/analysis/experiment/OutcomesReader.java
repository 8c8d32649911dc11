package org.cloudmarket.analysis.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.cloudmarket.analysis.outcome.Figure;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.analysis.outcome.Whose;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.Keyed;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.Statistic;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.ProviderChange;
import org.cloudmarket.model.scenario.Scenario;

/** Reads what is measured, of markets that have the same months. */
final class OutcomesReader {

  /** The most outcomes of an experiment. */
  static final int MOST_OUTCOMES = 200;

  private static final String STATISTIC = "statistic";
  private static final String SEGMENTS = "segments";

  private static final String OF_OWNERSHIP = "ofOwnership";
  private static final String OF_SEGMENT = "ofSegment";
  private static final String OF_POLICY = "ofPolicy";

  private static final List<String> WHOSE =
      List.of("ofProvider", OF_OWNERSHIP, OF_SEGMENT, "ofCity", OF_POLICY);

  private final Scenario specimen;
  private final List<String> cities;
  private final List<String> providers;
  private final List<Segment> segments;

  /** Those of any market: one without policy is what the others are compared with. */
  private final SortedSet<String> policies = new TreeSet<>();

  /** Those that some provider of some market has, now or under a policy. */
  private final Set<Ownership> ownerships = EnumSet.noneOf(Ownership.class);

  /**
   * @param markets that are measured, at least one; what only some of them have cannot be asked for
   */
  OutcomesReader(List<Scenario> markets) {
    specimen = markets.getFirst();
    cities = inAll(markets, market -> market.cities().stream().map(City::id).toList());
    providers = inAll(markets, market -> market.providers().stream().map(Provider::id).toList());
    segments = inAll(markets, market -> List.copyOf(market.segments().keySet()));
    for (Scenario market : markets) {
      market.policies().forEach(policy -> policies.add(policy.id()));
      for (Provider provider : market.providers()) {
        ownerships.add(provider.ownership());
        market.policies().stream()
            .map(Policy::instrument)
            .filter(
                each ->
                    each instanceof ProviderChange change
                        && change.provider().equals(provider.id()))
            .forEach(each -> ownerships.add(((ProviderChange) each).change(provider).ownership()));
      }
    }
  }

  private static <T> List<T> inAll(List<Scenario> markets, Function<Scenario, List<T>> ids) {
    List<T> common = new ArrayList<>(ids.apply(markets.getFirst()));
    markets.forEach(market -> common.retainAll(ids.apply(market)));
    return common;
  }

  /**
   * The months that a number stands for, where an outcome does not say others.
   *
   * @param from the first
   * @param to the last
   */
  record Period(int from, int to) {}

  /**
   * Reads the period of an experiment. Without one it goes from the first month in which a policy
   * of any market binds to the end.
   */
  Period period(Fields fields, List<Scenario> markets) {
    int first =
        markets.stream()
            .flatMapToInt(market -> Experiment.firstMonthOfPolicy(market).stream())
            // Markets of other months are a fault that is said elsewhere.
            .filter(month -> month >= specimen.start() && month < specimen.end())
            .min()
            .orElse(specimen.start());
    return period(fields, new Period(first, specimen.end() - 1));
  }

  private Period period(Fields fields, Period absent) {
    int from = month(fields, "from", absent.from());
    int to = month(fields, "to", absent.to());
    if (to < from) {
      fields.fault("to", "is " + Months.text(to) + ", before it begins in " + Months.text(from));
      return absent;
    }
    fields.close();
    return new Period(from, to);
  }

  private int month(Fields fields, String field, int absent) {
    int mark = fields.faults().count();
    int month = fields.month(field, absent);
    if (fields.faults().count() > mark) {
      return absent;
    }
    if (month < specimen.start() || month >= specimen.end()) {
      fields.fault(
          field,
          "is "
              + Months.text(month)
              + "; the market runs from "
              + Months.text(specimen.start())
              + " to "
              + Months.text(specimen.end() - 1));
      return absent;
    }
    return month;
  }

  /** Reads the outcomes; without any there are the usual ones. */
  List<Outcome> read(Fields fields, Period period) {
    if (!fields.present()) {
      return usual(period);
    }
    List<Outcome> outcomes = new ArrayList<>();
    SortedMap<String, JsonNode> written = Keyed.byId(fields, "outcome", MOST_OUTCOMES);
    if (written.isEmpty()) {
      fields.faults().add(fields.pointer(), "names no outcome; leave it out for the usual ones");
    }
    written.forEach(
        (id, node) ->
            outcome(id, Fields.of(fields.at(id), node, fields.faults()), period)
                .ifPresent(outcomes::add));
    return outcomes;
  }

  Optional<Outcome> outcome(String id, Fields fields, Period absent) {
    int mark = fields.mark();
    Optional<Figure> known = figure(fields);
    Figure figure = known.orElse(Figure.AWARDS); // Which goes with whatever else is said.
    Whose whose = whose(fields, known);
    SortedSet<Segment> segments = segments(fields);
    SortedSet<String> some = fields.idsOrAll("cities", "city", cities);
    Period period = period(fields, absent);
    return fields
        .faults()
        .make(
            mark,
            fields.pointer(),
            () -> new Outcome(id, figure, whose, segments, some, period.from(), period.to()));
  }

  /** What is measured; nothing where that is a fault. */
  private static Optional<Figure> figure(Fields fields) {
    int mark = fields.faults().count();
    Figure figure = fields.word("figure", "figure", Figure.class);
    return fields.faults().count() > mark ? Optional.empty() : Optional.of(figure);
  }

  /** Named one by one, or as those that a statistic of the scenario counts. */
  private SortedSet<Segment> segments(Fields fields) {
    List<String> known = specimen.statistics().stream().map(Statistic::id).toList();
    boolean both = fields.has(STATISTIC) && fields.has(SEGMENTS);
    String id = fields.idIfAny(STATISTIC, STATISTIC, known);
    SortedSet<Segment> named = fields.wordsOrAll(SEGMENTS, "segment", Segment.class);
    named.forEach(each -> requireBuyers(fields, SEGMENTS, each));
    if (both) {
      fields.fault(STATISTIC, "stands beside segments; name one or the other");
    }
    Optional<Statistic> statistic =
        specimen.statistics().stream().filter(each -> each.id().equals(id)).findFirst();
    if (statistic.isPresent() && !statistic.get().providers().isEmpty()) {
      fields.fault(
          STATISTIC, "counts some providers only, and an outcome is of all; name its segments");
    }
    return statistic.map(Statistic::segments).orElse(named);
  }

  /**
   * @param known what is measured; of what nobody knows, nothing is said that depends on it
   */
  private Whose whose(Fields fields, Optional<Figure> known) {
    boolean share = known.filter(Figure::share).isPresent();
    boolean ofPolicy = known.filter(Figure::ofPolicy).isPresent();
    List<String> said = WHOSE.stream().filter(fields::has).toList();
    if (said.size() > 1) {
      fields.fault(said.get(1), "stands beside " + said.getFirst() + "; an outcome is of one");
      fields.allow(WHOSE);
      return new Whose.Everybody();
    }
    if (said.isEmpty()) {
      if (ofPolicy) {
        fields.faults().add(fields.pointer(), "is of a policy: say of which with " + OF_POLICY);
      }
      if (share) {
        fields
            .faults()
            .add(
                fields.pointer(),
                "is a share: say whose with one of "
                    + String.join(
                        ", ", WHOSE.stream().filter(each -> !each.equals(OF_POLICY)).toList()));
      }
      return new Whose.Everybody();
    }
    known.ifPresent(figure -> fits(fields, said.getFirst(), figure));
    return switch (said.getFirst()) {
      case "ofProvider" -> new Whose.OfProvider(fields.id("ofProvider", "provider", providers));
      case OF_OWNERSHIP -> new Whose.OfOwnership(ownership(fields));
      case OF_SEGMENT -> new Whose.OfSegment(segment(fields));
      case OF_POLICY -> new Whose.OfPolicy(fields.id(OF_POLICY, "policy", List.copyOf(policies)));
      default -> new Whose.OfCity(fields.id("ofCity", "city", cities));
    };
  }

  private static void fits(Fields fields, String whose, Figure figure) {
    if (figure.ofAll()) {
      fields.fault(whose, "means nothing for " + figure.id() + ", which is of all");
    } else if (figure.ofPolicy() != whose.equals(OF_POLICY)) {
      fields.fault(
          whose,
          "means nothing for "
              + figure.id()
              + (figure.ofPolicy() ? ", which is of a policy: " + OF_POLICY : ""));
    }
  }

  private Ownership ownership(Fields fields) {
    int mark = fields.faults().count();
    Ownership asked = fields.word(OF_OWNERSHIP, "ownership", Ownership.class);
    if (fields.faults().count() == mark && !ownerships.contains(asked)) {
      fields.fault(
          OF_OWNERSHIP,
          "no provider is "
              + asked.id()
              + "; there are "
              + String.join(", ", ownerships.stream().map(Ownership::id).toList()));
    }
    return asked;
  }

  private Segment segment(Fields fields) {
    int mark = fields.faults().count();
    Segment asked = fields.word(OF_SEGMENT, "segment", Segment.class);
    if (fields.faults().count() == mark) {
      requireBuyers(fields, OF_SEGMENT, asked);
    }
    return asked;
  }

  private void requireBuyers(Fields fields, String field, Segment asked) {
    if (!segments.contains(asked)) {
      fields.fault(field, "the market has no buyers of segment '" + asked.id() + "'");
    }
  }

  /** What somebody wants to know who does not say: who gains and loses, and what it costs. */
  List<Outcome> usual(Period period) {
    List<Outcome> outcomes = new ArrayList<>();
    EnumSet<Ownership> now = EnumSet.noneOf(Ownership.class);
    specimen.providers().stream()
        .filter(provider -> providers.contains(provider.id()))
        .forEach(provider -> now.add(provider.ownership()));
    now.forEach(each -> outcomes.add(share(each.id(), new Whose.OfOwnership(each), period)));
    providers.forEach(id -> outcomes.add(share(id, new Whose.OfProvider(id), period)));
    for (Figure figure :
        List.of(
            Figure.COST_TO_BUYERS,
            Figure.PRICE_LEVEL,
            Figure.AWARDS,
            Figure.MIGRATIONS,
            Figure.PORTING_COST,
            Figure.DISPLACED,
            Figure.COMPLAINTS,
            Figure.FAILED,
            Figure.CONCENTRATION)) {
      outcomes.add(outcome(figure.id(), figure, new Whose.Everybody(), period));
    }
    return outcomes;
  }

  private static Outcome share(String of, Whose whose, Period period) {
    return outcome("share-of-" + of, Figure.RUNNING_SHARE, whose, period);
  }

  private static Outcome outcome(String id, Figure figure, Whose whose, Period period) {
    return new Outcome(
        id,
        figure,
        whose,
        Collections.emptySortedSet(),
        Collections.emptySortedSet(),
        period.from(),
        period.to());
  }
}
