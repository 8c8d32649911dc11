package org.cloudmarket.exchange.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cloudmarket.exchange.contract.Contract;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.model.market.Months;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvContractsTest {

  @TempDir private Path folder;

  private final DataFaults faults = new DataFaults();

  @Test
  void aRowIsAContract() throws IOException {
    ContractData data =
        read(
            """
            buyer,supplier,value,start,end,bidders
            # A comment.
            "Ministry of Tests, Bureau 1",Cloud Ltd,1200.50,2020-01,2020-12,3
            City of Test,Cloud Ltd,600,2020-03-15,2021-03-14,
            """);

    assertThat(faults.lines()).isEmpty();
    assertThat(data.contracts()).hasSize(2);
    Contract first = data.contracts().getFirst();
    assertThat(first.buyer()).isEqualTo("Ministry of Tests, Bureau 1");
    assertThat(first.amount()).isEqualByComparingTo("1200.50");
    assertThat(first.start()).isEqualTo(Months.of(2020, 1));
    assertThat(first.termMonths()).isEqualTo(12);
    assertThat(first.bidders()).isEqualTo(3);
    assertThat(data.contracts().get(1).termMonths()).isEqualTo(12);
    assertThat(data.contracts().get(1).bidders()).isZero();
  }

  @Test
  void everyFaultOfEveryRowIsNamed() throws IOException {
    read(
        """
        buyer,supplier,value,start,end,bidders
        ,Cloud Ltd,x,2020-01,2020-12,3
        City of Test,Cloud Ltd,600,2020-03-15,2019-03-14,few
        """);

    String file = folder.resolve("contracts.csv").toString();
    assertThat(faults.lines())
        .containsExactly(
            file + ", line 2: buyer: is empty",
            file + ", line 2: value: is 'x', not a number such as 1234.50",
            file + ", line 3: bidders: is 'few', not a whole number from 0 to 999999",
            file + ", line 3: end: is 2019-03-14, before its start 2020-03-15");
  }

  @Test
  void aColumnThatIsMissingOrUnknownIsNamedOnce() throws IOException {
    read(
        """
        buyer,suplier,value,start,end
        a,b,1,2020-01,2020-02
        a,b,1,2020-01,2020-02
        """);

    String file = folder.resolve("contracts.csv").toString();
    assertThat(faults.lines())
        .containsExactly(
            file + ", line 1: supplier: there is no such column",
            file + ", line 1: suplier: is no column that is read; did you mean 'supplier'?");
  }

  private ContractData read(String text) throws IOException {
    CsvContracts contracts = new CsvContracts("EUR", faults);
    contracts.read(DataFile.of(Files.writeString(folder.resolve("contracts.csv"), text)));
    return contracts.data();
  }
}
