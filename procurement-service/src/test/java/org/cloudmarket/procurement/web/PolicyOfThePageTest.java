package org.cloudmarket.procurement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page's Content-Security-Policy lets it run its own scripts and no other. */
class PolicyOfThePageTest {

  private static final Pattern MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private static InputStream resource(String name) {
    return PolicyOfThePageTest.class.getResourceAsStream(name);
  }

  private static String policy() throws IOException {
    Properties settings = new Properties();
    try (InputStream in = resource("/application.properties")) {
      settings.load(in);
    }
    return settings.getProperty("quarkus.http.filter.page.header.\"Content-Security-Policy\"");
  }

  @Test
  void theMapOfModulesThatStandsInThePageIsAllowed() throws IOException, NoSuchAlgorithmException {
    Matcher map;
    try (InputStream in = resource("/META-INF/resources/index.html")) {
      map = MAP.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(map.find()).isTrue();
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));

    assertThat(policy())
        .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(digest) + "';");
  }

  @Test
  void nothingElseThatStandsInThePageIs() throws IOException {
    assertThat(policy())
        .startsWith("frame-ancestors 'none'; default-src 'self';")
        .doesNotContain("script-src 'self' 'unsafe-inline'", "unsafe-eval", "http:", "https:");
  }
}
