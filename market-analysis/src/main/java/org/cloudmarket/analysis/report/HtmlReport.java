package org.cloudmarket.analysis.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.experiment.Result;

/**
 * A result as one page of HTML that asks for nothing else: no script, no font, no picture from
 * outside. It can be mailed, printed, and read on a narrow screen.
 */
public final class HtmlReport {

  private final Result result;
  private final Certificate certificate;
  private final Words words;
  private final Units units;
  private final Markup page = new Markup();

  private HtmlReport(Result result, Certificate certificate, Currency currency) {
    this.result = result;
    this.certificate = certificate;
    units = Units.printed(currency);
    words = new Words(result, certificate.experiment(), units, Naming.NAMES);
  }

  /**
   * The page.
   *
   * @param certificate of the same experiment, which says what made the result
   * @param currency of its scenario
   */
  public static String of(Result result, Certificate certificate, Currency currency) {
    HtmlReport report = new HtmlReport(result, certificate, currency);
    report.write();
    return "<!DOCTYPE html>\n" + report.page.written() + "\n";
  }

  private void write() {
    page.open("html", "lang", "en");
    head();
    page.open("body").open("main");
    page.open("header").open("h1").numbers(words.headline() + ".").close();
    if (!result.title().isEmpty()) {
      page.leaf("p", result.title());
    }
    page.close();
    if (!result.outcomes().isEmpty()) {
      new EffectSection(words, units, result.outcomes()).write(page);
    }
    new AttributionSection(words, units, result.attributions()).write(page);
    new SensitivitySection(words, units, result.sensitivities()).write(page);
    made();
    page.close().close().close();
  }

  private void head() {
    page.open("head").empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    page.empty("link", "rel", "icon", "href", "data:,");
    page.leaf("title", words.headline()).leaf("style", style()).close();
  }

  /** The style sheet. It holds nothing that would be escaped, as browsers do not undo that here. */
  static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void made() {
    page.open("section").leaf("h2", "How this was made").open("dl");
    page.leaf("dt", "Experiment").leaf("dd", result.name() + " (" + result.kind() + ")");
    page.leaf("dt", "Effort");
    words.effort().forEach(line -> page.leaf("dd", line + "."));
    page.leaf("dt", "Version").leaf("dd", certificate.version());
    page.leaf("dt", "To repeat it").open("dd").leaf("code", certificate.command()).close();
    page.leaf("dt", "Digest of the result (SHA-256)");
    page.open("dd").leaf("code", certificate.result()).close();
    page.close().close();
  }
}
