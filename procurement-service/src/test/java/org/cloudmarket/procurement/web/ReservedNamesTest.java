package org.cloudmarket.procurement.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.Objects;
import org.cloudmarket.procurement.store.scenario.StoredDocuments;
import org.junit.jupiter.api.Test;

class ReservedNamesTest {

  @Test
  void noScenarioCanHaveTheNameOfAnAddressBesideIt() {
    assertThat(
            Arrays.stream(ScenariosResource.class.getDeclaredMethods())
                .map(method -> method.getAnnotation(Path.class))
                .filter(Objects::nonNull)
                .map(path -> path.value().substring(1))
                .filter(name -> !name.startsWith("{"))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(StoredDocuments.RESERVED);
  }
}
