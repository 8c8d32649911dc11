package org.cloudmarket.analysis.validation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.cloudmarket.analysis.observed.Observed;
import org.cloudmarket.analysis.observed.RunningSpend;
import org.cloudmarket.analysis.observed.Study;
import org.cloudmarket.analysis.observed.Window;
import org.cloudmarket.analysis.published.PublishedTable;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;

/** China's market of 2019 to 2021, with everything that government did. */
final class NationalRows {

  private static final Study BACK_TEST = Study.of("china-2019-2021");

  /** The same run under the name by which people find it beside the forecast. */
  private static final Study FORECAST = Study.of("china-2026");

  private static final String STATISTIC = "china-cloud";
  private static final String PERCENT = "percent";

  private static final Set<Segment> GOVERNMENT =
      EnumSet.of(Segment.GOVERNMENT_AGENCY, Segment.MUNICIPALITY);

  private static final String ALIBABA = "alibaba-cloud";
  private static final String HUAWEI = "huawei-cloud";
  private static final String TELECOM = "china-telecom-tianyi";
  private static final List<String> NAMED =
      List.of(ALIBABA, HUAWEI, "tencent-cloud", "baidu-ai-cloud");
  private static final List<String> OPERATORS =
      List.of(TELECOM, "china-mobile-cloud", "china-unicom-cloud");

  /** IDC's order of public government cloud in 2020. */
  private static final List<String> GOVERNMENT_ORDER =
      List.of(TELECOM, ALIBABA, HUAWEI, "inspur-cloud");

  /** The first four of the national market in the published tables, by our ids. */
  private static final Map<String, String> PUBLISHED =
      Map.of(
          ALIBABA,
          "alibaba",
          HUAWEI,
          "huawei",
          "tencent-cloud",
          "tencent",
          "baidu-ai-cloud",
          "baidu");

  /** Yuan to a dollar: the year's mean, rounded. */
  private static final Map<Integer, Double> YUAN = Map.of(2019, 6.90, 2020, 6.90, 2021, 6.45);

  private static final Comparison WITHIN_A_POINT =
      Comparison.about(1, "years swing less than quarters, which swing by up to five points");

  private static final String WIDER =
      "from what is left of the first basis where all that the wider one adds is others', to ";

