package org.cloudmarket.procurement.store.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.cloudmarket.model.figures.Measure;
import org.junit.jupiter.api.Test;

class SchemaTest {

  @Test
  void everyMeasureHasAColumn() throws IOException {
    String schema = migration("V1__runs_and_figures.sql") + migration("V11__what_moves_cost.sql");

    assertThat(Measure.values())
        .allSatisfy(
            measure ->
                assertThat(schema)
                    .contains(" " + FigureStore.column(measure) + " bigint not null"));
  }

  private String migration(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/db/migration/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
