package org.cloudmarket.model.procurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmarket.model.CollectingOutbox;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.model.message.TendersMessage.TendersPublished;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** How many tenders of a month go together. */
class TendersTogetherTest {

  private static final Scenario SCENARIO = TestMarket.with();

  /** What a desk says of the first month in which something is due. */
  private static List<Message> month(int tendersInRecord) {
    List<Message> said = new ArrayList<>();
    Outbox outbox = new CollectingOutbox(said);
    ProcurementDesk desk = new ProcurementDesk();
    desk.hear(new RunStarted("run", 0, 1, 7, SCENARIO, 0, tendersInRecord), outbox);
    desk.hear(
        new MonthOpened(
            "run", 0, SCENARIO.start(), List.of(), List.of(), List.of(), List.of(), Digest.ZERO),
        outbox);
    return said;
  }

  private static List<TendersPublished> records(List<Message> said) {
    return said.stream()
        .filter(TendersPublished.class::isInstance)
        .map(TendersPublished.class::cast)
        .toList();
  }

  private static List<TenderPublished> alone(List<Message> said) {
    return said.stream()
        .filter(TenderPublished.class::isInstance)
        .map(TenderPublished.class::cast)
        .toList();
  }

  @Test
  void theyFillRecordsAndTheLastHasTheRest() {
    List<TendersPublished> records = records(month(3));

    assertThat(records).hasSizeGreaterThan(2);
    assertThat(records.subList(0, records.size() - 1))
        .allSatisfy(record -> assertThat(record.tenders()).hasSize(3));
    assertThat(records.getLast().tenders()).hasSizeBetween(1, 3);
  }

  @Test
  void theSameTendersComeTogetherAsAlone() {
    List<Message> said = month(3);
    Stream<TenderPublished> together =
        records(said).stream().flatMap(record -> record.tenders().stream());

    assertThat(alone(said)).isEmpty();
    assertThat(together).containsExactlyElementsOf(alone(month(1)));
    assertThat(said.getLast()).isInstanceOf(TendersClosed.class);
  }

  @Test
  void nothingGoesTogetherThatIsOfAnotherMonth() {
    TenderPublished one = alone(month(1)).getFirst();
    TenderPublished later =
        new TenderPublished(
            one.run(),
            one.shard(),
            one.month() + 1,
            one.tender(),
            one.buyer(),
            one.contract(),
            one.attempt(),
            one.segment(),
            one.city(),
            one.dataClass(),
            one.units(),
            one.termMonths(),
            one.publicTender(),
            one.forced(),
            one.incumbent(),
            one.incumbentUnitPriceMilliFen(),
            one.policies());

    assertThatThrownBy(() -> new TendersPublished(List.of(one, later)))
        .hasMessageContaining(later.tender());
    assertThatThrownBy(() -> new TendersPublished(List.of())).hasMessage("no tender is published");
  }
}