  private NationalRows() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    rows.add(share(2019, ALIBABA, "Alibaba"));
    rows.add(share(2020, ALIBABA, "Alibaba"));
    rows.add(share(2021, ALIBABA, "Alibaba"));
    rows.add(huaweiIn2019());
    rows.add(share(2020, HUAWEI, "Huawei"));
    rows.add(share(2021, HUAWEI, "Huawei"));
    rows.add(tencentIn2019());
    rows.add(share(2020, "tencent-cloud", "Tencent"));
    rows.add(share(2021, "tencent-cloud", "Tencent"));
    rows.add(share(2020, "baidu-ai-cloud", "Baidu"));
    rows.add(share(2021, "baidu-ai-cloud", "Baidu"));
    rows.add(rest(2020));
    rows.add(rest(2021));
    rows.add(spend(2019));
    rows.add(spend(2020));
    rows.add(spend(2021));
    rows.add(forecast());
    rows.add(leader());
    rows.add(doubled());
    rows.add(operatorsGrow());
    rows.add(telecom());
    rows.add(governmentFour());
    rows.add(governmentOrder());
    return rows;
  }

  private static Row share(int year, String provider, String name) {
    return shareOf(year, provider, name)
        .citing(PublishedTable.SHARES, year + " restated " + PUBLISHED.get(provider))
        .measured(shareWords(year), PERCENT, BACK_TEST, run -> percent(run, year, provider))
        .within(WITHIN_A_POINT);
  }

  private static Row.Draft shareOf(int year, String provider, String name) {
    return Row.named(
        "share-" + PUBLISHED.get(provider) + "-" + year,
        name + "'s part of China's cloud spending in " + year);
  }

  private static String shareWords(int year) {
    return "part of running spend at home, mean of " + year + "'s months";
  }

  private static double percent(Observed run, int year, String provider) {
    return RunningSpend.of(run, STATISTIC).percent(Window.year(year), provider);
  }

  private static Row huaweiIn2019() {
    return shareOf(2019, HUAWEI, "Huawei")
        .citing(PublishedTable.SHARES, "2019 first huawei")
        .citing(PublishedTable.SHARES, "2020Q1 restated huawei")
        .citing(PublishedTable.SPEND, "2019 first")
        .citing(PublishedTable.SPEND, "2019 restated")
        .measured(shareWords(2019), PERCENT, BACK_TEST, run -> percent(run, 2019, HUAWEI))
        .within(
            Comparison.derived(
                WIDER + "the first quarter that is published on it",
                of ->
                    Range.of(
                        of.get(0).figure() * of.get(2).figure() / of.get(3).figure(),
                        of.get(1).figure())));
  }

  private static Row tencentIn2019() {
    return shareOf(2019, "tencent-cloud", "Tencent")
        .citing(PublishedTable.SHARES, "2019 first tencent")
        .citing(PublishedTable.SPEND, "2019 first")
        .citing(PublishedTable.SPEND, "2019 restated")
        .measured(shareWords(2019), PERCENT, BACK_TEST, run -> percent(run, 2019, "tencent-cloud"))
        .within(
            Comparison.derived(
                WIDER + "the first basis, a point more or less",
                of ->
                    Range.of(
                        of.get(0).figure() * of.get(1).figure() / of.get(2).figure() - 1,
                        of.get(0).figure() + 1)));
  }

  private static Row rest(int year) {
    return Row.named("share-rest-" + year, "All others' part of China's cloud spending in " + year)
        .citing(PublishedTable.SHARES, year + " restated other")
        .measured(
            shareWords(year) + ", of all but the first four",
            PERCENT,
            BACK_TEST,
            run -> 100 - RunningSpend.of(run, STATISTIC).percent(Window.year(year), NAMED))
        .within(WITHIN_A_POINT);
  }

  private static Row spend(int year) {
    double yuan = YUAN.get(year);
    return Row.named("spend-" + year, "China's cloud spending in " + year)
        .citing(PublishedTable.SPEND, year + " restated")
        .measured(dollarsWords(yuan), "USD bn a year", BACK_TEST, run -> dollars(run, year, yuan))
        .within(Comparison.aboutPercent(3, "an exchange rate's mean is no better"));
  }

  private static String dollarsWords(double yuan) {
    return "running spend at home, mean of the year's months, at "
        + Rounding.exact(yuan)
        + " yuan a dollar";
  }

  private static double dollars(Observed run, int year, double yuan) {
    return RunningSpend.of(run, STATISTIC).annual(Window.year(year)) / yuan / 1e9;
  }

  private static Row forecast() {
    double yuan = YUAN.get(2021);
    return Row.named("spend-2026-forecast", "China's cloud spending in 2026, as forecast in 2022")
        .citing(PublishedTable.SPEND, "2026 forecast")
        .measured(
            dollarsWords(yuan) + "; after 2021, so nothing is fitted to it",
            "USD bn a year",
            FORECAST,
            run -> dollars(run, 2026, yuan))
        .within(
            Comparison.aboutPercent(10, "it is a forecast over five years"),
            "Growth is fitted to 2019 to 2021 and fades by the form that it has; the forecast was"
                + " made by others with another.");
  }

  private static Row leader() {
    return Row.named("leader-first", "Alibaba is first in every month of 2019 to 2021")
        .citing(PublishedTable.SHARES, "2019 restated alibaba")
        .citing(PublishedTable.SHARES, "2021 restated alibaba")
        .measured(
            "months in which its part of running spend is the largest of all named providers",
            "percent of months",
            BACK_TEST,
            NationalRows::monthsAsFirst)
        .within(Comparison.always());
  }

  private static double monthsAsFirst(Observed run) {
    RunningSpend spend = RunningSpend.of(run, STATISTIC);
    Window window = Window.of("2019-01", "2021-12");
    int first = 0;
    for (int month = window.from(); month <= window.to(); month++) {
      SortedMap<String, Double> percents = spend.percents(month);
      double leads = percents.get(ALIBABA);
      first +=
          run.scenario().providers().stream()
                  .filter(provider -> !provider.fringe() && !provider.id().equals(ALIBABA))
                  .map(Provider::id)
                  .allMatch(id -> percents.get(id) < leads)
              ? 1
              : 0;
    }
    return 100.0 * first / window.months();
  }

  private static Row doubled() {
    return Row.named("huawei-doubled", "Huawei's part doubled from 2019 to 2021")
        .citing(PublishedTable.SHARES, "2021 restated huawei")
        .citing(PublishedTable.SHARES, "2019 first huawei")
        .citing(PublishedTable.SHARES, "2020Q1 restated huawei")
        .citing(PublishedTable.SPEND, "2019 first")
        .citing(PublishedTable.SPEND, "2019 restated")
        .measured(
            "part of running spend at home in 2021 over that in 2019",
            "times",
            BACK_TEST,
            run -> percent(run, 2021, HUAWEI) / percent(run, 2019, HUAWEI))
        .within(
            Comparison.derived(
                "2021's figure over the range of share-huawei-2019: what of the rise is definition"
                    + " is not known",
                of ->
                    Range.of(
                        of.get(0).figure() / of.get(2).figure(),
                        of.get(0).figure()
                            / (of.get(1).figure() * of.get(3).figure() / of.get(4).figure()))));
  }

  private static Row operatorsGrow() {
    return Row.named("operators-grow", "The state operators gain in the cloud to 2021")
        .citing(PublishedTable.OPERATORS, "china_telecom_cloud_revenue 2021")
        .citing(PublishedTable.SERIES, "china_telecom_cloud_revenue 2021H1")
        .measured(
            "the three operators' part of running spend at home, 2021 less 2019",
            "points",
            BACK_TEST,
            run ->
                RunningSpend.of(run, STATISTIC).percent(Window.year(2021), OPERATORS)
                    - RunningSpend.of(run, STATISTIC).percent(Window.year(2019), OPERATORS))
        .within(
            Comparison.positive("their own revenue doubles, and counts more than the market does"));
  }

  private static Row telecom() {
    return Row.named("share-telecom-2021", "China Telecom's part of IaaS and PaaS in 2021")
        .citing(PublishedTable.OPERATORS, "china_telecom_iaas_paas_share_idc 2021H1")
        .citing(PublishedTable.OPERATORS, "china_telecom_iaas_paas_share_idc 2021H2")
        .measured(shareWords(2021), PERCENT, BACK_TEST, run -> percent(run, 2021, TELECOM))
        .within(
            Comparison.derived(
                "both half-years, a point more or less",
                of -> Range.of(of.get(0).figure() - 1, of.get(1).figure() + 1)),
            "IDC counts another market, in which the operators have more than in Canalys's, to"
                + " which the opening stock is set.");
  }

  private static Row governmentFour() {
    return Row.named(
            "government-first-four", "Part of the first four in public government cloud in 2020")
        .citing(PublishedTable.SERIES, "idc_govcloud_public_top4_share 2020")
        .measured(
            "part of the same four in running spend of agencies and municipalities, mean of 2020",
            PERCENT,
            BACK_TEST,
            run -> RunningSpend.of(run, GOVERNMENT).percent(Window.year(2020), GOVERNMENT_ORDER))
        .within(
            Comparison.about(5, "IDC counts infrastructure only, and part of the buyers"),
            "China Mobile and China Unicom gain more of government cloud here than IDC's four leave to"
                + " all others.");
  }

  private static Row governmentOrder() {
    return Row.named(
            "government-order",
            "Public government cloud in 2020: China Telecom, Alibaba, Huawei, Inspur")
        .citing(PublishedTable.SERIES, "idc_govcloud_public_top4_share 2020")
        .measured(
            "the least lead of one of them over the next in running spend of agencies and"
                + " municipalities, mean of 2020",
            "points",
            BACK_TEST,
            NationalRows::leastLead)
        .within(
            Comparison.positive("the order is published and no single share"),
            "Huawei is first here: the same buyers hold dedicated clouds, which it leads. The published"
                + " order is of the public kind alone.");
  }

  private static double leastLead(Observed run) {
    RunningSpend spend = RunningSpend.of(run, GOVERNMENT);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < GOVERNMENT_ORDER.size(); i++) {
      double ahead = spend.percent(Window.year(2020), GOVERNMENT_ORDER.get(i - 1));
      least = Math.min(least, ahead - spend.percent(Window.year(2020), GOVERNMENT_ORDER.get(i)));
    }
    return least;
  }
}
