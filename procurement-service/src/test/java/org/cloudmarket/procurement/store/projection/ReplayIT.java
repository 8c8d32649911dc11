package org.cloudmarket.procurement.store.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.procurement.SmallMarket;
import org.junit.jupiter.api.Test;

/** What the log says again, at whatever place, or does not say, makes nothing wrong. */
class ReplayIT {

  private static final int BATCH = 150;

  private final ProjectedLog log = new ProjectedLog();
  private final String run = "run-" + UUID.randomUUID();
  private final List<Message> all =
      SmallMarket.messages(run).stream()
          .filter(each -> each instanceof AwardsMessage || each instanceof PolicyMessage)
          .toList();

  private Map<String, List<String>> projected() {
    log.append(all, BATCH);
    assertThat(log.number("select count(*) from outcome where run = '" + run + "'"))
        .isEqualTo(all.stream().filter(Decided.class::isInstance).count());
    return log.tables(run);
  }

  private long letters(String reason) {
    return log.number(
        "select count(*) from dead_letter where run = '%s' and reason = '%s'"
            .formatted(run, reason));
  }

  private String damage() {
    return log.database()
        .read(
            connection -> {
              try (var statement = connection.createStatement();
                  var row =
                      statement.executeQuery(
                          """
                          select coalesce(string_agg(damage, '; '), '') from
                          (select damage from run where id = '%1$s' and damage <> ''
                           union all
                           select damage from run_shard where run = '%1$s' and damage <> '') as all_of_it
                          """
                              .formatted(run))) {
                row.next();
                return row.getString(1);
              }
            });
  }

  @Test
  void aRunThatIsSaidAgainAsAWholeIsProjectedOnce() {
    Map<String, List<String>> before = projected();

    log.append(all, BATCH - 1);
    log.restart();
    log.append(all, BATCH + 1);

    assertThat(log.tables(run)).isEqualTo(before);
    assertThat(log.number("select count(*) from dead_letter where run = '" + run + "'")).isZero();
    assertThat(
            log.meters()
                .counter("cloudmarket.records.left.out", "topic", "awards", "why", "repeated")
                .count())
        .isEqualTo(2.0 * all.stream().filter(AwardsMessage.class::isInstance).count());
  }

  @Test
  void aRunThatIsSaidAgainFromItsMiddleOnIsProjectedOnce() {
    int middle = all.size() / 2;
    log.append(all.subList(0, middle), BATCH);

    log.restart();
    log.append(all.subList(middle / 2, all.size()), BATCH);

    assertThat(log.number("select count(*) from outcome where run = '" + run + "'"))
        .isEqualTo(all.stream().filter(Decided.class::isInstance).count());
    assertThat(damage()).isEmpty();
    assertThat(log.number("select count(*) from dead_letter where run = '" + run + "'")).isZero();
  }

  @Test
  void anOutcomeThatComesTwiceInAMonthThatIsOpenCountsOnce() {
    List<Message> doubled = new ArrayList<>();
    for (Message each : all) {
      doubled.add(each);
      if (each instanceof Decided) {
        doubled.add(each);
      }
    }
    log.append(doubled, 7);

    String twin = run + "-twin";
    log.append(SmallMarket.messages(twin), BATCH);

    assertThat(log.number("select count(*) from outcome where run = '" + run + "'"))
        .isEqualTo(log.number("select count(*) from outcome where run = '" + twin + "'"));
    assertThat(withoutName("monthly_figure", run)).isEqualTo(withoutName("monthly_figure", twin));
    assertThat(withoutChecksum("run_month", run)).isEqualTo(withoutChecksum("run_month", twin));
  }

  /** Records have the name of their run in them. */
  private List<String> withoutChecksum(String table, String which) {
    return withoutName(table, which).stream()
        .map(row -> row.replaceFirst("[0-9]+\\|$", ""))
        .toList();
  }

  private List<String> withoutName(String table, String which) {
    return log.tables(which).get(table).stream()
        .map(row -> row.substring(row.indexOf('|')))
        .toList();
  }

  @Test
  void aRunThatHasEndedIsNotBegunAgainAndNotChanged() {
    Map<String, List<String>> before = projected();
    int otherSeed = 8;

    log.append(SmallMarket.messages(run, otherSeed), BATCH);

    assertThat(log.tables(run)).isEqualTo(before);
    assertThat(letters("finished-run")).isPositive();
  }

  @Test
  void anotherEndOfARunThatHasEndedIsRefused() {
    Map<String, List<String>> before = projected();
    RunFinished end =
        all.stream()
            .filter(RunFinished.class::isInstance)
            .map(RunFinished.class::cast)
            .findFirst()
            .orElseThrow();

    log.append(
        new RunFinished(
            run, 0, end.month() - 3, PolicyMessage.Outcome.FAILED, Digest.ZERO, "late", List.of()));
    log.append(end);

    assertThat(log.tables(run)).isEqualTo(before);
    assertThat(letters("finished-run")).isOne();
  }

