package org.cloudmarket.procurement.config;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Settings as Quarkus reads them, for tests. */
public final class TestSettings {

  private TestSettings() {}

  /** The settings that these properties give. */
  public static ProcurementSettings of(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withMapping(ProcurementSettings.class)
        .withDefaultValues(properties)
        .build()
        .getConfigMapping(ProcurementSettings.class);
  }
}
