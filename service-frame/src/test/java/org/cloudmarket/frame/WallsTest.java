package org.cloudmarket.frame;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.cloudmarket.model.run.ReferenceRun;
import org.junit.jupiter.api.Test;

class WallsTest {

  private static final JavaClasses FRAME =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.cloudmarket.frame");

  /**
   * A frame holds whatever is put in: it knows how ids are written, and nothing of the market. Only
   * what services share of runs knows messages.
   */
  private static final ArchRule NO_MARKET_IN_THE_FRAME =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.cloudmarket.frame.runs..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.cloudmarket.model.message..",
              "org.cloudmarket.model.run..",
              "org.cloudmarket.model.scenario..",
              "org.cloudmarket.policy..",
              "org.cloudmarket.procurement..",
              "org.cloudmarket.provider..");

  /** What the rule must catch. */
  static final class Trespasser {
    Class<?> market() {
      return ReferenceRun.class;
    }
  }

  @Test
  void theFrameKnowsNoServiceAndNoMarket() {
    assertThat(FRAME).isNotEmpty();
    NO_MARKET_IN_THE_FRAME.check(FRAME);
  }

  @Test
  void theWallBites() {
    JavaClasses trespasser = new ClassFileImporter().importClasses(Trespasser.class);

    assertThatThrownBy(() -> NO_MARKET_IN_THE_FRAME.check(trespasser))
        .isInstanceOf(AssertionError.class);
  }
}
