package org.cloudmarket.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.cloudmarket.local.process.NeedsMoreThanJava;
import org.junit.jupiter.api.Test;

class WallsTest {

  private static final JavaClasses LOCAL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.cloudmarket.local");

  /** Processes know nothing of what runs in them; the guard runs where no library of ours is. */
  private static final ArchRule PROCESSES_NEED_NOTHING_BUT_JAVA =
      classes()
          .that()
          .resideInAPackage("..local.process..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.cloudmarket.local.process..");

  @Test
  void processesNeedNothingButJava() {
    PROCESSES_NEED_NOTHING_BUT_JAVA.check(LOCAL);
  }

  @Test
  void packagesFormNoCircle() {
    SlicesRuleDefinition.slices()
        .matching("org.cloudmarket.local.(*)..")
        .should()
        .beFreeOfCycles()
        .check(LOCAL);
  }

  @Test
  void theWallsBite() {
    var greedy = new ClassFileImporter().importClasses(NeedsMoreThanJava.class);

    assertThat(greedy).hasSize(1);
    assertThatThrownBy(() -> PROCESSES_NEED_NOTHING_BUT_JAVA.check(greedy))
        .isInstanceOf(AssertionError.class);
  }
}
