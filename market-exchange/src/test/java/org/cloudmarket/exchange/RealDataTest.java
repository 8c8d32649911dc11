package org.cloudmarket.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.exchange.mapping.Mapping;
import org.cloudmarket.exchange.market.ImportOptions;
import org.cloudmarket.exchange.market.ImportedMarket;
import org.cloudmarket.exchange.market.MarketImport;
import org.cloudmarket.exchange.source.DataFile;
import org.cloudmarket.exchange.source.OcdsReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What publishers really write, in seven dialects. Their files have no licence that lets them lie
 * here: {@code OCDS_SAMPLES} says in which folder they are, and without it this is skipped.
 */
class RealDataTest {

  private static final String FOLDER = "OCDS_SAMPLES";

  @ParameterizedTest
  @CsvSource({
    "armenia.jsonl, 4, 100, 19",
    "canada-buyandsell.jsonl, 0, 22, 0",
    "moldova.jsonl, 0, 102, 18",
    "nigeria-open-contracting-portal.jsonl, 4, 22, 4",
    "paraguay.jsonl, 0, 10, 15",
    "uk-contracts-finder.jsonl, 0, 22, 0",
    "ukraine.jsonl, 0, 22, 7"
  })
  void whatAPublisherWritesIsReadAndItsFaultsAreFound(
      String file, int wrong, int releases, int contracts) {
    DataFaults faults = new DataFaults();

    ContractData data = read(file, faults);

    assertThat(faults.lines())
        .hasSize(wrong)
        .allMatch(line -> line.contains("endDate: is 201") && line.contains("before its start"));
    assertThat(data.counts()).containsEntry("releases", releases);
    assertThat(data.contracts()).as(data.counts().toString()).hasSize(contracts);
  }

  @Test
  void aPublishersContractsBecomeAMarket() {
    ContractData data = read("moldova.jsonl", new DataFaults());

    ImportedMarket market =
        MarketImport.of(data, Mapping.none(), ImportOptions.of("moldova", "moldova.jsonl"));

    assertThat(market.scenario().currency().getCurrencyCode()).isEqualTo("MDL");
    assertThat(market.running()).isPositive();
  }

  private static ContractData read(String name, DataFaults faults) {
    String folder = System.getenv(FOLDER);
    Assumptions.assumeTrue(folder != null, FOLDER + " names no folder");
    Path file = Path.of(folder, name);
    OcdsReader reader = new OcdsReader(0, faults);
    reader.read(DataFile.of(file));
    return reader.data();
  }
}
