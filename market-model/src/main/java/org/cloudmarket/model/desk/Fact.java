package org.cloudmarket.model.desk;

import java.util.List;
import java.util.SortedMap;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.TendersMessage.BidderRegistered;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.message.TendersMessage.MarketOpened;
import org.cloudmarket.model.message.TendersMessage.RulesAmended;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.population.Contract;
import org.cloudmarket.model.random.Digest;

/**
 * What a desk must not forget, in entries that are each replaced by their key. The live desk and
 * the one that comes back after a crash take them in by the same code. Keys sort so that the run
 * comes before what refers to it.
 */
public sealed interface Fact {

  /** The entry's key within the desk. */
  String key();

  /** A place in a key, so that keys sort as places do. */
  private static String inSevenDigits(int place) {
    return Integer.toString(10_000_000 + place).substring(1);
  }

  /** What government must not forget. */
  sealed interface PolicyFact extends Fact {}

  /** What the buyers of a shard must not forget. */
  sealed interface ProcurementFact extends Fact {}

  /** What the providers of a shard must not forget. */
  sealed interface ProviderFact extends Fact {}

  /**
   * A message that the desk needs again: how the run began, which month it is, which shard has
   * reported.
   */
  sealed interface Heard extends Fact {
    /** The key of the message that began the run. */
    String RUN = "0-run";

    /** The key of the message that changed the policies, by which the desk goes now. */
    String STATUTES = "0-statutes";

    /** The key of the message that changes the policies from the next month on. */
    String NEXT_STATUTES = "2-next-statutes";

    /** The key of the message that opened the month. */
    String MONTH = "1-month";

    /** The message, as far as it is needed again. */
    Message message();
  }

  /**
   * The model by which a desk has decided from its run's beginning on. Another one would decide
   * otherwise, and the run would be neither's.
   *
   * @param number 1 and up
   */
  record Model(int number) implements Fact {
    /** The key of the fact, the first of a desk's. */
    public static final String KEY = "0-model";

    /** The model of this build. One more with each change by which any award becomes another. */
    public static final Model CURRENT = new Model(1);

    @Override
    public String key() {
      return KEY;
    }

    /**
     * @throws IllegalStateException where this build decides by another model
     */
    public void require() {
      if (!equals(CURRENT)) {
        throw new IllegalStateException(
            "the run was begun by model "
                + number
                + ", and this build decides by model "
                + CURRENT.number);
      }
    }
  }

  /** Government was told to begin a run. */
  record Ordered(RunOrdered message) implements PolicyFact, Heard {
    @Override
    public String key() {
      return RUN;
    }
  }

  /** A shard has reported the open month. */
  record Reported(MonthClosed message) implements PolicyFact, Heard {
    @Override
    public String key() {
      int shard = message.shard();
      return "3-shard-" + (shard < 10 ? "0" : "") + shard;
    }
  }

  /** The policies that people have changed, by which the desk goes now. */
  record Statutes(StatutesAmended message) implements PolicyFact, ProcurementFact, Heard {
    @Override
    public String key() {
      return STATUTES;
    }
  }

  /** The policies that people have changed, by which the desk goes from the next month on. */
  record NextStatutes(StatutesAmended message) implements ProcurementFact, Heard {
    @Override
    public String key() {
      return NEXT_STATUTES;
    }
  }

  /** Buyers were told that a run has begun. */
  record Started(RunStarted message) implements ProcurementFact, Heard {
    @Override
    public String key() {
      return RUN;
    }
  }

  /** The month that buyers are in. */
  record Opened(MonthOpened message) implements ProcurementFact, Heard {
    @Override
    public String key() {
      return MONTH;
    }
  }

  /** Providers were told that a market has begun. */
  record Announced(MarketAnnounced message) implements ProviderFact, Heard {
    @Override
    public String key() {
      return RUN;
    }
  }

  /** The policies that people have changed, as providers were told. */
  record Amended(RulesAmended message) implements ProviderFact, Heard {
    @Override
    public String key() {
      return STATUTES;
    }
  }

  /** Whose signature the bids of a provider need. */
  record Registered(BidderRegistered message) implements ProviderFact, Heard {
    @Override
    public String key() {
      return "0-signer-" + message.provider();
    }
  }

  /**
   * A tender that waits for bids from outside. Of another month than the open one it is void: the
   * next month takes its place.
   *
   * @param place 0 and up, in the order in which they were published
   */
  record Asked(int place, TenderPublished message) implements ProviderFact, Heard {
    /** How keys begin. */
    public static final String KEY = "4-tender-";

    @Override
    public String key() {
      return KEY + inSevenDigits(place);
    }
  }

  /**
   * A bid from outside that counts, or of which it is not known yet whether it does. Of a month
   * before the open one it is void.
   *
   * @param place 0 and up, in the order in which they came
   */
  record Offered(int place, ExternalBid message) implements ProviderFact, Heard {
    /** How keys begin. */
    public static final String KEY = "5-bid-";

