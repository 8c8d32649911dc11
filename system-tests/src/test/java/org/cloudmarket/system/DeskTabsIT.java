package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The dashboard in more tabs than a browser opens connections to a service. */
class DeskTabsIT {

  private static final int TABS = 8;

  /** A month before the mandate. */
  private static final String START = "2021-07";

  private static final Map<String, String> LONG =
      Map.of("population.buyers", "600", "start", START, "months", "48");

  /** It is under way for three minutes: eight tabs take a while to open. */
  private static final long PACE_MILLIS = 4_000;

  private static final String NO_SHARED_WORKER = "delete window.SharedWorker";

  @Test
  @Tag("long")
  void allTabsShareOneStreamThatIsReadOnlyWhileOneIsSeen() throws Exception {
    assertOneStream(true);
  }

  @Test
  @Tag("soak")
  void soDoTheyInABrowserThatHasNoSharedWorker() throws Exception {
    assertOneStream(false);
  }

  private static void assertOneStream(boolean shared) throws Exception {
    KafkaRun run =
        KafkaRun.start(
            Market.api(), new Order("tianjin-mandate", "", shared ? 24 : 25, 2, LONG, PACE_MILLIS));
    KafkaRun other = Market.shared("tianjin-mandate", 3);
    try (Relay relay = Relay.to(Market.stack().service(Service.PROCUREMENT));
        Desk desk = Desk.open(relay.address())) {
      if (!shared) {
        desk.page().context().addInitScript(NO_SHARED_WORKER);
      }
      List<Page> tabs = Stream.generate(desk::another).limit(TABS).toList();
      for (Page tab : tabs) {
        desk.go(tab, "#/runs/" + run.id() + "?since=" + START);
        tab.waitForSelector("[data-status]");
      }
      tabs.forEach(tab -> tab.locator(".ticker li").first().waitFor());
      assertThat(relay.streams()).isLessThanOrEqualTo(1);

      Page ofAnotherRun = desk.go("#/runs/" + other.id());
      ofAnotherRun.waitForSelector("[data-stream=ended]");

      tabs.forEach(tab -> see(tab, "hidden"));
      see(ofAnotherRun, "hidden");
      Market.until("nobody looks, and nothing is read", () -> relay.streams() == 0);
      double seen = run.refresh().progress();
      Market.until("the run goes on unseen", () -> run.refresh().progress() > seen);
      assertThat(relay.streams()).isZero();
      Http.post("/api/runs/" + run.id() + "/pace", "{\"pace\": \"0ms\"}");
      Market.finished(run);

      for (Page tab : Set.of(tabs.getFirst(), tabs.getLast())) {
        see(tab, "visible");
        tab.waitForSelector("[data-stream=ended]");
        assertThat(count(tab)).isEqualTo(awards(run).size());
      }
      assertThat(desk.errors()).isEmpty();
    }
  }

  /** A browser without windows shows all of its tabs at once, so that they are told. */
  private static void see(Page tab, String state) {
    tab.evaluate(
        """
        state => {
          Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """,
        state);
  }

  private static List<JsonNode> awards(KafkaRun run) throws Exception {
    return Http.all("/api/runs/" + run.id() + "/awards?type=contract-awarded&limit=500");
  }

  private static int count(Page tab) {
    return Integer.parseInt(tab.locator("[data-awards]").textContent().replaceAll("\\D", ""));
  }
}
