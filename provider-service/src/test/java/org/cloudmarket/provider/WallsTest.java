package org.cloudmarket.provider;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.cloudmarket.procurement.Neighbour;
import org.junit.jupiter.api.Test;

class WallsTest {

  private static final JavaClasses SERVICE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.cloudmarket.provider");

  private static final ArchRule ALONE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.cloudmarket.procurement..",
              "org.cloudmarket.policy..",
              "org.cloudmarket.local..");

  /** What the rule must catch. */
  static final class Trespasser {
    Object neighbour() {
      return new Neighbour();
    }
  }

  @Test
  void theServiceKnowsNoOtherService() {
    assertThat(SERVICE).isNotEmpty();
    ALONE.check(SERVICE);
  }

  @Test
  void itsPackagesFormNoCircle() {
    SlicesRuleDefinition.slices()
        .matching("org.cloudmarket.provider.(*)..")
        .should()
        .beFreeOfCycles()
        .check(SERVICE);
  }

  @Test
  void theWallBites() {
    JavaClasses trespasser = new ClassFileImporter().importClasses(Trespasser.class);

    assertThatThrownBy(() -> ALONE.check(trespasser)).isInstanceOf(AssertionError.class);
  }
}
