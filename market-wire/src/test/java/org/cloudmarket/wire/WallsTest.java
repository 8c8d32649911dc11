package org.cloudmarket.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

/** What the log may know. */
class WallsTest {

  private static final JavaClasses LOG =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.cloudmarket.wire");

  private static final ArchRule NEITHER_FRAMEWORK_NOR_SERVICE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "org.cloudmarket.wire..",
              "org.cloudmarket.model..",
              "java..",
              "com.fasterxml.jackson..",
              "org.yaml.snakeyaml..",
              "org.apache.kafka..",
              "org.slf4j..")
          .because("services know the log, and it knows neither them nor what they are made with");

  private static final ArchRule NO_ENGINE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.cloudmarket.wire.streams..", "org.cloudmarket.wire.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka.streams..")
          .because("who only reads or writes records needs no engine");

  /** What both rules must catch. */
  static final class Trespasser {
    Object wrong() {
      return List.of(StreamsConfig.configDef(), new ClassFileImporter());
    }
  }

  @Test
  void theLogKnowsNoFrameworkAndNoService() {
    NEITHER_FRAMEWORK_NOR_SERVICE.check(LOG);
  }

  @Test
  void recordsNeedNoEngine() {
    NO_ENGINE.check(LOG);
  }

  @Test
  void packagesOfTheLogFormNoCircle() {
    SlicesRuleDefinition.slices()
        .matching("org.cloudmarket.wire.(*)..")
        .should()
        .beFreeOfCycles()
        .check(LOG);
  }

  @Test
  void theWallsBite() {
    JavaClasses trespassers = new ClassFileImporter().importClasses(Trespasser.class);

    assertThat(trespassers).hasSize(1);
    assertThatThrownBy(() -> NEITHER_FRAMEWORK_NOR_SERVICE.check(trespassers))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("com.tngtech.archunit");
    assertThatThrownBy(() -> NO_ENGINE.check(trespassers))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("org.apache.kafka.streams");
  }
}
