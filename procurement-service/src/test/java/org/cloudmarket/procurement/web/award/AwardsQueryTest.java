package org.cloudmarket.procurement.web.award;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.store.award.AwardFilter;
import org.cloudmarket.procurement.store.award.OutcomeType;
import org.junit.jupiter.api.Test;

class AwardsQueryTest {

  private static final Scenario SCENARIO = SmallMarket.scenario();

  private static Query query(Map<String, String> parameters) {
    MultivaluedMap<String, String> all = new MultivaluedHashMap<>();
    parameters.forEach(all::add);
    return new Query(all);
  }

  @Test
  void withoutParametersItAsksForAllThatComes() {
    AwardFilter filter = AwardsQuery.filter(query(Map.of()), SCENARIO);

    assertThat(filter.from()).isEqualTo(SCENARIO.start());
    assertThat(filter.to()).isEqualTo(Months.NEVER);
  }

  @Test
  void everyParameterIsRead() {
    Query query =
        query(
            Map.of(
                "month", "2021-09",
                "type", "contract-awarded",
                "segment", "state-enterprise",
                "city", "tianjin",
                "provider", "alibaba-cloud",
                "displaced", "false"));

    AwardFilter filter = AwardsQuery.filter(query, SCENARIO);

    query.close();
    assertThat(filter)
        .isEqualTo(
            new AwardFilter(
                Months.parse("2021-09"),
                Months.parse("2021-09"),
                Optional.of(OutcomeType.CONTRACT_AWARDED),
                Optional.of(Segment.STATE_ENTERPRISE),
                Optional.of("tianjin"),
                Optional.of("alibaba-cloud"),
                Optional.of(false)));
  }

  @Test
  void fromAndToBoundTheMonths() {
    AwardFilter filter =
        AwardsQuery.filter(query(Map.of("from", "2021-08", "to", "2021-10")), SCENARIO);

    assertThat(filter.from()).isEqualTo(Months.parse("2021-08"));
    assertThat(filter.to()).isEqualTo(Months.parse("2021-10"));
  }

  @Test
  void everyFaultIsNamedWithWhatThereIs() {
    Query query =
        query(
            Map.of(
                "month", "2019-01",
                "type", "award",
                "segment", "banks",
                "city", "atlantis",
                "provider", "acme",
                "displaced", "yes",
                "colour", "red"));
    AwardsQuery.filter(query, SCENARIO);

    Refusal refusal = catchThrowableOfType(Refusal.class, query::close);

    assertThat(refusal.problem().errors())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder(
            "/month", "/type", "/segment", "/city", "/provider", "/displaced", "/colour");
    assertThat(refusal.problem().errors().toString())
        .contains("2021-06..2022-05", "contract-awarded", "bank", "tianjin", "alibaba-cloud")
        .contains("neither true nor false");
  }

  @Test
  void monthsThatLeaveNoneAreAFault() {
    Query query = query(Map.of("from", "2021-10", "to", "2021-08"));
    AwardsQuery.filter(query, SCENARIO);

    Refusal refusal = catchThrowableOfType(Refusal.class, query::close);

    assertThat(refusal.problem().errors()).containsExactly(new Fault("/to", "leaves no month"));
  }
}
