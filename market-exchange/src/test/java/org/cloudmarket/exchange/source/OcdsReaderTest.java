package org.cloudmarket.exchange.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.cloudmarket.exchange.contract.Contract;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.exchange.contract.Method;
import org.cloudmarket.model.market.Months;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OcdsReaderTest {

  private static final String RELEASE =
      """
      {"ocid": "x-1", "id": "1", "date": "2020-01-05T00:00:00Z", "tag": ["tender", "award", "contract"],
       "parties": [{"id": "B", "name": "City of Test", "roles": ["buyer"], "address": {"locality": "Test", "countryName": "XX"}},
                   {"id": "S", "name": "Cloud Ltd", "roles": ["supplier", "tenderer"]}],
       "buyer": {"id": "B", "name": "City of Test"},
       "tender": {"id": "t", "status": "complete", "procurementMethod": "open", "numberOfTenderers": 3},
       "awards": [{"id": "a", "status": "active", "date": "2020-01-10T00:00:00Z", "suppliers": [{"id": "S"}],
                   "value": {"amount": 2400.0, "currency": "EUR"}}],
       "contracts": [{"id": "c", "awardID": "a", "status": "active",
                      "period": {"startDate": "2020-02-01T00:00:00Z", "endDate": "2022-01-31T23:59:59+02:00"}}]}
      """
          .replace("\n", " ");

  @TempDir private Path folder;

  private final DataFaults faults = new DataFaults();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "{\"version\": \"1.1\", \"releases\": [%s], \"publisher\": {\"name\": \"somebody\"}}",
        "{\"uri\": \"x\", \"records\": [{\"ocid\": \"x-1\", \"compiledRelease\": %s}]}",
        "{\"records\": [{\"ocid\": \"x-1\", \"releases\": [%s]}]}",
        "{\"releases\": [%1$s], \"compiledRelease\": %1$s}",
        "[%s]",
        "%1$s\n%1$s\n"
      })
  void everyFormOfTheStandardGivesTheSameContract(String form) throws IOException {
    ContractData data = read(file("data.json", String.format(form, RELEASE)));

    assertThat(faults.lines()).isEmpty();
    assertThat(data.contracts()).hasSize(1);
    Contract contract = data.contracts().getFirst();
    assertThat(contract.id()).isEqualTo("x-1/c");
    assertThat(contract.buyer()).isEqualTo("B");
    assertThat(contract.supplier()).isEqualTo("S");
    assertThat(contract.amount()).isEqualByComparingTo("2400");
    assertThat(contract.currency()).isEqualTo("EUR");
    assertThat(contract.start()).isEqualTo(Months.of(2020, 2));
    assertThat(contract.termMonths()).isEqualTo(24);
    assertThat(contract.bidders()).isEqualTo(3);
    assertThat(contract.method()).isEqualTo(Method.TENDER);
    assertThat(data.buyers().get("B").city()).isEqualTo("Test");
    assertThat(data.suppliers().get("S").name()).isEqualTo("Cloud Ltd");
  }

  @Test
  void aGzippedFileIsReadWhateverItIsCalled() throws IOException {
    Path file = folder.resolve("data.bin");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(RELEASE.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(read(file).contracts()).hasSize(1);
  }

  @Test
  void ofAFieldTheLatestReleaseCountsWhateverTheOrder() throws IOException {
    String amended =
        """
        {"ocid": "x-1", "date": "2020-06-01T00:00:00Z",
         "contracts": [{"id": "c", "value": {"amount": 3000, "currency": "EUR"}}]}
        """
            .replace("\n", " ");

    ContractData late = read(file("late.json", RELEASE + "\n" + amended));
    ContractData early = read(file("early.json", amended + "\n" + RELEASE));

    assertThat(late.contracts().getFirst().amount()).isEqualByComparingTo("3000");
    assertThat(early.contracts()).isEqualTo(late.contracts());
  }

  @Test
  void whatIsMissingIsCountedAndWhatIsWrongIsAFaultWithItsPlace() throws IOException {
    String moreWrong =
        """
        {"ocid": "x-2", "buyer": {"id": "B"},
         "awards": [{"id": "a", "suppliers": [{"id": "S"}], "value": {"amount": "many", "currency": "Euro"},
                     "contractPeriod": {"startDate": "2020-13-01T00:00:00Z", "endDate": ""}}]}
        """
            .replace("\n", " ");
    String lacking =
        "{\"ocid\": \"x-3\", \"buyer\": {\"id\": \"B\"}, \"awards\": [{\"id\": \"a\", \"value\":"
            + " {\"amount\": \"\", \"currency\": \"\"}, \"suppliers\": [{\"id\": \"S\"}]}]}";
    Path file = file("data.jsonl", RELEASE + "\n" + moreWrong + "\n" + lacking + "\n{\"a\": 1}");

    ContractData data = read(file);

    String place = file + ", line 2, release x-2: /awards/0";
    assertThat(faults.lines())
        .containsExactly(
            place + "/value/amount: is 'many', not a number such as 1234.50",
            place + "/value/currency: is 'Euro', not a currency's code such as EUR",
            place
                + "/contractPeriod/startDate: is '2020-13-01T00:00:00Z', not a date such as"
                + " 2021-09-30",
            file
                + ", line 4: is no release, record or package: it has neither 'ocid' nor"
                + " 'releases' nor 'records'");
    assertThat(data.contracts()).hasSize(1);
    assertThat(data.counts()).containsEntry("not used: contracts without a value", 2);
  }

  @Test
  void aFileThatIsNoJsonOrIsNotThereIsAFaultAndTheOthersAreRead() throws IOException {
    OcdsReader reader = new OcdsReader(0, faults);
    Path broken = file("broken.json", "{\"releases\": [" + RELEASE + ", {\"ocid\": ");
    Path absent = folder.resolve("absent.json");

    reader.read(DataFile.of(broken));
    reader.read(DataFile.of(absent));
    reader.read(DataFile.of(file("good.json", RELEASE.replace("x-1", "x-9"))));

    assertThat(faults.lines()).hasSize(2);
    assertThat(faults.lines().getFirst()).startsWith(broken + ", line 1: is not JSON: ");
    assertThat(faults.lines().get(1)).isEqualTo(absent + ": there is no such file");
    assertThat(reader.data().contracts()).hasSize(2);
  }

  @Test
  void faultsBeyondTheFirstHundredAreCounted() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 130; i++) {
      lines.append("{\"date\": \"2020-01-01\", \"buyer\": {\"id\": \"B\"}}\n");
    }

    read(file("data.jsonl", lines.toString()));

    assertThat(faults.lines()).hasSize(101).last().isEqualTo("and 30 more faults");
  }

  @Test
  void tendersThatBroughtNoContractAreCounted() throws IOException {
    String failed =
        "{\"ocid\": \"x-5\", \"buyer\": {\"id\": \"B\"}, \"tender\": {\"id\": \"t\", \"status\":"
            + " \"unsuccessful\"}}";

    ContractData data = read(file("data.jsonl", RELEASE + "\n" + failed));

    assertThat(data.tenders()).isEqualTo(2);
    assertThat(data.failed()).isEqualTo(1);
  }

  @Test
  void bidsAreCountedByBidder() throws IOException {
    String release =
        RELEASE
            .replace("\"numberOfTenderers\": 3", "\"title\": \"t\"")
            .replace(
                "\"awards\"",
                "\"bids\": {\"details\": [{\"id\": \"1\", \"status\": \"valid\", \"tenderers\":"
                    + " [{\"id\": \"S\"}]},{\"id\": \"2\", \"status\": \"valid\", \"tenderers\":"
                    + " [{\"id\": \"T\"}]},{\"id\": \"3\", \"status\": \"valid\", \"tenderers\":"
                    + " [{\"id\": \"T\"}]},{\"id\": \"4\", \"status\": \"withdrawn\","
                    + " \"tenderers\": [{\"id\": \"U\"}]}]}, \"awards\"");

    assertThat(read(file("data.json", release)).contracts())
        .extracting(Contract::bidders)
        .isEqualTo(List.of(2));
  }

  @Test
  void theNumberOfBidsMayBeAStatistic() throws IOException {
    String release =
        RELEASE.replace(
            "\"awards\"",
            "\"bids\": {\"statistics\": [{\"id\": \"1\", \"measure\": \"validBids\", \"value\": 5},"
                + " {\"id\": \"2\", \"measure\": \"smeBids\", \"value\": 9}]}, \"awards\"");

    assertThat(read(file("data.json", release)).contracts())
        .extracting(Contract::bidders)
        .isEqualTo(List.of(5));
  }

  @Test
  void aContractWithoutAnEndIsUsedOnlyWithAUsualTerm() throws IOException {
    Path file =
        file(
            "data.json", RELEASE.replace("\"endDate\": \"2022-01-31T23:59:59+02:00\"", "\"x\": 1"));
    OcdsReader twelve = new OcdsReader(12, faults);

    twelve.read(DataFile.of(file));

    assertThat(read(file).contracts()).isEmpty();
    assertThat(twelve.data().contracts()).extracting(Contract::termMonths).containsExactly(12);
    assertThat(twelve.data().counts())
        .containsEntry("contracts without an end, taken to run for 12 months", 1);
  }

  private ContractData read(Path file) {
    OcdsReader reader = new OcdsReader(0, faults);
    reader.read(DataFile.of(file));
    return reader.data();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
