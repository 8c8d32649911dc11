package org.cloudmarket.model.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.policy.RulesDraft;
import org.cloudmarket.model.scenario.Scenario;

/**
 * The rules of one tender, as the policies that its buyer applies leave them. Providers are places
 * in the scenario's sorted list.
 */
public final class TenderRules {

  /** No provider, or no policy. */
  public static final int NONE = -1;

  private final int number;
  private final int[] excludedBy;
  private final long[] bonusMicroPoints;
  private final int[] deductionPpm;
  private final int[] costPpm;
  private final int[] standingFallPpm;
  private final boolean[] admits;
  private final long[] security;
  private final long[] standing;
  private final long[] ecosystem;
  private final long[] beforeBids;
  private Weights weights;
  private final int portingCostPpm;
  private int portingLeftPpm = Ranges.PPM;
  private int requiredCertification;
  private int direct = NONE;
  private int directBy = NONE;
  private int lastResort = NONE;

  private TenderRules(
      int number, SegmentProfile profile, int requiredCertification, int providers) {
    this.number = number;
    weights = profile.weights();
    portingCostPpm = profile.portingCostPpm();
    this.requiredCertification = requiredCertification;
    excludedBy = new int[providers];
    Arrays.fill(excludedBy, NONE);
    bonusMicroPoints = new long[providers];
    deductionPpm = new int[providers];
    costPpm = new int[providers];
    Arrays.fill(costPpm, Ranges.PPM);
    standingFallPpm = new int[providers];
    admits = new boolean[providers];
    security = new long[providers];
    standing = new long[providers];
    ecosystem = new long[providers];
    beforeBids = new long[providers];
  }

  /**
   * The rules for buyers of a kind.
   *
   * @param number which rules of their book these are
   * @param applied the policies that the buyer applies, as a set of places in the scenario's sorted
   *     list
   * @param leftPpm how much is left of what fades, by the policy's place
   */
  static TenderRules of(
      int number,
      Scenario scenario,
      SegmentProfile profile,
      DataClass dataClass,
      long applied,
      int[] leftPpm) {
    List<Provider> providers = scenario.providers();
    TenderRules rules =
        new TenderRules(
            number, profile, scenario.rules().requiredCertification(dataClass), providers.size());
    Draft draft = rules.new Draft(providers, scenario.rules(), dataClass);
    for (int i = PolicySet.first(applied); i != PolicySet.END; i = PolicySet.next(applied, i)) {
      draft.write(scenario.policies().get(i), i, leftPpm[i]);
    }
    draft.close();
    for (int place = 0; place < providers.size(); place++) {
      rules.look(place, providers.get(place), profile.segment());
    }
    return rules;
  }

  /** Reckons what these rules mean for a provider, whatever it bids. */
  private void look(int place, Provider provider, Segment segment) {
    admits[place] =
        provider.ownership() == Ownership.IN_HOUSE
            ? place == lastResort
            : excludedBy[place] == NONE && provider.certificationLevel() >= requiredCertification;
    security[place] =
        weights.security() * provider.certificationLevel() / Provider.TOP_CERTIFICATION;
    standing[place] =
        weights.standing()
            * Math.max(0, provider.standingPpm() - standingFallPpm[place])
            / Ranges.PPM;
    ecosystem[place] =
        weights.ecosystem() * provider.ecosystemPpm().getOrDefault(segment, 0) / Ranges.PPM;
    beforeBids[place] = security[place] + ecosystem[place] + bonusMicroPoints[place];
  }

  /** Which rules of their book these are, 0 and up; another month's may have the same number. */
  public int number() {
    return number;
  }

  /** Whether a provider may bid, where nobody gets the contract without competition. */
  public boolean admits(int provider) {
    return admits[provider];
  }

  /** Points for a provider's certification, in millionths. */
  public long securityMicroPoints(int provider) {
    return security[provider];
  }

  /** Points for a provider's political standing in the eyes of full exposure, in millionths. */
  public long standingMicroPoints(int provider) {
    return standing[provider];
  }

  /** Points for the pull of a provider's other products, in millionths. */
  public long ecosystemMicroPoints(int provider) {
    return ecosystem[provider];
  }

  /** Security, ecosystem and what policy adds: points that no bid changes, in millionths. */
  public long microPointsBeforeBids(int provider) {
    return beforeBids[provider];
  }

  /** The criteria weights. */
  public Weights weights() {
    return weights;
  }

  /**
   * Points that the incumbent gets for continuity, in millionths. A part of them stands for the
   * money that a move would cost: as many points as the porting cost makes of the price of the
   * whole term. Of these, policy spares what somebody else bears.
   */
  public long continuityMicroPoints(int termMonths) {
    if (portingLeftPpm == Ranges.PPM) {
      return weights.continuity();
    }
    long pointsOfMoney = Ranges.scale(weights.price(), portingCostPpm) * Months.A_YEAR / termMonths;
    long spared =
        Ranges.scale(Math.min(weights.continuity(), pointsOfMoney), Ranges.PPM - portingLeftPpm);
    return weights.continuity() - spared;
  }

  /** What it costs the buyer once to move, as a part of the contract's annual value. */
  public int portingPpm() {
    return portingLeftPpm == Ranges.PPM
        ? portingCostPpm
        : Math.toIntExact(Ranges.scale(portingCostPpm, portingLeftPpm));
  }

  /** The certification that the data demand, as they are treated. */
  public int requiredCertification() {
    return requiredCertification;
  }

