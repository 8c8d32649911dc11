package org.cloudmarket.exchange.market;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.reading.YamlText;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.exchange.contract.Contract;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.exchange.mapping.Mapping;
import org.cloudmarket.exchange.mapping.WhoIsWho;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.scenario.Scenario;

/** Makes a market of contracts. */
public final class MarketImport {

  private static final int SEEDS = 5;

  /** A larger market is compared at this size: parts and means do not depend on it. */
  private static final int MOST_COMPARED = 20_000;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private MarketImport() {}

  /**
   * Makes a market of contracts, fits it and compares it with them. The same data, mapping and
   * options give the same market.
   *
   * @throws org.cloudmarket.exchange.contract.InvalidData where the mapping contradicts itself, or
   *     a scenario cannot hold the data
   */
  public static ImportedMarket of(ContractData read, Mapping mapping, ImportOptions options) {
    OneCurrency money = OneCurrency.of(read, mapping);
    ContractData data = money.data();
    DataFaults faults = new DataFaults();
    WhoIsWho who = WhoIsWho.of(data, mapping, options.ownProviders(), faults);
    faults.throwIfAny();
    List<Deal> deals = deals(data, who);
    Window window = Window.of(deals, options);
    Figures observed = Observed.of(deals, window, data);
    MarketDocument writer = new MarketDocument(options, money.code(), window, deals, who, observed);
    Fitted fitted =
        Fit.of(who.sellers().keySet(), observed, each -> ScenarioJson.read(written(writer, each)));
    ObjectNode document = written(writer, fitted);
    String yaml = YamlText.write(document);
    Scenario scenario = DocumentLibrary.shipped().resolve(ScenarioDocument.parse(yaml));
    Scenario compared =
        scenario.buyers() > MOST_COMPARED
            ? scenario.withBuyers(MOST_COMPARED, List.of())
            : scenario;
    return new ImportedMarket(
        options,
        yaml,
        scenario,
        data,
        who,
        writer.running(),
        writer.named(),
        observed,
        Simulated.of(compared, SEEDS),
        SEEDS,
        writer.assumptions(),
        mapping.unused());
  }

  private static ObjectNode written(MarketDocument writer, Fitted fitted) {
    DataFaults faults = new DataFaults();
    ObjectNode document = writer.write(fitted, faults);
    faults.throwIfAny();
    return document;
  }

  private static List<Deal> deals(ContractData data, WhoIsWho who) {
    List<Deal> deals = new ArrayList<>();
    for (Contract contract : data.contracts()) {
      double annual =
          contract
              .amount()
              .multiply(HUNDRED)
              .multiply(BigDecimal.valueOf(Months.A_YEAR))
              .divide(BigDecimal.valueOf(contract.termMonths()), MathContext.DECIMAL64)
              .doubleValue();
      deals.add(
          new Deal(
              contract.buyer(),
              who.segment(contract.buyer()),
              data.buyers().get(contract.buyer()).city(),
              who.provider(contract.supplier()),
              Math.max(1, annual),
              contract.start(),
              contract.end(),
              contract.bidders(),
              contract.method()));
    }
    return deals;
  }
}
