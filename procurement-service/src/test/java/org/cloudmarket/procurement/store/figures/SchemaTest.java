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
    String schema;
    try (InputStream in =
        getClass().getResourceAsStream("/db/migration/V1__runs_and_figures.sql")) {
      schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    assertThat(Measure.values())
        .allSatisfy(
            measure ->
                assertThat(schema)
                    .contains("  " + FigureStore.column(measure) + " bigint not null"));
  }
}
