package org.cloudmarket.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class WallsTest {

  private static final JavaClasses MODEL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.cloudmarket.model");

  private static final ArchRule PURE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "org.cloudmarket.model..", "java.lang..", "java.util..", "java.time", "java.nio..");

  private static final ArchRule NO_CLOCK_AND_NO_CHANCE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Instant.class, Random.class, ThreadLocalRandom.class)
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Math.class, "random");

  /** What both rules must catch. */
  static final class Impure {
    Object now() {
      return List.of(Instant.now(), System.nanoTime(), new ClassFileImporter());
    }
  }

  @Test
  void theModelNeedsNothingButJava() {
    PURE.check(MODEL);
  }

  @Test
  void noClockAndNoUnkeyedChanceReachesTheModel() {
    NO_CLOCK_AND_NO_CHANCE.check(MODEL);
  }

  @Test
  void packagesOfTheModelFormNoCircle() {
    SlicesRuleDefinition.slices()
        .matching("org.cloudmarket.model.(*)..")
        .should()
        .beFreeOfCycles()
        .check(MODEL);
  }

  @Test
  void theWallsBite() {
    JavaClasses impure = new ClassFileImporter().importClasses(Impure.class);

    assertThat(impure).hasSize(1);
    assertThatThrownBy(() -> PURE.check(impure)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> NO_CLOCK_AND_NO_CHANCE.check(impure))
        .isInstanceOf(AssertionError.class);
  }
}
