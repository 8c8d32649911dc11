package org.cloudmarket.procurement.web.award;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.procurement.store.award.AwardFilter;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;
import org.cloudmarket.procurement.store.award.Place;
import org.cloudmarket.procurement.store.run.TestRuns;
import org.cloudmarket.wire.codec.MessageCodec;
import org.junit.jupiter.api.Test;

class AwardPagesTest {

  private static final int START = Months.parse("2021-01");
  private static final Place BEGINNING = Place.behind(START - 1);

  private static TenderFailed failure() {
    return new TenderFailed(
        "run-one", 2, START, "bank-17-c3", "bank-17", Segment.BANK, "tianjin", 2, "", List.of());
  }

  private static List<Stored> outcomes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Stored(new Place(START, 2, 10 + i), failure()))
        .toList();
  }

  @Test
  void aPageGoesOnBehindItsLastItemWhereThereIsMore() {
    Page<AwardItem> page =
        AwardPages.cut(
            TestRuns.ended(START, START + 3), AwardFilter.ALL, BEGINNING, outcomes(4), 3);

    assertThat(page.items()).hasSize(3);
    assertThat(page.next()).isEqualTo("2021-01-2-12");
  }

  @Test
  void theLastPageOfAnEndedRunIsTheEnd() {
    Page<AwardItem> page =
        AwardPages.cut(
            TestRuns.ended(START, START + 3), AwardFilter.ALL, BEGINNING, outcomes(3), 3);

    assertThat(page.items()).hasSize(3);
    assertThat(page.next()).isEmpty();
  }

  @Test
  void theListGoesOnBehindTheLastWholeMonthAsLongAsTheRunDoes() {
    Page<AwardItem> page =
        AwardPages.cut(
            TestRuns.running(START, START + 1), AwardFilter.ALL, BEGINNING, outcomes(3), 3);

    assertThat(page.next()).isEqualTo("2021-02");
  }

  @Test
  void beforeTheFirstWholeMonthItIsAtItsBeginning() {
    Page<AwardItem> page =
        AwardPages.cut(TestRuns.ordered(START), AwardFilter.ALL, BEGINNING, List.of(), 3);

    assertThat(page.items()).isEmpty();
    assertThat(page.next()).isEqualTo("2020-12");
  }

  @Test
  void whoIsBehindTheLastWholeMonthIsNotSentBack() {
    Place ahead = Place.behind(START + 2);

    Page<AwardItem> page =
        AwardPages.cut(TestRuns.running(START, START + 1), AwardFilter.ALL, ahead, List.of(), 3);

    assertThat(page.next()).isEqualTo(ahead.text());
  }

  @Test
  void whatIsAskedForUpToAMonthEndsWhenThatMonthIsWhole() {
    AwardFilter untilTheSecond =
        new AwardFilter(
            START,
            START + 1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(
            AwardPages.cut(
                    TestRuns.running(START, START), untilTheSecond, BEGINNING, outcomes(1), 3)
                .next())
        .isEqualTo("2021-01");
    assertThat(
            AwardPages.cut(
                    TestRuns.running(START, START + 1), untilTheSecond, BEGINNING, outcomes(1), 3)
                .next())
        .isEmpty();
  }

  @Test
  void anItemIsItsRecordBehindItsType() throws JsonProcessingException {
    List<AwardItem> items = AwardItem.of(List.of(new Stored(BEGINNING, failure())));

    ObjectMapper json = new ObjectMapper();
    String record = new String(new MessageCodec().encode(failure()), StandardCharsets.UTF_8);
    assertThat(json.writeValueAsString(items))
        .isEqualTo("[{\"type\":\"tender-failed\"," + record.substring(1) + "]");
  }
}
