package org.cloudmarket.frame.start;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.Expressions;
import io.smallrye.config.Priorities;
import io.smallrye.config.common.utils.StringUtil;
import jakarta.annotation.Priority;
import java.util.Locale;
import java.util.Set;

/**
 * Takes what the environment says as it is. In a file of settings, a dollar sign begins an
 * expression; in a variable, whose text was made by somebody else, as passwords are, it is a dollar
 * sign.
 */
@Priority(Priorities.APPLICATION)
public final class EnvironmentAsItIs implements ConfigSourceInterceptor {

  private static final long serialVersionUID = 1L;

  /** Quarkus cuts blanks off these; then the login fails, and nothing says why. */
  private static final Set<String> TRIMMED =
      Set.of("quarkus.datasource.username", "quarkus.datasource.password");

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException where a variable cannot be taken as it is; the message names
   *     it
   */
  @Override
  public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    ConfigValue written = Expressions.withoutExpansion(() -> context.proceed(name));
    if (written == null || !EnvConfigSource.NAME.equals(written.getConfigSourceName())) {
      return context.proceed(name);
    }
    String value = written.getValue();
    if (TRIMMED.contains(name) && value != null && !value.equals(value.trim())) {
      throw new IllegalArgumentException(
          StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT)
              + " begins or ends with a blank or a line end, which would be cut off: set it"
              + " without, or give the database's role another one");
    }
    return written;
  }
}
