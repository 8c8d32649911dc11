package org.cloudmarket.model;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
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
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.PortingSupport;
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
              "org.cloudmarket.model..",
              "java.lang..",
              "java.util..",
              "java.io",
              "java.math",
              "java.time",
              "java.nio..");

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

  private static final ArchRule NOBODY_ASKS_WHICH_INSTRUMENT =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.cloudmarket.model.policy")
          .should()
          .dependOnClassesThat(
              describe(
                  "are one instrument",
                  each -> each.isAssignableTo(Instrument.class) && !each.isInterface()));

  /** What the rules must catch. */
  static final class Impure {
    Object now() {
      return List.of(
          Instant.now(), System.nanoTime(), new ClassFileImporter(), new PortingSupport(1));
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
  void anInstrumentSaysWhatItCanDoAndNobodyAsksWhichItIs() {
    NOBODY_ASKS_WHICH_INSTRUMENT.check(MODEL);
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
    JavaClasses impure = new ClassFileImporter().importClasses(Impure.class, PortingSupport.class);

    assertThat(impure).hasSize(2);
    assertThatThrownBy(() -> PURE.check(impure)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> NO_CLOCK_AND_NO_CHANCE.check(impure))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> NOBODY_ASKS_WHICH_INSTRUMENT.check(impure))
        .isInstanceOf(AssertionError.class);
  }
}
