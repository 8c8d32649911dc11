package org.cloudmarket.frame.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentAsItIsTest {

  private static final int ENVIRONMENT = 300;
  private static final int FILE = 100;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a$b",
        "a$$b",
        "$",
        "$$",
        "${x}",
        "${x:y}",
        "${",
        "}",
        "\\${x}",
        "\\$",
        "a\\b",
        "${a::b}",
        "$${x}",
        "#%'\"`,;=",
        "ü市",
        "a b"
      })
  void aVariableIsTakenAsItIs(String text) {
    SmallRyeConfig config = config(Map.of("QUARKUS_DATASOURCE_PASSWORD", text), Map.of());

    assertThat(config.getValue("quarkus.datasource.password", String.class)).isEqualTo(text);
  }

  @Test
  void aFileOfSettingsHasExpressionsAndMayNameVariables() {
    SmallRyeConfig config =
        config(
            Map.of("SERVICE_INSTANCE", "provider-service-2"), Map.of("a", "${service.instance}"));

    assertThat(config.getValue("a", String.class)).isEqualTo("provider-service-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {" secret", "secret ", "secret\n", "\tsecret"})
  void aPasswordThatWouldBeCutIsRefusedByItsVariablesName(String text) {
    SmallRyeConfig config = config(Map.of("QUARKUS_DATASOURCE_PASSWORD", text), Map.of());

    assertThatThrownBy(() -> config.getValue("quarkus.datasource.password", String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("QUARKUS_DATASOURCE_PASSWORD begins or ends with a blank")
        .hasMessageNotContaining("secret");
  }

  private static SmallRyeConfig config(Map<String, String> environment, Map<String, String> file) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withInterceptors(new EnvironmentAsItIs())
        .withSources(
            new EnvConfigSource(environment, ENVIRONMENT),
            new PropertiesConfigSource(file, "file", FILE))
        .build();
  }
}
