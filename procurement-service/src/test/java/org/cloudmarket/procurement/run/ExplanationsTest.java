package org.cloudmarket.procurement.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.run.Explanations.Answer;
import org.cloudmarket.procurement.run.Explanations.Busy;
import org.cloudmarket.procurement.run.Explanations.Explained;
import org.cloudmarket.procurement.run.Explanations.NoSuchTender;
import org.cloudmarket.procurement.run.Explanations.TooLarge;
import org.junit.jupiter.api.Test;

class ExplanationsTest {

  private static final Scenario SCENARIO = SmallMarket.scenario();
  private static final long SEED = 7;

  private final References references = Limits.references();
  private final Explanations explanations = new Explanations(references, Limits.TIGHT);

  private static ContractAwarded award() {
    return SmallMarket.messages("run").stream()
        .filter(ContractAwarded.class::isInstance)
        .map(ContractAwarded.class::cast)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private Explained explain(Decided... logged) {
    Answer answer = explanations.explain(SCENARIO, SEED, logged[0].tender(), List.of(logged));
    assertThat(answer).isInstanceOf(Explained.class);
    return (Explained) answer;
  }

  @Test
  void whatStandsOnTheLogIsExplainedWhateverTheRunAndItsShards() {
    ContractAwarded award = award();

    Explained explained = explain(award);

    assertThat(explained.asLogged()).isTrue();
    assertThat(explained.why().actual().winner()).isEqualTo(award.win().provider());
    assertThat(explained.why().actual().priceFen()).isEqualTo(award.win().priceFen());
  }

  @Test
  void anOutcomeThatNoDeskSaidIsNotAsTheReferenceHasIt() {
    ContractAwarded award = award();
    TenderFailed forged =
        new TenderFailed(
            award.run(),
            award.shard(),
            award.month(),
            award.tender(),
            award.client().id(),
            award.client().segment(),
            award.client().city(),
            0,
            "",
            List.of());

    assertThat(explain(forged).asLogged()).isFalse();
    assertThat(explain(award, forged).asLogged()).isFalse();
  }

  @Test
  void aTenderThatOnlyTheLogHasIsNotExplained() {
    ContractAwarded award = award();

    assertThat(explanations.explain(SCENARIO, SEED, "a-forged-tender", List.of(award)))
        .isEqualTo(new NoSuchTender());
  }

  @Test
  void aRunThatIsTooLargeIsRefusedWithTheLimit() {
    Scenario large =
        DocumentLibrary.shipped()
            .resolve(
                DocumentLibrary.shipped().get("no-policy"),
                Optional.empty(),
                Map.of("population.buyers", "301"));

    assertThat(explanations.explain(large, SEED, "b-1-c1", List.of(award())))
        .isEqualTo(new TooLarge(301, 300));
  }

  @Test
  void whereNobodyElseMayWaitOneIsAskedToComeAgain() {
    Limits none = new Limits(0, 0, 4, 300);
    Explanations full = new Explanations(new References(none, none), none);
    ContractAwarded award = award();

    assertThat(full.explain(SCENARIO, SEED, award.tender(), List.of(award))).isEqualTo(new Busy());
  }
}
