package org.cloudmarket.procurement.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.cloudmarket.analysis.validation.Scorecard;
import org.cloudmarket.frame.web.Table;
import org.junit.jupiter.api.Test;

class ValidationResourceTest {

  @Test
  void theScorecardIsTheOneThatIsKeptWithTheRelease() {
    assertThat(new ValidationResource().scorecard()).isEqualTo(Scorecard.kept());
  }

  @Test
  void asATableItHasALineForEachRow() {
    Table table = new ValidationResource().scorecardAsCsv();

    assertThat(table.columns())
        .extracting(Table.Column::name)
        .startsWith("id", "what", "published", "rangeLow", "rangeHigh");
    assertThat(table.rows())
        .hasSize(Scorecard.kept().rows().size())
        .allMatch(row -> row.size() == table.columns().size())
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith("share-alibaba-2019")
                    .contains("43 percent, weak", 42.0, 44.0, "percent", true));
  }
}
