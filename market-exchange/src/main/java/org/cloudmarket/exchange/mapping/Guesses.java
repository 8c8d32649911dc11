package org.cloudmarket.exchange.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.cloudmarket.exchange.contract.Party;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;

/** Proposes what organisations are, from words of their names and from what else they do. */
final class Guesses {

  private static final int SURE = 80;
  private static final int LIKELY = 60;
  private static final int HINT = 50;
  private static final int NOTHING_SPEAKS_AGAINST = 40;
  private static final int NOTHING_KNOWN = 20;

  /** Words that make an organisation a kind of buyer: the first pattern that is found counts. */
  private record Rule(Pattern words, Segment segment, int confidence) {
    static Rule of(Segment segment, int confidence, String... words) {
      return new Rule(
          Pattern.compile("(?<!\\p{L})(" + String.join("|", words) + ")"), segment, confidence);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          Rule.of(Segment.BANK, SURE, "bank", "banco", "banque", "bancă", "банк", "银行"),
          Rule.of(
              Segment.STATE_ENTERPRISE,
              HINT,
              "universit",
              "universid",
              "университет",
              "університет",
              "hospital",
              "hôpital",
              "spital",
              "больниц",
              "лікарн",
              "school",
              "college",
              "institut",
              "railway",
              "utilities",
              "state enterprise",
              "state-owned",
              "державне підприємство"),
          Rule.of(
              Segment.MUNICIPALITY,
              SURE,
              "municip",
              "city of",
              "city council",
              "town of",
              "borough",
              "county",
              "district council",
              "council",
              "commune",
              "mairie",
              "ville de",
              "ayuntamiento",
              "alcald",
              "gobernaci",
              "prefeitura",
              "primăria",
              "primaria",
              "consiliul",
              "stadt",
              "gemeinde",
              "landkreis",
              "gemeente",
              "comune di",
              "gmina",
              "міськ",
              "сільськ",
              "район",
              "город"),
          Rule.of(Segment.MANUFACTURER, SURE, "manufactur"),
          Rule.of(Segment.INTERNET_COMPANY, SURE, "internet compan"),
          Rule.of(Segment.CONSUMER_SERVICE, SURE, "consumer service"),
          Rule.of(Segment.OVERSEAS_CUSTOMER, SURE, "overseas"),
          Rule.of(
              Segment.GOVERNMENT_AGENCY,
              SURE,
              "minist",
              "department",
              "departament",
              "agency",
              "agenc",
              "agencia",
              "authority",
              "commission",
              "directorate",
              "office of",
              "secretar",
              "federal",
              "national",
              "bundes",
              "police",
              "court",
              "tribunal",
              "parliament",
              "government",
              "міністерств",
              "министерств",
              "управління",
              "управление",
              "служба"));

  private static final Pattern STATE =
      Pattern.compile(
          "(?<!\\p{L})(state enterprise|state-owned|public enterprise|public corporation|municipal"
              + "|universit|державне підприємство|комунальне підприємство|întreprinderea de stat)");

  private Guesses() {}

  static Proposal<Segment> segment(Party buyer) {
    String name = buyer.name().toLowerCase(Locale.ROOT);
    for (Rule rule : RULES) {
      var matcher = rule.words.matcher(name);
      if (matcher.find()) {
        return new Proposal<>(
            rule.segment, rule.confidence, "its name has '" + matcher.group(1) + "'");
      }
    }
    return new Proposal<>(
        Segment.GOVERNMENT_AGENCY, NOTHING_KNOWN, "nothing in its name says what it is");
  }

  /**
   * @param buysToo whether it is a buyer in the same data
   * @param home the country of most buyers; empty where that is not known
   */
  static Proposal<Ownership> ownership(Party supplier, boolean buysToo, String home) {
    List<Proposal<Ownership>> signs = new ArrayList<>();
    if (buysToo) {
      signs.add(new Proposal<>(Ownership.STATE, LIKELY, "it is a buyer in these data too"));
    }
    boolean abroad =
        !home.isEmpty()
            && !supplier.country().isEmpty()
            && !supplier.country().equalsIgnoreCase(home);
    if (abroad) {
      signs.add(
          new Proposal<>(
              Ownership.FOREIGN,
              LIKELY,
              "it sits in " + supplier.country() + ", most buyers in " + home));
    }
    var matcher = STATE.matcher(supplier.name().toLowerCase(Locale.ROOT));
    if (matcher.find()) {
      signs.add(new Proposal<>(Ownership.STATE, HINT, "its name has '" + matcher.group(1) + "'"));
    }
    signs.add(
        new Proposal<>(
            Ownership.PRIVATE, NOTHING_SPEAKS_AGAINST, "nothing says that it is not private"));
    return signs.getFirst();
  }
}
