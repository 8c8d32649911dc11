package org.cloudmarket.analysis.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PublishedFiguresTest {

  private static final String TARGETS = PublishedTable.TARGETS.file();

  @Test
  void aTargetHasItsFigureItsRangeItsSourceAndItsQuality() {
    Target target = PublishedFigures.shipped().get(PublishedTable.TARGETS, "marion_cost");

    assertThat(target.figure()).isEqualTo(3.8);
    assertThat(target.low()).hasValue(3.5);
    assertThat(target.high()).hasValue(3.8);
    assertThat(target.unit()).isEqualTo("percent of cost");
    assertThat(target.source()).startsWith("Marion 2007");
    assertThat(target.quality()).isEqualTo(Quality.PRIMARY);
  }

  @Test
  void everyTableIsReadByItsOwnColumns() {
    PublishedFigures figures = PublishedFigures.shipped();

    assertThat(figures.get(PublishedTable.SHARES, "2021 restated alibaba").figure()).isEqualTo(37);
    assertThat(figures.get(PublishedTable.SPEND, "2020 restated").figure()).isEqualTo(19);
    assertThat(figures.get(PublishedTable.RULES, "local_bidder_cost_premium").figure())
        .isEqualTo(6.4);
    assertThat(figures.get(PublishedTable.SERIES, "idc_govcloud_public_top4_share 2020").figure())
        .isEqualTo(81.7);
    assertThat(figures.get(PublishedTable.OPERATORS, "china_telecom_cloud_revenue 2021").figure())
        .isEqualTo(27.9);
  }

  @Test
  void aFigureThatIsNotThereIsRefusedWithASuggestion() {
    assertThatThrownBy(() -> PublishedFigures.shipped().get(PublishedTable.SPEND, "2020-restated"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("market-spend.csv has no '2020-restated'; ");
  }

  @Test
  void everyBadRowIsNamedWithItsLine() {
    String text =
        """
        id,what,value,low,high,unit,where_from,quality,how_to_compare
        good,a figure,1,0,2,percent,a book,primary,so
        no_number,a figure,one,,,percent,a book,primary,so
        upside_down,a figure,1,2,0,percent,a book,primary,so
        beside,a figure,5,0,2,percent,a book,primary,so
        no_source,a figure,1,0,2,percent,,primary,so
        good,a figure,1,0,2,percent,a book,hearsay,so
        good,a figure,1,0,2,percent,a book,weak,so
        """;

    assertThatThrownBy(() -> PublishedFigures.read(with(TARGETS, text)))
        .isInstanceOf(InvalidTable.class)
        .hasMessage(
            """
            validation-targets.csv, line 3: 'value' is the text 'one', not a number
            validation-targets.csv, line 4: 'low' is above 'high'
            validation-targets.csv, line 5: 'value' is not between 'low' and 'high'
            validation-targets.csv, line 6: 'where_from' is empty
            validation-targets.csv, line 7: 'quality' is 'hearsay', not one of [primary, secondary, weak]
            validation-targets.csv, line 8: 'good' is on line 2 already""");
  }

  @Test
  void aRowWithACellTooFewIsNamed() {
    String text =
        """
        id,what,value,low,high,unit,where_from,quality,how_to_compare
        short,a figure,1,0,2,percent
        """;

    assertThatThrownBy(() -> PublishedFigures.read(with(TARGETS, text)))
        .isInstanceOf(InvalidTable.class)
        .hasMessage(
            "validation-targets.csv, line 2: Not enough column values: expected 9, found 6");
  }

  static UnaryOperator<String> with(String file, String text) {
    return name -> name.equals(file) ? text : PublishedFigures.resource(name);
  }
}
