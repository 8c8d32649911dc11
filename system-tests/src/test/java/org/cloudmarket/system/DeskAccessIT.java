package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every view of the dashboard for everybody: in light and dark, large, narrow and by keyboard. */
class DeskAccessIT {

  private static final int TELEPHONE = 390;

  /** A window of 1280 pixels at 200 percent has so many of the page's. */
  private static final int TWICE_AS_LARGE = 640;

  /** Parts that scroll by themselves and leave a finger no place beside them, or no key reaches. */
  private static final String TRAPS =
      """
      () => [...document.querySelectorAll('main *')]
        .filter((part) => ['auto', 'scroll'].includes(getComputedStyle(part).overflowY) && part.scrollHeight > part.clientHeight + 1)
        .filter((part) => part.clientHeight > 0.7 * innerHeight || !(part.matches('textarea, [tabindex]') || part.querySelector('a[href], button, input, select, textarea')))
        .map((part) => part.outerHTML.slice(0, 120))
      """;

  private static Map<String, String> views;

  private Desk desk;

  @BeforeAll
  static void aPair() throws Exception {
    KafkaRun run = Market.order("tianjin-mandate", 53, 1, Market.MANDATES_YEAR);
    KafkaRun without =
        KafkaRun.start(
            Market.api(), new Order("tianjin-mandate", "none", 53, 1, Market.MANDATES_YEAR));
    Market.finished(run);
    Market.finished(without);
    String tender =
        Http.all("/api/runs/" + run.id() + "/awards?type=contract-awarded&limit=500")
            .getFirst()
            .path("tender")
            .asText();
    String path = "#/runs/" + run.id();
    views = new TreeMap<>();
    views.put("home", "#/");
    views.put("order", "#/order?scenario=tianjin-mandate");
    views.put("runs", "#/runs");
    views.put("watch", path);
    views.put("flows", path + "/flows");
    views.put("providers", path + "/providers");
    views.put("awards", path + "/awards?month=2021-11&slice=chosen");
    views.put("why", path + "/awards/" + tender);
    views.put("compare", "#/compare?baseline=" + without.id() + "&treatment=" + run.id());
    views.put("experiments", "#/experiments");
    views.put("validation", "#/validation");
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

  @Test
  @Tag("long")
  void everyViewIsSoundInLightAndDark() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      desk.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      views.forEach(
          (name, address) -> {
            open(address);
            desk.look(name + "-" + scheme.name().toLowerCase(Locale.ROOT));
          });
    }
  }

  @Test
  @Tag("long")
  void everyViewFitsATelephoneAndAPageOfTwiceTheSizeWithoutTraps() {
    Page page = desk.page();
    for (int width : List.of(TELEPHONE, TWICE_AS_LARGE)) {
      page.setViewportSize(width, width == TELEPHONE ? 844 : 450);
      views.forEach(
          (name, address) -> {
            open(address);
            desk.fits(name + " at " + width);
            assertThat((List<?>) page.evaluate(TRAPS)).as(name + " at " + width).isEmpty();
            if (width == TELEPHONE) {
              desk.look(name + "-telephone");
            }
          });
    }
  }

  @Test
  void onATelephoneTheViewsAreInAMenuThatClosesBehindWhoeverChoosesOne() {
    Page page = desk.page();
    page.setViewportSize(TELEPHONE, 844);
    open("#/runs");
    Locator views = page.locator("#nav");
    assertThat(views.isVisible()).isFalse();

    Locator menu = page.locator("#menu");
    menu.focus();
    menu.press("Enter");
    assertThat(menu.getAttribute("aria-expanded")).isEqualTo("true");
    desk.look("menu-telephone");
    views.getByText("Experiments").click();

    page.waitForURL("**/#/experiments");
    views.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    assertThat(menu.getAttribute("aria-expanded")).isEqualTo("false");
  }

  @Test
  @Tag("long")
  void aWordThatIsExplainedSaysWhatItMeansToWhoeverClicksIt() {
    Page page = desk.page();
    open(views.get("why"));
    Locator word = page.locator("abbr[title]").first();
    assertThat(shownBeside(word)).isEqualTo("none");

    word.click();

    assertThat(shownBeside(word)).isEqualTo('"' + word.getAttribute("title") + '"');
  }

  private static String shownBeside(Locator word) {
    return (String) word.evaluate("word => getComputedStyle(word, '::after').content");
  }

  /** Each view is what it is once nothing is loading any more. */
  private void open(String address) {
    desk.go("#/");
    desk.go(address);
    desk.page()
        .waitForFunction(
            """
            () => document.querySelector('main h1, main [data-bar]') && !/Loading|being repeated/.test(document.querySelector('main').innerText)
              && [...document.querySelectorAll('.figure')].every((figure) => figure.querySelector('.canvas')?.chart || figure.querySelector('.state, .problem') || figure.hidden)
            """);
  }
}
