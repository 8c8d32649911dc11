package org.cloudmarket.system;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.local.client.ProcurementApi;
import org.cloudmarket.model.instrument.PortingSupport;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.run.ReferenceRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom in the whole house. */
class WallsTest {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private static final List<String> MODULES =
      List.of(
          "market-model",
          "market-documents",
          "market-analysis",
          "market-exchange",
          "market-wire",
          "service-frame",
          "policy-service",
          "provider-service",
          "procurement-service",
          "local-stack");

  /** A package is a room: who looks for something goes through all of it. */
  private static final int MOST_FILES_IN_A_PACKAGE = 25;

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPaths(
              MODULES.stream()
                  .map(module -> HOME.resolve(module).resolve("target/classes"))
                  .toList());

  /**
   * What some classes must not do.
   *
   * @param why in a sentence
   * @param who the classes
   * @param what they must not do
   */
  record Wall(String why, DescribedPredicate<JavaClass> who, ArchCondition<JavaClass> what) {
    @Override
    public String toString() {
      return why;
    }
  }

  static Stream<Wall> walls() {
    return Stream.of(
        new Wall(
            "the model needs nothing but Java",
            resideInAPackage("org.cloudmarket.model.."),
            dependOnClassesThat(
                resideOutsideOfPackages(
                    "org.cloudmarket.model..",
                    "java.lang..",
                    "java.util..",
                    "java.io",
                    "java.math",
                    "java.time",
                    "java.security..",
                    "java.nio.."))),
        new Wall(
            "no clock and no chance without a key reaches the model",
            resideInAPackage("org.cloudmarket.model.."),
            dependOnClassesThat(
                    describe(
                        "are a clock or chance",
                        each ->
                            Set.of(
                                    "java.time.Clock",
                                    "java.time.Instant",
                                    "java.util.Random",
                                    "java.security.SecureRandom",
                                    "java.util.concurrent.ThreadLocalRandom")
                                .contains(each.getName())))
                .or(callMethodWhere(describe("tells the time", WallsTest::tellsTheTime)))),
        new Wall(
            "an instrument says what it can do, and nobody in the model asks which it is",
            resideInAPackage("org.cloudmarket.model..")
                .and(not(resideInAPackage("org.cloudmarket.model.instrument"))),
            dependOnClassesThat(
                describe(
                    "are one instrument",
                    each -> each.isAssignableTo(Instrument.class) && !each.isInterface()))),
        new Wall(
            "documents know the model and no carrier",
            resideInAPackage("org.cloudmarket.documents.."),
            dependOnClassesThat(
                resideOutsideOfPackages(
                    "org.cloudmarket.documents..",
                    "org.cloudmarket.model..",
                    "java..",
                    "com.fasterxml.jackson..",
                    "org.yaml.snakeyaml.."))),
        new Wall(
            "analysis knows the model and documents and no carrier",
            resideInAPackage("org.cloudmarket.analysis.."),
            dependOnClassesThat(
                resideOutsideOfPackages(
                    "org.cloudmarket.analysis..",
                    "org.cloudmarket.documents..",
                    "org.cloudmarket.model..",
                    "java..",
                    "javax.xml.stream..",
                    "com.fasterxml.jackson..",
                    "org.apache.parquet.format..",
                    "org.hipparchus.."))),
        new Wall(
            "the exchange of procurement data knows the model and documents and no carrier",
            resideInAPackage("org.cloudmarket.exchange.."),
            dependOnClassesThat(
                resideOutsideOfPackages(
                    "org.cloudmarket.exchange..",
                    "org.cloudmarket.documents..",
                    "org.cloudmarket.model..",
                    "java..",
                    "com.fasterxml.jackson.."))),
        new Wall(
            "the wire knows neither a framework nor a service",
            resideInAPackage("org.cloudmarket.wire.."),
            dependOnClassesThat(
                resideOutsideOfPackages(
                    "org.cloudmarket.wire..",
                    "org.cloudmarket.documents..",
                    "org.cloudmarket.model..",
                    "java..",
                    "com.fasterxml.jackson..",
                    "org.apache.kafka..",
                    "org.slf4j.."))),
        new Wall(
            "who only reads or writes records needs no engine",
            resideInAPackage("org.cloudmarket.wire..")
                .and(
                    resideOutsideOfPackages(
                        "org.cloudmarket.wire.streams..", "org.cloudmarket.wire.settings..")),
            dependOnClassesThat(resideInAPackage("org.apache.kafka.streams.."))),
        new Wall(
            "a frame holds whatever is put in: only what services share of runs knows the market",
            resideInAPackage("org.cloudmarket.frame..")
                .and(not(resideInAPackage("org.cloudmarket.frame.runs.."))),
            dependOnClassesThat(
                resideInAnyPackage(
                    "org.cloudmarket.model.message..",
                    "org.cloudmarket.model.run..",
                    "org.cloudmarket.model.scenario..",
                    "org.cloudmarket.policy..",
                    "org.cloudmarket.procurement..",
                    "org.cloudmarket.provider.."))),
        alone("policy"),
        alone("provider"),
        alone("procurement"),
        new Wall(
            "only the store of procurement-service speaks SQL",
            resideInAPackage("org.cloudmarket.procurement..")
                .and(not(resideInAPackage("org.cloudmarket.procurement.store.."))),
            dependOnClassesThat(
                resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "org.postgresql..",
                    "jakarta.persistence..",
                    "org.hibernate..",
                    "io.quarkus.hibernate.."))),
        new Wall(
            "only the web of procurement-service refuses a request or reads one",
            resideInAPackage("org.cloudmarket.procurement..")
                .and(not(resideInAPackage("org.cloudmarket.procurement.web.."))),
            dependOnClassesThat(
                describe(
                    "speak HTTP",
                    each ->
                        each.getName().equals("org.cloudmarket.frame.problem.Refusal")
                            || each.getPackageName().equals("org.cloudmarket.frame.web")))),
        new Wall(
            "processes know nothing of what runs in them, and the guard runs without our libraries",
            resideInAPackage("org.cloudmarket.local.process.."),
            dependOnClassesThat(
                resideOutsideOfPackages("java..", "org.cloudmarket.local.process.."))));
  }

  private static Wall alone(String service) {
    return new Wall(
        service + "-service knows no other service",
        resideInAPackage("org.cloudmarket." + service + ".."),
        dependOnClassesThat(
            resideInAnyPackage(
                    "org.cloudmarket.policy..",
                    "org.cloudmarket.provider..",
                    "org.cloudmarket.procurement..",
                    "org.cloudmarket.local..")
                .and(not(resideInAPackage("org.cloudmarket." + service + "..")))));
  }

  private static boolean tellsTheTime(JavaCall<?> call) {
    String target = call.getTarget().getFullName();
    return target.startsWith("java.lang.System.nanoTime")
        || target.startsWith("java.lang.System.currentTimeMillis")
        || target.startsWith("java.lang.Math.random");
  }

  /** What every wall must catch. */
  static final class Trespasser {
    Object all() throws SQLException {
      return List.of(
          Instant.now(),
          System.nanoTime(),
          new PortingSupport(1),
          StreamsConfig.configDef(),
          new ClassFileImporter(),
          ReferenceRun.class,
          Refusal.class,
          ProcurementApi.class,
          DriverManager.getConnection(""));
    }
  }

  @ParameterizedTest
  @MethodSource("walls")
  void theWallStands(Wall wall) {
    noClasses().that(wall.who).should(wall.what).because(wall.why).check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("walls")
  void theWallBites(Wall wall) {
    JavaClasses trespasser =
        new ClassFileImporter()
            .importClasses(Trespasser.class, PortingSupport.class, Instrument.class)
            .that(describe("are the trespasser", each -> each.isEquivalentTo(Trespasser.class)));

    assertThat(trespasser).hasSize(1);
    assertThatThrownBy(() -> noClasses().should(wall.what).check(trespasser))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void packagesFormNoCircle() {
    SlicesRuleDefinition.slices()
        .matching("org.cloudmarket.(**)")
        .should()
        .beFreeOfCycles()
        .check(HOUSE);
  }

  /** The outermost classes of what services are made of; what is within one belongs to it. */
  private static final SliceAssignment CLASSES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
          return resideInAnyPackage(
                      "org.cloudmarket.model..",
                      "org.cloudmarket.documents..",
                      "org.cloudmarket.wire..")
                  .test(each)
              ? SliceIdentifier.of(each.getName().replaceFirst("\\$.*", ""))
              : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
          return "outermost classes of model, documents and wire";
        }
      };

  /** So each can be read and tested with what is below it, and nothing else. */
  @Test
  void classesBelowTheServicesFormNoCircle() {
    SlicesRuleDefinition.slices().assignedFrom(CLASSES).should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void everyPackageSaysWhatLivesThereAndCanBeSeenAtOnce() throws IOException {
    TreeMap<Path, Integer> files = new TreeMap<>();
    TreeMap<Path, Integer> words = new TreeMap<>();
    for (String module : MODULES) {
      try (Stream<Path> all = Files.walk(HOME.resolve(module).resolve("src/main/java"))) {
        all.filter(each -> each.toString().endsWith(".java"))
            .forEach(
                each -> {
                  boolean info = each.endsWith("package-info.java");
                  (info ? words : files).merge(HOME.relativize(each.getParent()), 1, Integer::sum);
                });
      }
    }

    assertThat(words.keySet()).containsAll(files.keySet());
    assertThat(files)
        .allSatisfy(
            (folder, count) ->
                assertThat(count)
                    .as("files in " + folder)
                    .isLessThanOrEqualTo(MOST_FILES_IN_A_PACKAGE));
  }
}
