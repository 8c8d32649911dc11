package org.cloudmarket.documents.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.instrument.DataClassification;
import org.cloudmarket.model.instrument.DemandProgramme;
import org.cloudmarket.model.instrument.Exclusion;
import org.cloudmarket.model.instrument.Fine;
import org.cloudmarket.model.instrument.InHouseComputing;
import org.cloudmarket.model.instrument.MigrationMandate;
import org.cloudmarket.model.instrument.OverseasShock;
import org.cloudmarket.model.instrument.OwnershipChange;
import org.cloudmarket.model.instrument.PortingSupport;
import org.cloudmarket.model.instrument.ProviderMove;
import org.cloudmarket.model.instrument.ScorePreference;
import org.cloudmarket.model.instrument.SetAside;
import org.cloudmarket.model.instrument.Subsidy;
import org.cloudmarket.model.instrument.SupervisorySanction;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.ProviderChange;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class InstrumentsTest {

  private static final int START = Months.of(2020, 1);

  /** One of each, in the order of the sealed type. */
  private static Instrument example(Class<?> kind) {
    return Stream.of(
            new DataClassification(DataClass.CORE, 10_000_000),
            new DemandProgramme(300_000, 100_000, 12),
            new SupervisorySanction("alibaba-cloud", 300_000, 6, 9, 500_000),
            Exclusion.of(Set.of(Ownership.FOREIGN)),
            new Fine("alibaba-cloud", 1_822_800_000_000L, 200_000, 12),
            SetAside.of(300_000, Set.of(Ownership.STATE)),
            Subsidy.of(Set.of(Ownership.STATE), 200_000),
            new InHouseComputing("own-centre", InHouseComputing.Role.FIRST_CHOICE),
            MigrationMandate.of(Set.of(Ownership.PRIVATE), true, 2, Months.of(2021, 1)),
            new OverseasShock(400_000, "alibaba-cloud", new TreeSet<>(Set.of("a-client"))),
            new OwnershipChange(
                "alibaba-cloud",
                Optional.of(Ownership.STATE),
                Optional.of("state-group"),
                OptionalInt.of(0),
                300_000,
                500_000),
            new PortingSupport(250_000),
            new ProviderMove(
                "tencent-cloud",
                new TreeMap<>(Map.of(Segment.BANK, -125_000)),
                50_000,
                -100_000,
                new TreeSet<>(Set.of("tianjin"))),
            ScorePreference.points(Set.of(Ownership.STATE), true, 8))
        .map(Instrument.class::cast)
        .filter(kind::isInstance)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no example of " + kind));
  }

  /** Every instrument that the model has. */
  private static List<Class<?>> kinds() {
    return new ClassFileImporter()
        .importPackagesOf(Fine.class, Instrument.class).stream()
            .filter(each -> each.isAssignableTo(Instrument.class) && each.isRecord())
            .<Class<?>>map(JavaClass::reflect)
            .toList();
  }

  private static JsonNode document(Instrument instrument) {
    DocumentLibrary library = DocumentLibrary.shipped();
    Scenario scenario = library.resolve(library.get("no-policy"));
    Policy policy =
        new Policy(
            "a-policy",
            instrument,
            Scope.EVERYBODY,
            START,
            START,
            Months.NEVER,
            1_000_000,
            0,
            false,
            "");
    return ScenarioJson.write(scenario.withPolicies(List.of(policy), List.of()))
        .path("policies")
        .path("a-policy");
  }

  @Test
  void theCatalogueHasEveryInstrumentAndNoOther() {
    List<String> types = kinds().stream().map(kind -> example(kind).type()).sorted().toList();

    assertThat(Instruments.all()).extracting(Instruments.CatalogueEntry::type).isEqualTo(types);
  }

  @Test
  void aSchemaNamesTheFieldsThatDocumentsHave() {
    for (Class<?> kind : kinds()) {
      Instrument instrument = example(kind);
      JsonNode schema =
          Instruments.all().stream()
              .filter(entry -> entry.type().equals(instrument.type()))
              .findFirst()
              .orElseThrow()
              .schema();

      assertThat(names(schema.path("properties")))
          .as(instrument.type())
          .isEqualTo(names(document(instrument)));
      assertThat(names(schema.path("properties").path("scope").path("properties")))
          .isEqualTo(names(document(instrument).path("scope")));
    }
  }

  /** What a schema lets a form offer, the reader has to take. */
  @Test
  void whatOnlyBuyersGiveAMeaningHasOneValueWhereNoneAreBound() {
    for (Class<?> kind : kinds()) {
      Instrument instrument = example(kind);
      JsonNode fields =
          Instruments.all().stream()
              .filter(entry -> entry.type().equals(instrument.type()))
              .findFirst()
              .orElseThrow()
              .schema()
              .path("properties");
      JsonNode document = document(instrument);

      for (String field : List.of("enforcement", "anticipation", "leaked", "leakReach")) {
        assertThat(fields.path(field).has("const"))
            .as(instrument.type() + ": " + field)
            .isEqualTo(!instrument.bindsBuyers());
        if (!instrument.bindsBuyers()) {
          assertThat(fields.path(field).path("const")).isEqualTo(document.path(field));
        }
      }
      assertThat(fields.at("/scope/properties/segments").has("const"))
          .isEqualTo(instrument instanceof ProviderChange);
      assertThat(fields.at("/scope/properties/cities").has("const"))
          .isEqualTo(!instrument.bindsBuyers());
    }
  }

  @Test
  void whatASchemaRequiresItAlsoKnows() {
    for (Instruments.CatalogueEntry entry : Instruments.all()) {
      List<String> required = new ArrayList<>();
      entry.schema().path("required").forEach(field -> required.add(field.asText()));

      assertThat(names(entry.schema().path("properties"))).containsAll(required);
      assertThat(entry.title()).isNotBlank();
      assertThat(entry.does()).isNotBlank();
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
