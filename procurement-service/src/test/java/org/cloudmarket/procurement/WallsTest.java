package org.cloudmarket.procurement;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.Preconditions;
import org.cloudmarket.policy.Neighbour;
import org.junit.jupiter.api.Test;

class WallsTest {

  private static final JavaClasses SERVICE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.cloudmarket.procurement");

  private static final ArchRule ALONE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.cloudmarket.policy..", "org.cloudmarket.provider..", "org.cloudmarket.local..");

  private static final ArchRule ONE_WAY =
      SlicesRuleDefinition.slices()
          .matching("org.cloudmarket.procurement.(*)..")
          .should()
          .beFreeOfCycles();

  private static final ArchRule ONE_WAY_IN_THE_STORE =
      SlicesRuleDefinition.slices()
          .matching("org.cloudmarket.procurement.store.(*)..")
          .should()
          .beFreeOfCycles();

  private static final ArchRule SQL_IN_THE_STORE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.cloudmarket.procurement.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "org.postgresql..",
              "jakarta.persistence..",
              "org.hibernate..",
              "io.quarkus.hibernate..");

  private static final ArchRule ANSWERS_OF_HTTP_IN_THE_WEB =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.cloudmarket.procurement.web..")
          .should()
          .dependOnClassesThat(
              type(Refusal.class).or(resideInAPackage("org.cloudmarket.frame.web..")));

  /** What the rules must catch. */
  static final class Trespasser {
    Object all() throws SQLException {
      return new Object[] {new Neighbour(), DriverManager.getConnection("")};
    }
  }

  /** What gives people an answer, though it is not in the web. */
  static final class Talker {
    Object refuse() {
      return Refusal.unknown("run", "run-one");
    }
  }

  /** What reads a request, though it is not in the web. */
  static final class Listener {
    Object tag() {
      return Preconditions.tag("1");
    }
  }

  @Test
  void theServiceKnowsNoOtherService() {
    assertThat(SERVICE).isNotEmpty();
    ALONE.check(SERVICE);
  }

  @Test
  void itsPackagesFormNoCircle() {
    ONE_WAY.check(SERVICE);
    ONE_WAY_IN_THE_STORE.check(SERVICE);
  }

  @Test
  void onlyTheStoreSpeaksSql() {
    SQL_IN_THE_STORE.check(SERVICE);
  }

  @Test
  void onlyTheWebRefuses() {
    ANSWERS_OF_HTTP_IN_THE_WEB.check(SERVICE);
  }

  @Test
  void theWallsBite() {
    JavaClasses trespasser = new ClassFileImporter().importClasses(Trespasser.class);

    assertThatThrownBy(() -> ALONE.check(trespasser)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> SQL_IN_THE_STORE.check(trespasser)).isInstanceOf(AssertionError.class);
    for (Class<?> each : List.of(Talker.class, Listener.class)) {
      JavaClasses answering = new ClassFileImporter().importClasses(each);
      assertThatThrownBy(() -> ANSWERS_OF_HTTP_IN_THE_WEB.check(answering))
          .isInstanceOf(AssertionError.class);
    }
  }
}
