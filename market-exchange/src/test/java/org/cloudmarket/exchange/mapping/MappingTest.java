package org.cloudmarket.exchange.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.exchange.contract.Party;
import org.cloudmarket.exchange.source.DataFile;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {

  @TempDir private Path folder;

  private final DataFaults faults = new DataFaults();

  @Test
  void theFirstRowThatMatchesCounts() throws IOException {
    Mapping mapping =
        read(
            """
            kind,match,to,ownership
            buyer,GB-7,bank,
            buyer,ministry*,government-agency,
            buyer,*hospital*,state-enterprise,
            supplier,Cloud Ltd,cloud,foreign
            supplier,nobody at all,other,
            """);

    assertThat(faults.lines()).isEmpty();
    assertThat(mapping.segment(party("GB-7", "Ministry of Banks"))).contains(Segment.BANK);
    assertThat(mapping.segment(party("GB-8", "MINISTRY of Tests")))
        .contains(Segment.GOVERNMENT_AGENCY);
    assertThat(mapping.segment(party("GB-9", "The Hospital"))).contains(Segment.STATE_ENTERPRISE);
    assertThat(mapping.segment(party("GB-6", "Somebody"))).isEmpty();
    assertThat(mapping.supplier(party("x", "cloud ltd")))
        .contains(new Mapping.Supplier("cloud", Optional.of(Ownership.FOREIGN)));
    assertThat(mapping.unused())
        .singleElement()
        .asString()
        .endsWith("line 6: 'nobody at all' matches no supplier");
  }

  @Test
  void everyFaultOfAMappingIsNamed() throws IOException {
    read(
        """
        kind,match,to,ownership,rate
        buyer,a,goverment-agency,,
        buyr,b,bank,,
        supplier,*,Cloud,stat,
        buyer,A,bank,state,2
        currency,PYG,JPY,,0
        """);

    String file = folder.resolve("mapping.csv").toString();
    assertThat(faults.lines())
        .containsExactly(
            file + ", line 2: to: is 'goverment-agency'; did you mean 'government-agency'?",
            file + ", line 3: kind: is 'buyr'; did you mean 'buyer'?",
            file + ", line 4: match: is '*', which names nobody",
            file + ", line 4: to: is 'Cloud'; a provider's id is in kebab-case",
            file + ", line 4: ownership: is 'stat'; did you mean 'state'?",
            file + ", line 5: match: 'A' is there already",
            file + ", line 5: ownership: is of suppliers alone",
            file + ", line 5: rate: is of currencies alone",
            file + ", line 6: to: is 'JPY', no code of a currency with hundredths such as EUR",
            file + ", line 6: rate: is '0', not a number above 0");
  }

  private static Party party(String key, String name) {
    return new Party(key, name, "", "");
  }

  private Mapping read(String text) throws IOException {
    return Mapping.read(
        DataFile.of(Files.writeString(folder.resolve("mapping.csv"), text)), faults);
  }
}
