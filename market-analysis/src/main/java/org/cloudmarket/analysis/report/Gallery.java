package org.cloudmarket.analysis.report;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.report.Units.Kind;

/**
 * A finding with its picture: one outcome of a kept experiment. The page of the gallery has marks
 * for each, and its picture is a file beside it.
 *
 * @param name of its marks and of its picture
 * @param experiment which found it
 * @param outcome of the experiment
 * @param arm whose effect it is; empty where it is the whole of an attribution
 */
public record Gallery(String name, String experiment, String outcome, String arm) {

  /** The folder of pictures, beside the page. */
  public static final String FOLDER = "gallery";

  /** All of them, in the order of the page. */
  public static final List<Gallery> ALL =
      List.of(
          new Gallery("leaders-fall", "leader-attribution", "leader-at-home", ""),
          new Gallery("price-of-a-deadline", "tianjin-effect", "cost-to-companies", "kept"),
          new Gallery("what-stays", "tianjin-effect", "city-cloud-of-companies", "softened"),
          new Gallery("union-act", "union-act-effect", "foreign-among-public", "proposed"),
          new Gallery("set-aside", "set-aside-effect", "price", "set-aside"),
          new Gallery("subsidy", "set-aside-effect", "price", "subsidy"));

  /** The findings of an experiment. */
  public static List<Gallery> of(String experiment) {
    return ALL.stream().filter(each -> each.experiment().equals(experiment)).toList();
  }

  /** The file of its picture. */
  public String file() {
    return name + ".svg";
  }

  /**
   * The page with this finding made anew.
   *
   * @param certificate of the result
   * @param currency of its scenario
   * @throws IllegalArgumentException where the page has no marks for it, or the result no such
   *     outcome
   */
  public String in(String page, Result result, Certificate certificate, Currency currency) {
    Units units = Units.printed(currency);
    Words words = new Words(result, certificate.experiment(), units, Naming.NAMES);
    String how =
        String.format(
            Locale.ROOT,
            "%,d runs, %,d of each market. Command: `./run experiment experiments/%s.yaml`.",
            result.runs(),
            result.replications(),
            result.name());
    return MarkedPage.between(
        page,
        name,
        List.of(
            "![" + alternative(words, result) + "](" + FOLDER + "/" + file() + ")",
            "",
            finding(words, units, result),
            "",
            how));
  }

  private String alternative(Words words, Result result) {
    String heading = words.heading(measure(result));
    return arm.isEmpty() ? heading : heading + ", month by month";
  }

  private String finding(Words words, Units units, Result result) {
    Result.Measure measure = measure(result);
    if (arm.isEmpty()) {
      return sentence(
          words,
          measure,
          units.text(measure.unit(), Kind.CHANGE, attributed(result).whole()),
          "all policies together");
    }
    Result.Effect effect = effect(result);
    return sentence(
        words,
        measure,
        units.text(measure.unit(), Kind.CHANGE, effect.period()),
        words.armName(effect.arm()) + " against " + words.armName(effect.baseline()));
  }

  private static String sentence(Words words, Result.Measure measure, String change, String by) {
    return words.heading(measure)
        + ": **"
        + change
        + "** by "
        + by
        + ", "
        + words.period(measure)
        + ".";
  }

  /**
   * Its picture, a file that stands by itself.
   *
   * @throws IllegalArgumentException where the result has no such outcome
   */
  public String picture(Result result, Certificate certificate, Currency currency) {
    Units units = Units.printed(currency);
    Words words = new Words(result, certificate.experiment(), units, Naming.NAMES);
    Markup picture = new Markup();
    if (arm.isEmpty()) {
      Result.Attributed attributed = attributed(result);
      new AttributionSection(words, units, List.of(attributed))
          .waterfall(name, attributed)
          .write(picture);
    } else {
      Result.Effect effect = effect(result);
      new EffectSection(words, units, List.of(effect)).levels(effect).write(picture);
    }
    String svg = picture.written();
    int inside = svg.indexOf('>') + 1;
    return svg.substring(0, inside)
        + "<style>"
        + HtmlReport.style()
        + "</style><rect class=\"paper\" width=\"100%\" height=\"100%\"/>"
        + svg.substring(inside)
        + "\n";
  }

  private Result.Measure measure(Result result) {
    return arm.isEmpty() ? attributed(result).measure() : effect(result).measure();
  }

  private Result.Effect effect(Result result) {
    return result.outcomes().stream()
        .filter(each -> each.measure().name().equals(outcome) && each.arm().equals(arm))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(result.name() + " has no " + this));
  }

  private Result.Attributed attributed(Result result) {
    return result.attributions().stream()
        .filter(each -> each.measure().name().equals(outcome))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(result.name() + " has no " + this));
  }
}