  @Test
  void anOutcomeThatNobodySaidInAMonthThatIsClosedIsRefused() {
    int middle = all.size() / 2;
    log.append(all.subList(0, middle), BATCH);
    Map<String, List<String>> before = log.tables(run);
    Decided first =
        SmallMarket.messages(run, 8).stream()
            .filter(Decided.class::isInstance)
            .map(Decided.class::cast)
            .filter(other -> !all.contains(other))
            .findFirst()
            .orElseThrow();

    log.append(first);

    assertThat(log.tables(run)).isEqualTo(before);
    assertThat(letters("closed-month")).isOne();
  }

  @Test
  void aMonthThatIsMissingIsNamedAndWhatFollowsIsLeftOut() {
    int third = SmallMarket.scenario().start() + 2;
    log.append(
        without(each -> each instanceof AwardsMessage it && it.shard() == 1 && it.month() == third),
        BATCH);

    assertThat(damage()).isEqualTo("2021-08 is missing");
    assertThat(letters("gap")).isOne();
    assertThat(closed(1)).isEqualTo(third - 1);
    assertThat(
            log.number(
                "select count(*) from outcome where run = '%s' and shard = 1 and month >= '%s'"
                    .formatted(run, Months.text(third))))
        .isZero();
  }

  @Test
  void whatWasMissingCanBeReadAgain() {
    int third = SmallMarket.scenario().start() + 2;
    log.append(
        without(each -> each instanceof AwardsMessage it && it.shard() == 1 && it.month() == third),
        BATCH);

    log.append(all, BATCH);

    assertThat(damage()).isEmpty();
    assertThat(log.number("select count(*) from outcome where run = '" + run + "'"))
        .isEqualTo(all.stream().filter(Decided.class::isInstance).count());
  }

  @Test
  void anOutcomeThatIsMissingIsNamedWithItsMonth() {
    Decided lost =
        all.stream()
            .filter(Decided.class::isInstance)
            .map(Decided.class::cast)
            .filter(each -> each.shard() == 2 && each.month() > SmallMarket.scenario().start())
            .findFirst()
            .orElseThrow();

    log.append(without(lost::equals), BATCH);

    assertThat(damage()).contains("outcomes and its desk says");
    assertThat(closed(2)).isEqualTo(lost.month() - 1);
  }

  @Test
  void theBeginningOfAShardThatIsMissingIsNamed() {
    log.append(
        without(each -> each instanceof AwardsMessage.ContractsCounted it && it.shard() == 0),
        BATCH);

    assertThat(damage()).isEqualTo("the contracts that it began with are missing");
  }

  @Test
  void aMonthOfGovernmentThatIsMissingIsNamed() {
    int third = SmallMarket.scenario().start() + 2;
    log.append(without(each -> each instanceof MonthOpened it && it.month() == third), BATCH);

    assertThat(damage()).isEqualTo("what government said of 2021-08 is missing");
  }

  @Test
  void aMonthOfGovernmentThatWasMissingCanBeReadAgain() {
    int third = SmallMarket.scenario().start() + 2;
    log.append(without(each -> each instanceof MonthOpened it && it.month() == third), BATCH);

    log.append(all, BATCH);

    assertThat(damage()).isEmpty();
    assertThat(log.number("select opened_month from run where id = '" + run + "'"))
        .isEqualTo(SmallMarket.scenario().end() - 1);
    assertThat(log.number("select count(*) from dead_letter where run = '" + run + "'"))
        .as("the gap alone")
        .isOne();
  }

  @Test
  void aRunThatBeginsAgainWhileItGoesOnGoesOn() {
    int middle = all.size() / 2;
    log.append(all.subList(0, middle), BATCH);
    Map<String, List<String>> before = log.tables(run);

    log.append(all.stream().filter(RunStarted.class::isInstance).findFirst().orElseThrow());

    assertThat(log.tables(run)).isEqualTo(before);
  }

  @Test
  void aMonthThatClosesTwiceClosesOnce() {
    int middle = all.size() / 2;
    log.append(all.subList(0, middle), BATCH);
    Map<String, List<String>> before = log.tables(run);

    log.append(all.subList(0, middle).stream().filter(AwardsClosed.class::isInstance).toList(), 3);

    assertThat(log.tables(run)).isEqualTo(before);
    assertThat(letters("closed-month")).isZero();
  }

  private List<Message> without(Predicate<Message> lost) {
    List<Message> rest = all.stream().filter(lost.negate()).toList();
    assertThat(rest).hasSizeLessThan(all.size());
    return rest;
  }

  private long closed(int shard) {
    return log.number(
        "select closed_month from run_shard where run = '%s' and shard = %s".formatted(run, shard));
  }
}
