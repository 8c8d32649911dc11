package org.cloudmarket.procurement.store.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.model.soundness.Fault;
import org.junit.jupiter.api.Test;

class StoredDocumentsTest {

  private static final DocumentLibrary SHIPPED = DocumentLibrary.shipped();

  private static final ScenarioDocument MINE =
      ScenarioDocument.parse(
          """
          name: mine
          extends: tianjin-mandate
          months: 24
          """);

  private static final ScenarioDocument ON_MINE =
      ScenarioDocument.parse(
          """
          name: on-mine
          extends: mine
          policies: {tianjin-mandate: {graceMonths: 3}}
          """);

  private static <T extends Obstacle> T obstacle(Class<T> kind, Optional<Obstacle> found) {
    assertThat(found).get().isInstanceOf(kind);
    return kind.cast(found.orElseThrow());
  }

  @Test
  void aSoundDocumentUnderItsNameIsTaken() {
    assertThat(StoredDocuments.againstStoring(SHIPPED, "mine", MINE)).isEmpty();
    assertThat(StoredDocuments.againstStoring(SHIPPED.with(MINE), "on-mine", ON_MINE)).isEmpty();
  }

  @Test
  void everyFaultIsNamedAndThatOfTheNameToo() {
    ScenarioDocument broken =
        ScenarioDocument.parse("name: mine\nextends: no-policy\nmonths: 0\ncolour: red");

    Obstacle.Faulty faulty =
        obstacle(Obstacle.Faulty.class, StoredDocuments.againstStoring(SHIPPED, "other", broken));

    assertThat(faulty.faults().getFirst())
        .isEqualTo(new Fault("/name", "is 'mine', and the address says 'other'"));
    assertThat(faulty.faults())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/name", "/months", "/colour");
  }

  @Test
  void aMarketIsNotStored() {
    ScenarioDocument market =
        ScenarioDocument.parse("name: land\nkind: market\nextends: china-2019");

    assertThat(StoredDocuments.examine(SHIPPED, market).faults())
        .extracting(Fault::pointer)
        .contains("/kind");
  }

  @Test
  void aDocumentThatExtendsItselfLeadsBack() {
    ScenarioDocument itself = ScenarioDocument.parse("name: ring\nextends: ring");

    assertThat(StoredDocuments.examine(SHIPPED, itself).faults())
        .containsExactly(new Fault("/extends", "leads back to 'ring'"));
  }

  @Test
  void aReplacementThatClosesACircleIsRefused() {
    ScenarioDocument back = ScenarioDocument.parse("name: mine\nextends: on-mine");

    Obstacle.Faulty faulty =
        obstacle(
            Obstacle.Faulty.class,
            StoredDocuments.againstStoring(SHIPPED.with(MINE).with(ON_MINE), "mine", back));

    assertThat(faulty.faults()).extracting(Fault::pointer).contains("/extends");
  }

  @Test
  void aReplacementThatBreaksWhatRestsOnItIsRefused() {
    ScenarioDocument without = ScenarioDocument.parse("name: mine\nextends: no-policy\nmonths: 24");

    Obstacle.BreaksOthers others =
        obstacle(
            Obstacle.BreaksOthers.class,
            StoredDocuments.againstStoring(SHIPPED.with(MINE).with(ON_MINE), "mine", without));

    assertThat(others.name()).isEqualTo("mine");
    assertThat(others.faults().getFirst().detail()).startsWith("scenario 'on-mine' ");
  }

  @Test
  void whatOthersExtendStays() {
    DocumentLibrary both = SHIPPED.with(MINE).with(ON_MINE);

    assertThat(StoredDocuments.againstForgetting(both, "mine"))
        .contains(new Obstacle.Extended("mine", List.of("on-mine")));
    assertThat(StoredDocuments.againstForgetting(SHIPPED, "mine"))
        .contains(new Obstacle.Unknown("mine"));
    assertThat(StoredDocuments.againstForgetting(both, "on-mine")).isEmpty();
  }

  @Test
  void aPolicyThatTouchesNobodyIsANotice() {
    ScenarioDocument idle =
        ScenarioDocument.parse(
            """
            name: idle
            extends: tianjin-mandate
            policies: {tianjin-mandate: {effective: 2030-01, announced: 2030-01, deadline: 2031-01}}
            """);

    assertThat(StoredDocuments.examine(SHIPPED, idle).warnings())
        .extracting(Fault::pointer)
        .contains("/policies/tianjin-mandate");
  }
}
