package org.cloudmarket.exchange.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.InvalidData;
import org.cloudmarket.exchange.mapping.Mapping;
import org.cloudmarket.exchange.report.ImportReport;
import org.cloudmarket.exchange.report.MappingTable;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class MarketImportTest {

  private static final ImportedMarket MADE = imported(MadeContracts.data("EUR"));

  @Test
  void theMarketIsAScenarioThatExtendsNothing() {
    ScenarioDocument document = ScenarioDocument.parse(MADE.document());

    assertThat(document.base()).isEmpty();
    assertThat(DocumentLibrary.shipped().check(document).faults()).isEmpty();
    assertThat(MADE.scenario().policies()).isEmpty();
    assertThat(MADE.scenario().currency().getCurrencyCode()).isEqualTo("EUR");
  }

  @Test
  void buyersBecomeSegmentsWithTheirSpendAndTerms() {
    Scenario scenario = MADE.scenario();

    assertThat(scenario.buyers()).isBetween(MadeContracts.BUYERS - 3, MadeContracts.BUYERS);
    assertThat(scenario.segments())
        .containsOnlyKeys(Segment.GOVERNMENT_AGENCY, Segment.MUNICIPALITY);
    SegmentProfile cities = scenario.segments().get(Segment.MUNICIPALITY);
    assertThat(cities.buyerSharePpm() / 1e6).isCloseTo(1 / 3.0, within(0.02));
    assertThat(cities.meanAnnualSpendFen() / 100.0).isCloseTo(20_000, within(4_000.0));
    assertThat(cities.spendLogSdPpm() / 1e6).isCloseTo(0.6, within(0.1));
    assertThat(cities.termsPpm()).containsOnlyKeys(12, 24, 36);
    assertThat(cities.termsPpm().get(24) / 1e6).isCloseTo(0.5, within(0.06));
    assertThat(scenario.cities()).extracting("id").containsExactly("capital", "place");
  }

  @Test
  void suppliersBecomeProvidersWithTheirOpeningStock() {
    assertThat(MADE.observed().running().get("supplier-0")).isCloseTo(0.5, within(0.08));
    assertThat(MADE.simulated().running().get("supplier-0"))
        .isCloseTo(MADE.observed().running().get("supplier-0"), within(0.04));
  }

  @Test
  void theMarketWithoutPolicyDoesWhatTheDataDid() {
    Figures data = MADE.observed();
    Figures market = MADE.simulated();

    assertThat(market.awardsPerYear())
        .isCloseTo(data.awardsPerYear(), withinPercent(data.awardsPerYear(), 10));
    assertThat(market.runningFen())
        .isCloseTo(data.runningFen(), withinPercent(data.runningFen(), 10));
    assertThat(market.meanTermMonths()).isCloseTo(data.meanTermMonths(), within(1.5));
    assertThat(market.meanBidders()).isCloseTo(data.meanBidders(), within(0.4));
    data.awarded()
        .forEach(
            (id, part) ->
                assertThat(market.awarded().get(id)).as(id).isCloseTo(part, within(0.05)));
  }

  @Test
  void theSameDataGiveTheSameMarket() {
    assertThat(imported(MadeContracts.data("EUR")).document()).isEqualTo(MADE.document());
  }

  @Test
  void whatNobodySaidIsProposedWithItsConfidenceAndListed() {
    String report = ImportReport.markdown(MADE);

    assertThat(report)
        .contains("80%  buyer 'b000' is municipality: its name has 'city of'")
        .contains("40%  provider supplier-0 is private: nothing says that it is not private")
        .contains("  0%  rules.abnormallyLow: 0.6: as in eu-2024");
    assertThat(String.join("\n", ImportReport.lines(MADE)))
        .contains("and 292 more buyers; the mapping has all")
        .contains("awards a year");
    assertThat(MappingTable.csv(MADE, Mapping.none()))
        .contains("buyer,b000,municipality,,,80,\"City of Place 0: its name has 'city of'\"")
        .contains("supplier,s0,supplier-0,private,,60,");
  }

  @Test
  void aLargeBuyerIsNamedWithEveryProviderThatItHas() {
    ImportOptions options =
        new ImportOptions(
            "made",
            "made data",
            OptionalInt.of(Months.of(2019, 1)),
            OptionalInt.of(24),
            2,
            Optional.of(BigDecimal.valueOf(100_000)));

    ImportedMarket market = MarketImport.of(MadeContracts.data("EUR"), Mapping.none(), options);

    assertThat(market.named()).isNotEmpty();
    assertThat(market.scenario().namedBuyers())
        .hasSameSizeAs(market.named())
        .allMatch(buyer -> buyer.annualSpendFen() > 10_000_000);
    assertThat(market.scenario().start()).isEqualTo(Months.of(2019, 1));
    assertThat(market.scenario().months()).isEqualTo(24);
    assertThat(market.scenario().providers())
        .extracting("id")
        .containsExactly("rest-of-market", "supplier-0", "supplier-1");
    assertThat(market.running())
        .isEqualTo(market.scenario().buyers() + market.scenario().namedBuyers().size());
  }

  @Test
  void aCurrencyWithoutHundredthsNeedsARate() {
    assertThatThrownBy(() -> imported(MadeContracts.data("PYG")))
        .isInstanceOf(InvalidData.class)
        .hasMessageContaining("Most amounts are in PYG")
        .hasMessageContaining("currency,PYG,USD,,0.001");
  }

  @Test
  void dataWithoutAContractSayWhatIsMissing() {
    TreeMap<String, Integer> counts = new TreeMap<>();
    counts.put("not used: contracts without a supplier", 11);
    ContractData nothing =
        new ContractData(List.of(), new TreeMap<>(), new TreeMap<>(), 0, 0, counts);

    assertThatThrownBy(() -> imported(nothing))
        .isInstanceOf(InvalidData.class)
        .hasMessageContaining("not used: contracts without a supplier: 11");
  }

  private static Offset<Double> withinPercent(double of, double percent) {
    return within(of * percent / 100);
  }

  private static ImportedMarket imported(ContractData data) {
    return MarketImport.of(data, Mapping.none(), ImportOptions.of("made", "made data"));
  }
}
