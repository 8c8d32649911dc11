package org.cloudmarket.procurement.store.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.frame.problem.Problem;
import org.cloudmarket.frame.problem.Refusal;
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

  private static Problem problem(ThrowingCallable call) {
    return catchThrowableOfType(Refusal.class, call).problem();
  }

  @Test
  void aSoundDocumentUnderItsNameIsTaken() {
    assertThatCode(() -> StoredDocuments.requireSound(SHIPPED, "mine", MINE))
        .doesNotThrowAnyException();
    assertThatCode(() -> StoredDocuments.requireSound(SHIPPED.with(MINE), "on-mine", ON_MINE))
        .doesNotThrowAnyException();
  }

  @Test
  void everyFaultIsNamedAndThatOfTheNameToo() {
    ScenarioDocument broken =
        ScenarioDocument.parse("name: mine\nextends: no-policy\nmonths: 0\ncolour: red");

    Problem problem = problem(() -> StoredDocuments.requireSound(SHIPPED, "other", broken));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors())
        .extracting(Problem.Fault::pointer)
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

    Problem problem =
        problem(() -> StoredDocuments.requireSound(SHIPPED.with(MINE).with(ON_MINE), "mine", back));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors()).extracting(Problem.Fault::pointer).contains("/extends");
  }

  @Test
  void aReplacementThatBreaksWhatRestsOnItIsRefused() {
    ScenarioDocument without = ScenarioDocument.parse("name: mine\nextends: no-policy\nmonths: 24");

    Problem problem =
        problem(
            () -> StoredDocuments.requireSound(SHIPPED.with(MINE).with(ON_MINE), "mine", without));

    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.errors().getFirst().detail()).contains("on-mine");
  }

  @Test
  void whatOthersExtendStays() {
    DocumentLibrary both = SHIPPED.with(MINE).with(ON_MINE);

    assertThat(problem(() -> StoredDocuments.requireUnused(both, "mine")).status()).isEqualTo(409);
    assertThat(problem(() -> StoredDocuments.requireUnused(SHIPPED, "mine")).status())
        .isEqualTo(404);
    assertThatCode(() -> StoredDocuments.requireUnused(both, "on-mine")).doesNotThrowAnyException();
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
