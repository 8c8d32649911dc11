package org.cloudmarket.model.instrument;

import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.ProviderChange;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.policy.Surroundings;

/**
 * A provider pays, and a stated part of it is missing from its cloud's investment, in equal parts
 * over some months. Modelled on the antitrust fine of April 2021. Where it ends sooner, the rest is
 * not taken.
 *
 * @param provider who pays; its id
 * @param amountFen how much; 1..{@value #MAX_AMOUNT_FEN}
 * @param cloudPartPpm the part of it that the cloud does not invest; 1..1,000,000
 * @param months over how many months; 1..{@value #MAX_MONTHS}
 */
public record Fine(String provider, long amountFen, int cloudPartPpm, int months)
    implements ProviderChange {

  /** The name of the kind. */
  public static final String TYPE = "fine";

  /** Ten trillion of the currency's units. */
  public static final long MAX_AMOUNT_FEN = 1_000_000_000_000_000L;

  /** The longest time. */
  public static final int MAX_MONTHS = 60;

  public Fine {
    Ids.check("provider", provider);
    Ranges.within("amountFen", amountFen, 1, MAX_AMOUNT_FEN);
    Ranges.within("cloudPart", cloudPartPpm, 1, Ranges.PPM);
    Ranges.within("months", months, 1, MAX_MONTHS);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Provider change(Provider before) {
    return before;
  }

  /**
   * What the cloud does not invest in a month: of all months together, the whole part of the fine.
   *
   * @param spell a time in force
   */
  @Override
  public long shortfallFen(Spell spell, int month) {
    int paid = month - spell.from();
    return spell.holds(month) && paid < months ? upTo(paid + 1) - upTo(paid) : 0;
  }

  /** What is not invested in the first so many months. */
  private long upTo(int count) {
    long part = Ranges.scale(amountFen, cloudPartPpm);
    return part / months * count + part % months * count / months;
  }

  @Override
  public void examine(Surroundings in) {
    if (in.provider(provider).filter(Provider::fringe).isPresent()) {
      in.warn(
          "provider",
          "'"
              + provider
              + "' is the rest of the market and does not invest: the policy touches nobody");
    }
  }
}
