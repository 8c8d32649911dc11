package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.policy.Policy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a reader makes of a scenario's policies, and the order that it becomes. No order arrives:
 * each is looked at, and refused.
 */
class DeskDraftIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DocumentLibrary SHIPPED = DocumentLibrary.shipped();

  /** Of all kinds, and a trigger among them. */
  private static final String MANY_POLICIES = "china-2019-2021";

  private static final AtomicInteger SENT = new AtomicInteger();

  /** Whether the reader gives up changes that another scenario would discard. */
  private static final AtomicBoolean GIVES_UP = new AtomicBoolean(true);

  private static Desk desk;

  @BeforeAll
  static void openTheFirstView() {
    desk = Desk.open();
    desk.page()
        .route(
            "**/api/runs",
            route -> {
              SENT.incrementAndGet();
              route.fulfill(
                  new Route.FulfillOptions()
                      .setStatus(400)
                      .setContentType("application/problem+json")
                      .setBody("{\"title\": \"Not now\", \"status\": 400, \"errors\": []}"));
            });
    // Each test begins with another scenario, and gives up what the one before has changed.
    desk.page()
        .onDialog(
            dialog -> {
              if (GIVES_UP.get()) {
                dialog.accept();
              } else {
                dialog.dismiss();
              }
            });
    desk.go("#/order");
    desk.page().getByLabel("beside the same market").uncheck();
  }

  @AfterAll
  static void nothingButTheOrdersWentWrongInTheBrowser() {
    if (desk != null) {
      try (Desk closed = desk) {
        assertThat(closed.errors())
            .filteredOn(error -> !error.startsWith("Failed to load resource"))
            .isEmpty();
      }
    }
  }

  @Test
  @Tag("long")
  void whateverPolicyIsSwitchedOffTheOrderIsSoundAndHasAllOthers() throws IOException {
    choose(MANY_POLICIES);
    List<String> all = policies(MANY_POLICIES, Map.of());
    assertThat(ordered()).as("as it stands").isEmpty();
    for (String off : all) {
      toggle(off);
      assertThat(policies(MANY_POLICIES, sets(ordered())))
          .as("without " + off)
          .containsExactlyInAnyOrderElementsOf(
              all.stream().filter(policy -> !policy.equals(off)).toList());
      toggle(off);
    }
  }

  @Test
  @Tag("long")
  void aPolicyThatNobodyWouldEnactAnyMoreComesOnItsDate() throws IOException {
    choose("tianjin-mandate");
    toggle("tianjin-mandate");

    assertThat(sets(ordered()))
        .containsOnly(
            Map.entry("policies.tianjin-mandate", "null"),
            Map.entry("triggers.softening", "null"),
            Map.entry("policies.tianjin-preference.enacted", "by-date"));
  }

  @Test
  @Tag("long")
  void aTriggerLosesOnlyWhatItWouldDoToAPolicyThatIsOff() throws IOException {
    choose("tianjin-mandate");
    toggle("tianjin-preference");

    assertThat(sets(ordered()))
        .containsOnly(
            Map.entry("policies.tianjin-preference", "null"),
            Map.entry("triggers.softening.actions", "[{\"repeal\":\"tianjin-mandate\"}]"));
  }

  @Test
  void aStrengthIsOrderedAsAFraction() throws IOException {
    choose("tianjin-mandate");
    desk.page().locator("[data-policy=tianjin-mandate] input[type=range]").fill("35");

    assertThat(sets(ordered()))
        .containsOnly(Map.entry("policies.tianjin-mandate.enforcement", "0.35"));
  }

  @Test
  @Tag("long")
  void anotherScenarioDiscardsNoChangesThatTheReaderKeeps() throws IOException {
    choose("tianjin-mandate");
    toggle("tianjin-preference");
    GIVES_UP.set(false);

    desk.page().getByLabel("Scenario").first().selectOption("no-policy");

    GIVES_UP.set(true);
    assertThat(desk.page().getByLabel("Scenario").first().inputValue())
        .isEqualTo("tianjin-mandate");
    assertThat(sets(ordered())).containsKey("policies.tianjin-preference");
  }

  @Test
  @Tag("long")
  void whatIsNoMonthStaysAsItWasTypedAndStartWaits() throws IOException {
    choose("tianjin-mandate");
    Locator announced =
        desk.page().locator("[data-policy=tianjin-mandate] [data-field=month]").first();
    for (String typed : List.of("Sept 2021", "2021-13", "9/2023", "2021-9", "")) {
      announced.fill(typed);

      assertThat(orderedWithin(desk.page())).as(typed).isFalse();
      assertThat(announced.inputValue()).isEqualTo(typed);
      assertThat(announced.getAttribute("aria-invalid")).as(typed).isEqualTo("true");
      assertThat(desk.page().getByText("The run has 2019-01 to 2026-12").first().isVisible())
          .isTrue();
    }
    announced.fill("2021-07");

    assertThat(sets(ordered()))
        .containsOnly(Map.entry("policies.tianjin-mandate.announced", "2021-07"));
  }

  @Test
  void whatIsNoNumberStaysAsItWasTypedAndStartWaits() throws IOException {
    choose("tianjin-mandate");
    desk.page().getByLabel("Change terms: Tianjin mandate").click();
    Map<String, List<String>> typed =
        Map.of(
            "Seed", List.of("9007199254740992", "1e5", "1,5", ""),
            "Size", List.of("0", "1000001", "10.000", "1 000"),
            "Grace months", List.of("2,5", "1e1", "-1"));
    typed.forEach(
        (label, texts) -> {
          Locator field = desk.page().getByLabel(label).first();
          String before = field.inputValue();
          for (String text : texts) {
            field.fill(text);

            assertThat(orderedWithin(desk.page())).as(label + " " + text).isFalse();
            assertThat(field.inputValue()).isEqualTo(text);
            assertThat(field.getAttribute("aria-invalid")).as(text).isEqualTo("true");
          }
          field.fill(before);
        });

    assertThat(sets(ordered())).isEmpty();
  }

  /** Whether a click on Start sends anything. */
  private static boolean orderedWithin(Page page) {
    int before = SENT.get();
    page.getByText("Start and watch").click();
    page.evaluate("() => new Promise((done) => setTimeout(done, 100))");
    return SENT.get() > before;
  }

  /** Chooses a scenario anew, with nothing left of the draft before. */
  private static void choose(String scenario) {
    read("no-policy");
    read(scenario);
  }

  private static void read(String scenario) {
    Page page = desk.page();
    page.getByLabel("Scenario").first().selectOption(scenario);
    page.locator("h2").getByText(SHIPPED.resolve(SHIPPED.get(scenario)).title()).waitFor();
  }

  private static void toggle(String policy) {
    desk.page().locator("[data-policy=" + policy + "] input[type=checkbox]").first().click();
  }

  /** What the order that would be sent now sets, by path. */
  private static JsonNode ordered() throws IOException {
    Page page = desk.page();
    Request order =
        page.waitForRequest(
            request -> request.method().equals("POST"),
            () -> page.getByText("Start and watch").click());
    return JSON.readTree(order.postData()).path("set");
  }

  /** As {@code ./run --set} writes them. */
  private static Map<String, String> sets(JsonNode set) {
    Map<String, String> sets = new TreeMap<>();
    set.properties()
        .forEach(
            each -> {
              JsonNode value = each.getValue();
              sets.put(each.getKey(), value.isTextual() ? value.asText() : value.toString());
            });
    return sets;
  }

  private static List<String> policies(String scenario, Map<String, String> sets) {
    return SHIPPED.resolve(SHIPPED.get(scenario), Optional.empty(), sets).policies().stream()
        .map(Policy::id)
        .toList();
  }
}
