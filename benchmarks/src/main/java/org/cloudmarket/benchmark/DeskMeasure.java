package org.cloudmarket.benchmark;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The dashboard in a real browser while it takes a whole run from the stream, beside a client that
 * only reads the same bytes: how many awards a second come through, and how long the page stood
 * still for it.
 */
@Command(
    name = "DeskMeasure",
    description = "Measures the dashboard beside a bare reader of the same stream.",
    mixinStandardHelpOptions = true)
public final class DeskMeasure implements Callable<Integer> {

  private static final int SHARDS = 4;

  /** Of the scenario that is run: the ticker begins with the last whole month otherwise. */
  private static final String FIRST_MONTH = "2019-01";

  /** The first reading warms the service up and is not counted. */
  private static final int READINGS = 3;

  /** Milliseconds in which the page gets its modules and draws its charts for the first time. */
  private static final int LOADED = 3_000;

  private static final String PROBE =
      """
      (() => {
        window.frames_ = {gaps: [], tasks: []};
        new PerformanceObserver((list) => list.getEntries().forEach(({startTime, duration}) =>
          frames_.tasks.push({at: startTime, ms: duration}))).observe({type: 'longtask', buffered: true});
        let last = performance.now();
        const frame = (now) => {
          frames_.gaps.push({at: now, ms: now - last});
          last = now;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      })()
      """;

  private static final String AWARDS =
      "Number((document.querySelector('[data-awards]')?.textContent ?? '0').replaceAll(',', ''))";

  @Mixin private StackPorts ports;

  @Option(
      names = "--chromium",
      defaultValue = "/usr/bin/chromium",
      description = "The browser; default: ${DEFAULT-VALUE}.")
  private Path chromium;

  @Option(
      names = "--buyers",
      defaultValue = "20000",
      description = "Buyers of the market at its start; default: ${DEFAULT-VALUE}.")
  private int buyers;

  private DeskMeasure() {}

  /** Measures, and prints. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new DeskMeasure()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    try (Stack stack = Stack.start(ports.options());
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox", "--enable-precise-memory-info")))) {
      StackRun run =
          StackRun.of(stack, SHARDS, Map.of("population.buyers", Integer.toString(buyers)));
      URI desk = stack.service(Service.PROCUREMENT);
      for (int i = 0; i < READINGS; i++) {
        double bare = AwardStream.read(stack, run.id());
        double page = page(browser, desk.resolve("/#/runs/" + run.id() + "?since=" + FIRST_MONTH));
        System.out.printf(Locale.ROOT, "ratio         %.2f%n", page / bare);
      }
      return 0;
    }
  }

  private static double page(Browser browser, URI view) {
    // The page's own policy forbids the expressions by which the measure asks it.
    try (Page page = browser.newPage(new Browser.NewPageOptions().setBypassCSP(true))) {
      page.setDefaultTimeout((double) Duration.ofMinutes(5).toMillis());
      page.addInitScript(PROBE);
      page.navigate(view.toString());
      page.waitForFunction(AWARDS + " > 0");
      final double first = heapMebibytes(page);
      page.waitForSelector("[data-stream=ended]");
      double millis = number(page, "performance.now()");
      double awards = number(page, AWARDS);
      System.out.printf(
          Locale.ROOT,
          "dashboard     %,.0f awards/s (%,.0f); first paint after %.0f ms; between two frames at"
              + " most %.0f ms while it loads, then %.0f ms, and %.0f ms in 99 of 100%n",
          awards * 1e3 / millis,
          awards,
          number(page, "performance.getEntriesByName('first-contentful-paint')[0].startTime"),
          number(
              page,
              "Math.max(...frames_.gaps.filter(({at}) => at <= " + LOADED + ").map(({ms}) => ms))"),
          number(
              page,
              "Math.max(...frames_.gaps.filter(({at}) => at > " + LOADED + ").map(({ms}) => ms))"),
          number(
              page,
              "((all) => all.sort((a, b) => a - b)[Math.floor(0.99 *"
                  + " all.length)])(frames_.gaps.filter(({at}) => at > "
                  + LOADED
                  + ").map(({ms}) => ms))"));
      System.out.printf(
          Locale.ROOT,
          "tasks         the longest %.0f ms while it loads, then %.0f ms%n",
          number(
              page,
              "Math.max(0, ...frames_.tasks.filter(({at}) => at <= "
                  + LOADED
                  + ").map(({ms}) => ms))"),
          number(
              page,
              "Math.max(0, ...frames_.tasks.filter(({at}) => at > "
                  + LOADED
                  + ").map(({ms}) => ms))"));
      System.out.printf(
          Locale.ROOT,
          "memory        %.1f MiB of the page's heap with the first awards, %.1f MiB with the last%n",
          first,
          heapMebibytes(page));
      return awards * 1e3 / millis;
    }
  }

  /** What the page holds on to: what is garbage is collected before. */
  private static double heapMebibytes(Page page) {
    CDPSession session = page.context().newCDPSession(page);
    session.send("HeapProfiler.collectGarbage");
    session.detach();
    return number(page, "performance.memory.usedJSHeapSize") / (1 << 20);
  }

  private static double number(Page page, String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }
}