  /** The policy that shuts a provider out, or {@link #NONE}. */
  public int excludedBy(int provider) {
    return excludedBy[provider];
  }

  /** Points that policy adds to a provider's, in millionths. */
  public long bonusMicroPoints(int provider) {
    return bonusMicroPoints[provider];
  }

  /** The part of a provider's price that evaluation leaves out. */
  public int deductionPpm(int provider) {
    return deductionPpm[provider];
  }

  /** The part of its cost that a provider bears. */
  public int costPpm(int provider) {
    return costPpm[provider];
  }

  /** How far a provider's political standing is lower than its own. */
  public int standingFallPpm(int provider) {
    return standingFallPpm[provider];
  }

  /** The in-house provider that gets the contract without competition, or {@link #NONE}. */
  public int direct() {
    return direct;
  }

  /** The policy behind {@link #direct}. */
  public int directBy() {
    return directBy;
  }

  /** The in-house provider that gets the contract when the tender fails, or {@link #NONE}. */
  public int lastResort() {
    return lastResort;
  }

  /** Who is spared which part of the cost. */
  private record Spared(Predicate<Provider> who, int costPpm) {}

  /** What policies write, one after the other, in the order of their ids. */
  private final class Draft implements RulesDraft {
    private final List<Provider> providers;
    private final ProcurementRules law;
    private final DataClass own;
    private final List<ToLongFunction<DataClass>> moves = new ArrayList<>();
    private final List<Spared> subsidies = new ArrayList<>();
    private final List<Integer> sparedPortingPpm = new ArrayList<>();
    private final int ownCertification;
    private DataClass treatedAs;
    private int policy;
    private int leftPpm;

    Draft(List<Provider> providers, ProcurementRules law, DataClass own) {
      this.providers = providers;
      this.law = law;
      this.own = own;
      ownCertification = requiredCertification;
      treatedAs = own;
    }

    void write(Policy each, int place, int left) {
      policy = place;
      leftPpm = left;
      each.instrument().shape(this);
    }

    /** What depends on all policies together. */
    void close() {
      long moved = 0;
      for (ToLongFunction<DataClass> each : moves) {
        moved += each.applyAsLong(treatedAs);
      }
      weights = moved == 0 ? weights : weights.movedToSecurityAndStanding(moved);
      // Each rounds down, so that their order would matter but for this.
      sparedPortingPpm.sort(Comparator.naturalOrder());
      for (int part : sparedPortingPpm) {
        portingLeftPpm = Math.toIntExact(Ranges.scale(portingLeftPpm, Ranges.PPM - part));
      }
      subsidies.sort(Comparator.comparingInt(Spared::costPpm));
      for (Spared each : subsidies) {
        for (int i = 0; i < costPpm.length; i++) {
          if (each.who.test(providers.get(i))) {
            costPpm[i] = Math.toIntExact(Ranges.scale(costPpm[i], Ranges.PPM - each.costPpm));
          }
        }
      }
    }

    @Override
    public void exclude(Predicate<Provider> who) {
      for (int i = 0; i < excludedBy.length; i++) {
        if (excludedBy[i] == NONE && who.test(providers.get(i))) {
          excludedBy[i] = policy;
        }
      }
    }

    @Override
    public void prefer(Predicate<Provider> who, long bonus, int deduction) {
      for (int i = 0; i < excludedBy.length; i++) {
        if (who.test(providers.get(i))) {
          bonusMicroPoints[i] += bonus;
          deductionPpm[i] = Math.min(900_000, deductionPpm[i] + deduction);
        }
      }
    }

    @Override
    public void awardDirectly(String provider) {
      if (direct == NONE) {
        direct = place(provider);
        directBy = policy;
      }
    }

    @Override
    public void lastResort(String provider) {
      if (lastResort == NONE) {
        lastResort = place(provider);
      }
    }

    @Override
    public void classify(DataClass atLeast, ToLongFunction<DataClass> movedMicroPoints) {
      treatedAs = atLeast.compareTo(treatedAs) > 0 ? atLeast : treatedAs;
      moves.add(movedMicroPoints);
      if (atLeast.compareTo(own) > 0) {
        int demanded = law.requiredCertification(atLeast);
        requiredCertification = Math.max(requiredCertification, demanded);
        exclude(
            provider ->
                provider.certificationLevel() >= ownCertification
                    && provider.certificationLevel() < demanded);
      }
    }

    @Override
    public void subsidise(Predicate<Provider> who, int costReductionPpm) {
      subsidies.add(new Spared(who, costReductionPpm));
    }

    @Override
    public void sparePorting(int partPpm) {
      sparedPortingPpm.add(partPpm);
    }

    @Override
    public void lowerStanding(String provider, int fallPpm, int groupFallPpm) {
      int sanctioned = place(provider);
      for (int i = 0; i < standingFallPpm.length && sanctioned != NONE; i++) {
        boolean kin = providers.get(i).ownerGroup().equals(providers.get(sanctioned).ownerGroup());
        int fall = i == sanctioned ? fallPpm : kin ? groupFallPpm : 0;
        standingFallPpm[i] += (int) Ranges.scale(fall, leftPpm);
      }
    }

    private int place(String provider) {
      for (int i = 0; i < providers.size(); i++) {
        if (providers.get(i).id().equals(provider)) {
          return i;
        }
      }
      return NONE;
    }
  }
}
