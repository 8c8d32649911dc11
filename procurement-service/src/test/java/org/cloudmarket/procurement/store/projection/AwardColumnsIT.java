package org.cloudmarket.procurement.store.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.ContractsCounted;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.Scores;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.store.award.AwardFilter;
import org.cloudmarket.procurement.store.award.AwardStore;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;
import org.cloudmarket.procurement.store.award.Place;
import org.cloudmarket.procurement.store.award.Traits;
import org.junit.jupiter.api.Test;

/** What is read of rows is what records say. */
class AwardColumnsIT {

  private final ProjectedLog log = new ProjectedLog();
  private final AwardStore store = new AwardStore(log.database());
  private final String run = "run-" + UUID.randomUUID();

  private List<Decided> stored(AwardFilter filter) {
    List<Decided> all = new ArrayList<>();
    Place after = Place.behind(0);
    List<Stored> page;
    do {
      page = store.after(after, Months.NEVER, run, filter, 500);
      page.forEach(each -> all.add(each.outcome()));
      after = page.isEmpty() ? after : page.getLast().place();
    } while (!page.isEmpty());
    return all;
  }

  private static List<Decided> decided(List<Message> messages) {
    return messages.stream().filter(Decided.class::isInstance).map(Decided.class::cast).toList();
  }

  /** The run begins, and its shards with it. */
  private void begin() {
    log.append(
        SmallMarket.messages(run).stream()
            .filter(each -> each instanceof RunStarted || each instanceof ContractsCounted)
            .toList(),
        700);
  }

  @Test
  void everyOutcomeComesBackAsItWasSaid() {
    List<Message> said = SmallMarket.eventful(run);

    log.append(said, 700);

    assertThat(stored(AwardFilter.ALL)).containsExactlyInAnyOrderElementsOf(decided(said));
  }

  @Test
  void aTenderIsFoundByItsId() {
    List<Message> said = SmallMarket.messages(run);
    log.append(said, 700);
    String tender = decided(said).getLast().tender();

    assertThat(store.ofTender(run, tender, Months.NEVER))
        .extracting(Stored::outcome)
        .containsExactlyInAnyOrderElementsOf(
            decided(said).stream().filter(each -> each.tender().equals(tender)).toList());
    assertThat(store.ofTender(run, tender + "-r9", Months.NEVER)).isEmpty();
    assertThat(store.ofTender(run, "no-tender", Months.NEVER)).isEmpty();
  }

  @Test
  void aBuyerThatTheScenarioNamesKeepsItsName() {
    Decided failure = failure("port-authority-c3-r2", "port-authority");

    begin();
    log.append(failure);

    assertThat(stored(AwardFilter.ALL)).containsExactly(failure);
    assertThat(store.ofTender(run, failure.tender(), Months.NEVER)).hasSize(1);
  }

  @Test
  void anOutcomeOfATenderThatNoDeskPublishesIsSetAside() {
    Decided other = failure("port-authority-c3", "another-buyer");

    begin();
    log.append(
        other, failure("nothing", "nothing"), failure("port-authority-c40000", "port-authority"));

    assertThat(stored(AwardFilter.ALL)).isEmpty();
    assertThat(
            log.number(
                "select count(*) from dead_letter where reason = 'unprojectable' and run = '"
                    + run
                    + "'"))
        .isEqualTo(3);
  }

  @Test
  void theViewSaysTheSameInWords() {
    List<Message> said = SmallMarket.eventful(run);
    log.append(said, 700);

    assertThat(
            log.texts(
                """
                select concat_ws('|', month, shard, type, tender, segment, city, displaced,
                  buyer, data_class, winner, ownership, procedure, annual_value_fen, term_months,
                  price_fen, porting_fen, units, base_fen, coalesce(incumbent, 'nobody'),
                  incumbent_base_fen, base_units, ceiling_fen, bidders, forced,
                  array_to_string(policies, ','), coalesce(counterfactual_winner, 'nobody'),
                  counterfactual_price_fen, counterfactual_porting_fen,
                  array_to_string(displaced_by, ','), price_score, quality_score, security_score,
                  standing_score, continuity_score, ecosystem_score, policy_score, taste_score,
                  coalesce(runner_up, 'nobody'), runner_up_total)
                from outcome where type = 'contract-awarded' and run = '%1$s'
                union all
                select concat_ws('|', month, shard, type, tender, segment, city, displaced,
                  buyer, coalesce(incumbent, 'nobody'), bidders, array_to_string(policies, ','))
                from outcome where type = 'tender-failed' and run = '%1$s'
                union all
                select concat_ws('|', month, shard, type, tender, segment, city, displaced,
                  buyer, incumbent, months, reason)
                from outcome where type = 'contract-extended' and run = '%1$s'
                union all
                select concat_ws('|', month, shard, type, tender, segment, city, displaced,
                  complainant, array_to_string(against, ','))
                from outcome where type = 'complaint-filed' and run = '%1$s'
                """
                    .formatted(run)))
        .containsExactlyInAnyOrderElementsOf(
            decided(said).stream().map(AwardColumnsIT::words).toList());
  }

  private static String words(Decided outcome) {
    Traits traits = Traits.of(outcome);
    List<Object> words =
        new ArrayList<>(
            List.of(
                Months.text(outcome.month()),
                outcome.shard(),
                traits.type().id(),
                outcome.tender(),
                traits.segment().id(),
                traits.city(),
                traits.displaced() ? "t" : "f"));
    switch (outcome) {
      case ContractAwarded award -> {
        Scores scores = award.ranking().scores();
        words.addAll(
            List.of(
                award.client().id(),
                award.client().dataClass().id(),
                award.win().provider(),
                award.win().ownership().id(),
                award.win().procedure().id(),
                award.win().annualValueFen(),
                award.need().termMonths(),
                award.win().priceFen(),
                award.win().portingFen(),
                award.need().units(),
                award.win().baseFen(),
                somebody(award.replaced().incumbent()),
                award.replaced().baseFen(),
                award.client().baseUnits(),
                award.need().ceilingFen(),
                award.ranking().bidders(),
                award.need().forced() ? "t" : "f",
                String.join(",", award.policies()),
                somebody(award.counterfactual().winner()),
                award.counterfactual().priceFen(),
                award.counterfactual().portingFen(),
                String.join(",", award.counterfactual().displacedBy()),
                scores.price(),
                scores.quality(),
                scores.security(),
                scores.standing(),
                scores.continuity(),
                scores.ecosystem(),
                scores.policy(),
                scores.taste(),
                somebody(award.ranking().runnerUp()),
                award.ranking().runnerUpTotal()));
      }
      case TenderFailed failure ->
          words.addAll(
              List.of(
                  failure.buyer(),
                  somebody(failure.incumbent()),
                  failure.bidders(),
                  String.join(",", failure.policies())));
      case ContractExtended extension ->
          words.addAll(
              List.of(
                  extension.buyer(),
                  extension.incumbent(),
                  extension.months(),
                  extension.reason().id()));
      case ComplaintFiled complaint ->
          words.addAll(List.of(complaint.complainant(), String.join(",", complaint.against())));
    }
    return words.stream().map(Object::toString).collect(Collectors.joining("|"));
  }

  private static String somebody(String provider) {
    return provider.isEmpty() ? "nobody" : provider;
  }

  private Decided failure(String tender, String buyer) {
    return new TenderFailed(
        run,
        0,
        SmallMarket.scenario().start(),
        tender,
        buyer,
        Segment.BANK,
        "tianjin",
        0,
        "",
        List.of("mandate", "preference"));
  }
}
