package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Assumptions;

/**
 * The dashboard in a window of a real browser. What goes wrong in it is remembered until it is
 * closed.
 */
final class Desk implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PICTURES = Path.of("target", "screenshots");

  /** Where systems keep it; {@code CHROMIUM} says otherwise. */
  private static final List<String> CHROMIUMS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private static final Set<String> SERIOUS = Set.of("serious", "critical");

  private static Browser browser;

  private final URI address;
  private final Page page;
  private final List<String> errors = new ArrayList<>();

  private Desk(URI address) {
    this.address = address;
    // A picture must not be of a curve that is still on its way.
    page =
        watched(
            browser()
                .newContext(
                    new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setReducedMotion(ReducedMotion.REDUCE))
                .newPage());
  }

  private Page watched(Page tab) {
    tab.setDefaultTimeout((double) Market.PATIENCE.toMillis());
    tab.onConsoleMessage(
        message -> {
          if (Set.of("error", "warning").contains(message.type())) {
            errors.add(message.text() + " " + message.location());
          }
        });
    tab.onPageError(errors::add);
    return tab;
  }

  /**
   * A new window, with nothing remembered of those before; the test is skipped where there is no
   * Chromium on the machine.
   */
  static Desk open() {
    return open(Market.stack().service(Service.PROCUREMENT));
  }

  /** As {@link #open()}, where the browser reaches procurement-service at another address. */
  static Desk open(URI address) {
    return new Desk(address);
  }

  /** One browser for all tests, as each takes a while to start. It ends with the tests. */
  private static Browser browser() {
    if (browser == null) {
      browser = launch(chromium());
    }
    return browser;
  }

  private static Browser launch(Path chromium) {
    return Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(chromium)
                .setArgs(
                    List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        // What a test makes for itself, nobody has signed.
                        "--ignore-certificate-errors")));
  }

  private static Path chromium() {
    String named = System.getenv("CHROMIUM");
    if (named != null) {
      // Whoever names one wants the tests to run: if it is not there, they fail.
      return Path.of(named);
    }
    Optional<Path> found = CHROMIUMS.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    Assumptions.assumeTrue(
        found.isPresent(), "no Chromium in " + CHROMIUMS + ", nor does CHROMIUM name one");
    return found.get();
  }

  /** Goes to a view by its address, such as {@code #/compare}. */
  Page go(String view) {
    go(page, view);
    return page;
  }

  /** As {@link #go(String)}, in another tab. */
  void go(Page tab, String view) {
    String base = address.toString();
    tab.navigate((base.endsWith("/") ? base : base + "/") + view);
  }

  /** Another tab of the same window. */
  Page another() {
    return watched(page.context().newPage());
  }

  /** The series of a figure as the chart has them, by id. */
  JsonNode series(String figure) {
    page.waitForFunction(
        "figure => document.querySelector(`[data-${figure}] .canvas`)?.chart?.getOption()?.series?.length",
        figure);
    String json =
        (String)
            page.evaluate(
                """
                figure => JSON.stringify(Object.fromEntries(
                  document.querySelector(`[data-${figure}] .canvas`).chart.getOption().series
                    .map(({id, data, links, markLine}) => [id, {data, links, marks: markLine?.data}])))
                """,
                figure);
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a button of a part of the page saves. */
  String saved(String part, String button) throws IOException {
    Download download =
        page.waitForDownload(
            () ->
                page.locator("[data-" + part + "]")
                    .getByText(button, new Locator.GetByTextOptions().setExact(true))
                    .click());
    Path file = PICTURES.resolve(download.suggestedFilename());
    download.saveAs(file);
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** Keeps a picture, and looks whether everybody can use what is there. */
  void look(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    assertThat(new AxeBuilder(page).analyze().getViolations())
        .filteredOn(rule -> SERIOUS.contains(rule.getImpact()))
        .extracting(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
        .isEmpty();
    legendsFit(name);
  }

  /** Names stand in a legend as far as its chart is wide, as soon as it has drawn itself anew. */
  private void legendsFit(String name) {
    String narrow =
        "() => [...document.querySelectorAll('.canvas:not([hidden])')].map(({chart}) => chart)"
            + ".filter((chart) => chart?.getOption().legend?.some(({width}) => width > 0"
            + " && Math.abs(chart.getWidth() - width) > 40)).length";
    try {
      page.waitForFunction(
          "() => (" + narrow + ")() === 0",
          null,
          new Page.WaitForFunctionOptions().setTimeout(10_000));
    } catch (TimeoutError _) {
      assertThat(page.evaluate(narrow)).as(name + ": charts with too narrow a legend").isEqualTo(0);
    }
  }

  /**
   * The page is no wider than its window, as soon as its charts have drawn themselves anew.
   *
   * @param what names the view where it is not so
   */
  void fits(String what) {
    int window = page.viewportSize().width;
    try {
      page.waitForFunction(
          "window => document.documentElement.scrollWidth <= window",
          window,
          new Page.WaitForFunctionOptions().setTimeout(10_000));
    } catch (TimeoutError _) {
      assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
          .as(what)
          .isLessThanOrEqualTo(window);
    }
  }

  /** Cancels the run that is watched: the page asks before it does. */
  void cancelTheRun() {
    page.getByText("Cancel the run").click();
    page.getByText("Yes, cancel it").click();
    page.waitForSelector("[data-status=cancelled]");
  }

  Page page() {
    return page;
  }

  /** Forgets complaints that a test has asked for. */
  void forgive(String word) {
    errors.removeIf(error -> error.contains(word));
  }

  /** Everything that the browser complained of. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void close() {
    page.context().close();
  }
}