    @Override
    public String key() {
      return KEY + inSevenDigits(place);
    }
  }

  /** All tenders of a month are there, and wait for bids from outside. */
  record Waiting(TendersClosed message) implements ProviderFact, Heard {
    @Override
    public String key() {
      return "6-waiting";
    }
  }

  /** A month waits no longer. */
  record Answered(BidsClosed message) implements ProviderFact, Heard {
    @Override
    public String key() {
      return "7-answered";
    }
  }

  /** The month that providers are in. */
  record MarketOpen(MarketOpened message) implements ProviderFact, Heard {
    @Override
    public String key() {
      return MONTH;
    }
  }

  /**
   * What a trigger read off a month: a part of a whole, or of a count the count alone.
   *
   * @param whole 0 where there was nothing to be a part of
   */
  record Reading(long part, long whole) {}

  /**
   * How far a run has come.
   *
   * @param month the open month
   * @param digest of the run up to the month before
   * @param enacted policies that a trigger has put in force, sorted
   * @param repealed policies that were ended by a trigger, sorted
   * @param held for each trigger, how many months in a row it has held; -1 once it has fired
   * @param windows for each trigger, what it read off the last months, newest last
   * @param spells when policies have been in force, sorted
   */
  record Progress(
      int month,
      Digest digest,
      List<String> enacted,
      List<String> repealed,
      SortedMap<String, Integer> held,
      SortedMap<String, List<Reading>> windows,
      List<Spell> spells)
      implements PolicyFact {
    @Override
    public String key() {
      return "2-progress";
    }
  }

  /**
   * What people want of the run.
   *
   * @param paused whether months open only one step at a time
   * @param steps how many more months may open while it is paused
   * @param paceMillis the least time from month to month
   * @param cancelled whether it ends with the open month
   * @param answered ids of the last requests that were answered, oldest first
   */
  record Control(
      boolean paused, int steps, long paceMillis, boolean cancelled, List<String> answered)
      implements PolicyFact {
    public Control {
      answered = List.copyOf(answered);
    }

    @Override
    public String key() {
      return "2-control";
    }
  }

  /**
   * A message that the desk wants said later. Whoever carries its messages says it then, and after
   * a crash once more.
   *
   * @param afterMillis how long after the fact was remembered, at the least
   */
  record Alarm(long afterMillis, Message message) implements PolicyFact, ProviderFact {
    /** The key of a desk's only alarm. */
    public static final String KEY = "4-alarm";

    @Override
    public String key() {
      return KEY;
    }
  }

  /**
   * A buyer's contract and its last outcome. Providers and policies are places in the scenario's
   * sorted lists: this never leaves the desk.
   *
   * @param buyer its id
   * @param contract as it is now
   * @param last what happened last
   */
  record Buyer(String buyer, Contract contract, Last last) implements ProcurementFact {
    @Override
    public String key() {
      return "b-" + buyer;
    }
  }

  /**
   * A buyer's last outcome, as far as the month's report needs it.
   *
   * @param month when; {@link Months#NEVER} for nothing yet
   * @param outcomes how many outcomes there were: an award and a complaint are two
   * @param digest their sum
   * @param tendered whether a tender was decided
   */
  record Last(
      int month,
      int outcomes,
      Digest digest,
      boolean tendered,
      Won won,
      Bidders bidders,
      Complaint complaint,
      Touching touching) {

    /**
     * What the award came to.
     *
     * @param provider who won; -1 for nobody
     * @param annualFen annual value of the award
     * @param costFen what it costs the buyer a year beyond the counterfactual; 0 where nobody would
     *     have won
     * @param portingFen what it paid once for a move beyond the counterfactual
     */
    public record Won(int provider, long annualFen, long costFen, long portingFen) {}

    /**
     * Providers that bid.
     *
     * @param low as a set of places 0..63
     * @param high as a set of places 64..127
     */
    public record Bidders(long low, long high) {}

    /**
     * A shut-out provider that would have won.
     *
     * @param provider its place; -1 for nobody
     * @param against the policies complained of, as a set of places
     */
    public record Complaint(int provider, long against) {}

    /**
     * Policies, each as a set of places.
     *
     * @param inScope those in whose scope the buyer is
     * @param applied those that it applied; without a tender, those that bridge the contract
     * @param displacing those that alone displaced the award
     */
    public record Touching(long inScope, long applied, long displacing) {}
  }

  /**
   * What a provider has become.
   *
   * @param provider its id
   * @param cumulativeUnits unit-months that it has ever run
   * @param unitCostMilliFen what a unit costs it a month
   * @param qualityPpm its quality
   * @param markupPpm what its adaptive strategy adds to the markup
   * @param trendFen the trailing mean of its running annual value, against which investment is
   *     short or not
   */
  record Provider(
      String provider,
      long cumulativeUnits,
      long unitCostMilliFen,
      int qualityPpm,
      int markupPpm,
      long trendFen)
      implements ProviderFact {
    @Override
    public String key() {
      return "p-" + provider;
    }
  }
}
