package org.cloudmarket.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.cloudmarket.analysis.experiment.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlReportTest {

  private static String page(String name) {
    return HtmlReport.of(Results.read(name), Results.certificate(), Results.YUAN);
  }

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> all(Document page, String tag) {
    return elements(page.getElementsByTagName(tag));
  }

  private static List<Element> all(Element element, String tag) {
    return elements(element.getElementsByTagName(tag));
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static List<Element> withClass(List<Element> elements, String word) {
    return elements.stream()
        .filter(each -> Arrays.asList(each.getAttribute("class").split(" ")).contains(word))
        .toList();
  }

  @Test
  void theTitleIsTheFinding() throws Exception {
    assertThat(all(parsed(page("comparison")), "h1").getFirst().getTextContent())
        .isEqualTo(
            "Under “With”, Tianjin City Cloud's share of running spend among state enterprise"
                + " buyers in Tianjin is 50.6 points [31.0, 70.1] higher than under “Without”.");
    assertThat(all(parsed(page("attribution")), "title").getFirst().getTextContent())
        .isEqualTo(
            "Of all policies, Tianjin mandate moves Tianjin City Cloud's share of running spend"
                + " among state enterprise buyers in Tianjin most: +66.7 points [46.4, 87.0], of"
                + " +69.9 points [47.1, 92.7] by all together");
  }

  @ParameterizedTest
  @ValueSource(strings = {"comparison", "attribution", "morris", "sobol"})
  void thePageAsksForNothingFromOutside(String name) {
    assertThat(page(name).replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "<script", "url(", "@import", "@font-face", "src=")
        .contains("default-src 'none'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"comparison", "attribution", "morris", "sobol"})
  void headingsGoDownByOneAndEveryPictureAndCellSaysWhatItIs(String name) throws Exception {
    Document page = parsed(page(name));

    int before = 0;
    for (Element heading : elements(page.getElementsByTagName("*"))) {
      if (heading.getTagName().matches("h[1-6]")) {
        int level = heading.getTagName().charAt(1) - '0';
        assertThat(level).isLessThanOrEqualTo(before + 1);
        before = level;
      }
    }
    List<String> ids = new ArrayList<>();
    assertThat(all(page, "svg")).isNotEmpty();
    for (Element svg : all(page, "svg")) {
      assertThat(svg.getAttribute("role")).isEqualTo("img");
      Element title = all(svg, "title").getFirst();
      Element description = all(svg, "desc").getFirst();
      assertThat(svg.getAttribute("aria-labelledby"))
          .isEqualTo(title.getAttribute("id") + " " + description.getAttribute("id"));
      assertThat(title.getTextContent()).isNotBlank();
      assertThat(description.getTextContent()).isNotBlank();
      ids.add(title.getAttribute("id"));
    }
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(all(page, "th")).allMatch(cell -> cell.getAttribute("scope").matches("col|row"));
    assertThat(all(page, "caption")).hasSameSizeAs(all(page, "table"));
  }

  @Test
  void everyTextIsEscaped() throws Exception {
    String evil = "</title><script>alert('1 & 2')</script>";
    Result result = Results.titled(Results.read("comparison"), evil);

    String page = HtmlReport.of(result, Results.certificate("<img src=x>"), Results.YUAN);

    assertThat(page).doesNotContain("<script", "<img");
    Document parsed = parsed(page);
    assertThat(all(parsed, "header").getFirst().getTextContent()).endsWith(evil);
    assertThat(all(parsed, "h2").getFirst().getTextContent())
        .isEqualTo("“<img src=x>” against “Without”");
  }

  @Test
  void theStyleSheetReachesTheBrowserAsItIs() {
    String page = page("comparison");

    assertThat(page.substring(page.indexOf("<style>"), page.indexOf("</style>")))
        .contains("prefers-color-scheme: dark", "@media print")
        .doesNotContain("&");
  }

  @Test
  void theTableHoldsTheNumbersOfThePeriod() throws Exception {
    Element row = all(all(parsed(page("comparison")), "tbody").getFirst(), "tr").getFirst();

    assertThat(all(row, "th").getFirst().getTextContent())
        .isEqualTo(
            "Tianjin City Cloud's share of running spend among state enterprise buyers in Tianjin,"
                + " mean of 2021-08 to 2026-12");
    assertThat(all(row, "td").stream().map(Element::getTextContent))
        .containsExactly(
            "1.2% [\u22120.6, 3.1]",
            "51.8% [32.1, 71.5]",
            "+50.6 points [31.0, 70.1]",
            "2.3% of variance",
            "9 months [9, 11]");
  }

  @Test
  void linesAndBandsGoThroughTheNumbersOfTheResult() throws Exception {
    List<Element> pictures = all(parsed(page("comparison")), "svg");
    Result.Effect effect = Results.read("comparison").outcomes().getFirst();

    List<Element> levels = all(pictures.get(0), "polyline");
    assertValues(pictures.get(0), points(levels.get(0)), effect.baselineMean());
    assertValues(pictures.get(0), points(levels.get(1)), effect.mean());
    Element picture = pictures.get(1);
    assertValues(picture, points(all(picture, "polyline").getFirst()), effect.effect());
    List<Double> band = points(all(picture, "polygon").getFirst());
    assertThat(band).hasSize(2 * effect.months().size());
    assertValues(picture, band.subList(0, effect.months().size()), effect.low());
    assertValues(
        picture, band.subList(effect.months().size(), band.size()).reversed(), effect.high());
  }

  /** Reads points off the ticks, as people do. */
  private static void assertValues(Element picture, List<Double> heights, List<Double> fractions) {
    List<Element> ticks =
        withClass(all(picture, "text"), "end").stream()
            .filter(text -> text.getAttribute("class").contains("tick"))
            .toList();
    double low = number(ticks.getFirst());
    double high = number(ticks.getLast());
    double bottom = Double.parseDouble(ticks.getFirst().getAttribute("y"));
    double top = Double.parseDouble(ticks.getLast().getAttribute("y"));
    double offset = 4;
    double pixel = (high - low) / (bottom - top);
    for (int t = 0; t < fractions.size(); t++) {
      double percent = low + (bottom - offset - heights.get(t)) * pixel;
      assertThat(percent).isCloseTo(fractions.get(t) * 100, within(pixel / 10));
    }
  }

  private static double number(Element tick) {
    return Double.parseDouble(tick.getTextContent().replace('\u2212', '-').replace("+", ""));
  }

  private static List<Double> points(Element line) {
    return Arrays.stream(line.getAttribute("points").split(" "))
        .map(point -> Double.valueOf(point.split(",", -1)[1]))
        .toList();
  }

  @Test
  void aWaterfallGoesFromNothingToTheWholeEffect() throws Exception {
    Element picture = all(parsed(page("attribution")), "svg").getFirst();
    List<Element> bars = withClass(all(picture, "rect"), "bar");

    assertThat(bars).hasSize(3);
    assertThat(left(bars.get(1))).isCloseTo(right(bars.get(0)), within(0.02));
    assertThat(left(bars.get(2))).isEqualTo(left(bars.get(0)));
    assertThat(right(bars.get(2))).isCloseTo(right(bars.get(1)), within(0.02));
  }

  private static double left(Element bar) {
    return percent(bar, "x");
  }

  private static double right(Element bar) {
    return percent(bar, "x") + percent(bar, "width");
  }

  private static double percent(Element bar, String attribute) {
    return Double.parseDouble(bar.getAttribute(attribute).replace("%", ""));
  }

  @Test
  void aTornadoHasTheStrongestParameterFirst() throws Exception {
    Document page = parsed(page("sobol"));

    assertThat(withClass(all(page, "text"), "label").stream().map(Element::getTextContent))
        .containsExactly(
            "policies.tianjin-mandate.enforcement",
            "policies.tianjin-mandate.graceMonths",
            "parameters.entryElasticity");
    assertThat(all(all(page, "tbody").getFirst(), "td").stream().map(Element::getTextContent))
        .startsWith("0.1 to 1", "101.5% [64.3, 142.4]", "107.7% [71.8, 143.5]");
  }

  @Test
  void theEndSaysHowItWasMade() throws Exception {
    assertThat(all(parsed(page("comparison")), "dd").stream().map(Element::getTextContent))
        .containsExactly(
            "tianjin-effect (comparison)",
            "8 replications of each market, 16 runs: as many as were asked for.",
            "Intervals of half the width take about 32 replications.",
            "1.2.3",
            "./run verify CERTIFICATE",
            "0123456789abcdef");
  }

  @Test
  void whatCannotBeFoundIsSaidWithItsReason() {
    Result found = Results.read("sobol");
    Result.Influences one = found.sensitivities().getFirst();
    Result nothing =
        new Result(
            found.name(),
            found.title(),
            found.kind(),
            found.replications(),
            found.runs(),
            found.stopped(),
            found.replicationsForHalf(),
            List.of(),
            List.of(),
            List.of(
                new Result.Influences(
                    one.measure(), 0, 0, "the outcome never varies", one.parameters())));

    assertThat(HtmlReport.of(nothing, Results.certificate(), Results.YUAN))
        .contains("Nothing is found: the outcome never varies")
        .doesNotContain("<svg");
  }
}
