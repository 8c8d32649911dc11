package org.cloudmarket.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Colours by the Web Content Accessibility Guidelines 2.2, criteria 1.4.3 and 1.4.11. */
class ContrastTest {

  private static final double TEXT = 4.5;
  private static final double PICTURE = 3;

  @Test
  void textAndPicturesStandOutFromThePaperInLightAndDark() throws Exception {
    String style;
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      style = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    int dark = style.indexOf("prefers-color-scheme: dark");

    for (Map<String, Double> colours :
        List.of(luminances(style.substring(0, dark)), luminances(style.substring(dark)))) {
      for (String ground : List.of("paper", "shade")) {
        for (String text : List.of("ink", "quiet", "arm")) {
          assertThat(contrast(colours, text, ground)).as(text).isGreaterThanOrEqualTo(TEXT);
        }
      }
      for (String shape : List.of("rise", "fall", "whole", "zero")) {
        assertThat(contrast(colours, shape, "paper")).as(shape).isGreaterThanOrEqualTo(PICTURE);
      }
      for (String bar : List.of("rise", "fall", "whole")) {
        assertThat(contrast(colours, "ink", bar)).as(bar).isGreaterThanOrEqualTo(PICTURE);
      }
    }
  }

  private static Map<String, Double> luminances(String style) {
    Map<String, Double> found = new HashMap<>();
    Pattern.compile("--([a-z]+): #([0-9a-f]{6});")
        .matcher(style)
        .results()
        .forEach(
            colour -> found.put(colour.group(1), luminance(Integer.parseInt(colour.group(2), 16))));
    return found;
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16)
        + 0.7152 * linear(colour >> 8 & 0xff)
        + 0.0722 * linear(colour & 0xff);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static double contrast(Map<String, Double> colours, String one, String other) {
    double a = colours.get(one) + 0.05;
    double b = colours.get(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }
}
