package org.cloudmarket.procurement.store.award;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.cloudmarket.model.market.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenderNumberTest {

  @ParameterizedTest
  @CsvSource({
    "bank-17-c3, bank-17, 3, 0",
    "bank-new-17-c0, bank-new-17, 0, 0",
    "port-c2-c12-r1, port-c2, 12, 1",
    "a-cloud-c1-r999999999, a-cloud, 1, 999999999"
  })
  void aTenderIsItsBuyersContractAndAttempt(
      String tender, String buyer, int contract, int attempt) {
    TenderNumber number = TenderNumber.parse(tender).orElseThrow();

    assertThat(number).isEqualTo(new TenderNumber(buyer, contract, attempt));
    assertThat(TenderNumber.text(buyer, contract, attempt)).isEqualTo(tender);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bank-17",
        "-c3",
        "bank-17-c",
        "bank-17-c03",
        "bank-17-cx",
        "bank-17-c3-r0",
        "bank-17-c3-r",
        "bank-17-c3-r01",
        "bank-17-c3-x",
        "bank-17-c1234567890"
      })
  void whatWouldNotComeBackAsItIsIsNone(String tender) {
    assertThat(TenderNumber.parse(tender)).isEmpty();
  }

  @Test
  void aBuyerThatIsDrawnHasANumberInItsSegment() {
    assertThat(number("bank-17")).hasValue(17);
    assertThat(number("bank-new-17")).hasValue(-17);
    assertThat(TenderNumber.buyer(Segment.BANK, 17)).isEqualTo("bank-17");
    assertThat(TenderNumber.buyer(Segment.BANK, -17)).isEqualTo("bank-new-17");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"municipality-17", "bank", "bank-", "bank-0", "bank-017", "bank-x", "bank-new-"})
  void anyOtherBuyerHasAName(String buyer) {
    assertThat(number(buyer)).isEmpty();
  }

  private static OptionalInt number(String buyer) {
    return new TenderNumber(buyer, 1, 0).buyerNumber(Segment.BANK);
  }
}
