package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import org.cloudmarket.local.client.KafkaRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the dashboard leaves undone so that it can answer while awards flood in. */
@Tag("long")
class DeskFramesIT {

  /** A worker: with each message of the page a thousand awards more, until it is to be calm. */
  private static final String FLOOD =
      """
      let awards = 0;
      let calm = false;
      onmessage = ({ data }) => {
        if (data?.calm) calm = true;
        else Object.assign(asked, { path: data.path, words: data.words, from: data.from });
        tell();
      };
      const asked = {};
      const row = (i) => ({ tender: `b-${awards}-${i}`, month: '2021-07', incumbent: null, winner: 'alibaba-cloud', ownership: 'private',
        annualValueFen: 100_000, segment: 'bank', city: 'tianjin', displacedBy: [], counterfactualWinner: null });
      function tell() {
        if (!calm) awards += 1_000;
        postMessage({ ...asked, state: 'live', missing: [], counts: { awards, displaced: 0 }, newest: Array.from({ length: 80 }, (_, i) => row(i)) });
      }
      """;

  private static KafkaRun finished;

  private Desk desk;

  @BeforeAll
  static void aRun() throws Exception {
    finished = Market.finished(Market.order("tianjin-mandate", 8, 1, Market.MANDATES_YEAR));
  }

  @BeforeEach
  void openTheDesk() {
    desk = Desk.open();
  }

  @AfterEach
  void nothingWentWrongInTheBrowser() {
    if (desk != null) {
      List<String> errors = desk.errors();
      desk.close();
      assertThat(errors).isEmpty();
    }
  }

  private static int rows(Page page) {
    return page.locator(".ticker li").count();
  }

  @Test
  void ofAFloodNoMoreRowsAreDrawnThanCanBeSeenAndAllOnceItIsOver() {
    Page page = desk.page();
    page.addInitScript(
        "delete window.SharedWorker; const Real = Worker;"
            + " window.Worker = class extends Real { constructor(...all) { super(...all); window.worker_ = this; } };");
    page.route(
        "**/stream-worker.js",
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("text/javascript").setBody(FLOOD)));
    desk.go("#/runs/" + finished.id());
    page.waitForFunction("() => document.querySelectorAll('.ticker li').length > 0");
    assertThat(rows(page)).isEqualTo(20);
    page.evaluate("worker_.postMessage({ calm: true })");
    page.waitForFunction("() => document.querySelectorAll('.ticker li').length === 80");
  }

  @Test
  void whatAFigureShowsAlreadyIsNotDrawnAnew() {
    Page page = desk.page();
    desk.go("#/");
    Object drawn =
        page.evaluate(
            """
            async () => {
              const { Figure } = await import('./desk/chart.js');
              const root = document.body.appendChild(document.createElement('figure'));
              const figure = new Figure(root, { id: 'tried', title: 'Tried' });
              const counts = [];
              let drawn = 0;
              const show = async (key, value) => {
                drawn = 0;
                figure.show({ key, says: `It is ${value}.`, table: { columns: ['month', 'value'], rows: [['2021-07', value]] },
                  option: () => { drawn++; return { xAxis: { type: 'category', data: ['2021-07'] }, yAxis: { type: 'value' }, series: [{ id: 'one', type: 'line', data: [value] }] }; } });
                await new Promise((passed) => setTimeout(passed, 1_000));
                counts.push(drawn > 0);
              };
              await show('a', 1);
              await show('a', 1);
              await show('b', 2);
              await show(null, 2);
              await show(null, 2);
              const said = root.querySelector('.says').textContent;
              const data = root.querySelector('.canvas').chart.getOption().series[0].data;
              figure.dispose();
              root.remove();
              return { counts, said: said.trim(), data };
            }
            """);

    assertThat(drawn)
        .isEqualTo(
            Map.of(
                "counts",
                List.of(true, false, true, true, true),
                "said",
                "It is 2.",
                "data",
                List.of(2)));
  }
}
