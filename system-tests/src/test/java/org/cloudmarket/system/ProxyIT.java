package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.ProjectHome;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service and its page behind the nginx that docs/proxy.md shows: under TLS and a path. */
@Tag("long")
class ProxyIT {

  private static final Path FOLDER = Path.of("target", "nginx").toAbsolutePath();
  private static final Path DOCUMENT = ProjectHome.find().resolve("docs/proxy.md");
  private static final List<String> PLACES =
      List.of(
          "/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx");

  /** Far less than nginx holds back what it buffers, and less than from one comment to the next. */
  private static final Duration AT_ONCE = Duration.ofSeconds(8);

  private static Process nginx;
  private static URI address;
  private static SSLContext trust;

  @BeforeAll
  static void startNginx() throws Exception {
    Optional<Path> program = PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    Assumptions.assumeTrue(program.isPresent(), "no nginx in " + PLACES);
    int port = freePort();
    address = URI.create("https://localhost:" + port + "/market/");
    Files.createDirectories(FOLDER);
    certify();
    Files.writeString(FOLDER.resolve("nginx.conf"), configuration(port));
    nginx =
        new ProcessBuilder(
                program.get().toString(),
                "-p",
                FOLDER.toString(),
                "-c",
                FOLDER.resolve("nginx.conf").toString(),
                "-g",
                "daemon off;")
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("nginx.log").toFile())
            .start();
    Market.until("nginx listens", () -> nginx.isAlive() && listens(port));
  }

  @AfterAll
  static void stopNginx() throws InterruptedException {
    if (nginx != null) {
      nginx.destroy();
      nginx.waitFor();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket("localhost", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** The file as the document has it, but for names, ports and certificates; gzip is on for all. */
  private static String configuration(int port) throws IOException {
    String shown = Files.readString(ProjectHome.find().resolve("docs/proxy/nginx.conf"));
    assertThat(Files.readString(DOCUMENT)).as("shows the file").contains(shown);
    String server =
        shown
            .replace("listen 443 ssl", "listen " + port + " ssl")
            .replace("desk.example;", "localhost;")
            .replaceAll("/etc/nginx/desk.example", FOLDER + "/desk.example")
            .replace("http://127.0.0.1:8080/", Market.stack().service(Service.PROCUREMENT) + "/");
    return """
    pid %1$s/nginx.pid;
    error_log %1$s/error.log;
    events {}
    http {
      access_log off;
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
      gzip on;
      gzip_types *;
      %2$s
    }
    """
        .formatted(FOLDER, server);
  }

  /** A certificate of its own, that the JDK's keytool makes. */
  private static void certify() throws Exception {
    Path store = FOLDER.resolve("desk.example.p12");
    Files.deleteIfExists(store);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "desk",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret")
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
    X509Certificate certificate = (X509Certificate) keys.getCertificate("desk");
    write("desk.example.pem", "CERTIFICATE", certificate.getEncoded());
    write(
        "desk.example.key",
        "PRIVATE KEY",
        keys.getKey("desk", "secret".toCharArray()).getEncoded());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("desk", certificate);
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    trust = SSLContext.getInstance("TLS");
    trust.init(null, managers.getTrustManagers(), null);
  }

  private static void write(String name, String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        FOLDER.resolve(name),
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, text));
  }

  @Test
  void aStreamBeginsAtOnceCompressedOrNot() throws Exception {
    KafkaRun run = Market.order("no-policy", 81, 1, Market.FEW);
    for (String encoding : List.of("identity", "gzip")) {
      try (Socket client = trust.getSocketFactory().createSocket("localhost", address.getPort())) {
        client.setSoTimeout((int) AT_ONCE.toMillis());
        client
            .getOutputStream()
            .write(
                String.format(
                        Locale.ROOT,
                        """
                        GET /market/api/runs/%s/awards HTTP/1.1\r
                        Host: localhost:%d\r
                        Accept: text/event-stream\r
                        Accept-Encoding: %s\r
                        \r
                        """,
                        run.id(),
                        address.getPort(),
                        encoding)
                    .getBytes(StandardCharsets.US_ASCII));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        assertThat(lines.readLine()).contains(" 200 ");
        boolean cached = false;
        for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
          cached |= line.toLowerCase(Locale.ROOT).contains("no-transform");
        }
        assertThat(cached).isTrue();
        assertThat(lines.readLine()).as("the first chunk").matches("[0-9a-f]+");
        assertThat(lines.read()).as("its first byte").isPositive();
      }
    }
    Market.finished(run);
  }

  @Test
  void whatIsOrderedIsWhereTheAnswerSays() throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(trust).build();
    String location =
        client
            .send(
                HttpRequest.newBuilder(address.resolve("api/runs"))
                    .header("Content-Type", "application/json")
                    .POST(
                        BodyPublishers.ofString(
                            "{\"scenario\": \"no-policy\", \"set\":"
                                + " {\"population.buyers\": 200, \"months\": 2}}"))
                    .build(),
                BodyHandlers.discarding())
            .headers()
            .firstValue("Location")
            .orElseThrow();

    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(address.resolve(location)).build(),
                    BodyHandlers.ofString())
                .body())
        .contains("\"scenario\":\"no-policy\"");
  }

  @Test
  void thePageWorksUnderItsPathFromTheOrderToTheLiveAwards() {
    try (Desk desk = Desk.open(address)) {
      Page page = desk.go("#/order?scenario=no-policy");
      page.getByLabel("Size").fill("300");
      page.getByText("Start and watch").click();
      page.waitForSelector("[data-status]");
      page.locator(".ticker li").first().waitFor();
      page.waitForSelector("[data-stream=ended]");

      assertThat(page.url()).startsWith(address.toString());
      assertThat(desk.errors()).isEmpty();
    }
  }
}
