package org.cloudmarket.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A small issuer of OpenID Connect. It asks nobody for a password: whoever comes is who the test
 * says. It insists on PKCE, and gives a code away once.
 */
final class Issuer implements AutoCloseable {

  /** The client that the services are to it, unless they are told otherwise. */
  static final String CLIENT = "cloud-market";

  /** Longer than any test. */
  static final Duration LONG = Duration.ofHours(1);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private record Login(String challenge, String nonce, String redirectUri) {}

  private final HttpServer server;
  private final KeyPair keys = newKeys();
  private final Map<String, Login> codes = new ConcurrentHashMap<>();
  private volatile String user = "nobody";
  private volatile List<String> roles = List.of();

  Issuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, 200, document()));
    server.createContext("/keys", exchange -> answer(exchange, 200, keySet()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::exchange);
    server.start();
  }

  /** Where services find it. */
  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** What a service is told of it. */
  Map<String, String> settings() {
    return Map.of("SERVICE_OIDC", "true", "QUARKUS_OIDC_AUTH_SERVER_URL", address());
  }

  /** Who comes to log in next, and with which roles. */
  void expect(String subject, String... theirRoles) {
    user = subject;
    roles = List.of(theirRoles);
  }

  /** An access token of somebody. */
  String token(String subject, Duration life, String... theirRoles) {
    return signed(keys, claims(address(), CLIENT, subject, life, List.of(theirRoles)));
  }

  /** Tokens that look like one of an operator, and are none; by what is wrong with each. */
  Map<String, String> wrongTokens() {
    List<String> all = List.of("operator");
    Map<String, Object> claims = claims(address(), CLIENT, "eve", LONG, all);
    String good = signed(keys, claims);
    String[] parts = good.split("\\.", -1);
    Map<String, String> wrong = new TreeMap<>();
    wrong.put("no token at all", "rubbish");
    wrong.put("empty", "x.y.z");
    wrong.put("run out", signed(keys, claims(address(), CLIENT, "eve", LONG.negated(), all)));
    wrong.put("signed by another", signed(newKeys(), claims));
    wrong.put("of another issuer", signed(keys, claims("http://evil", CLIENT, "eve", LONG, all)));
    wrong.put("for another client", signed(keys, claims(address(), "shop", "eve", LONG, all)));
    wrong.put("not signed", encoded(Map.of("alg", "none")) + "." + parts[1] + ".");
    wrong.put(
        "changed after it was signed",
        parts[0] + "." + encoded(claims(address(), CLIENT, "mallory", LONG, all)) + "." + parts[2]);
    return wrong;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new HashMap<>();
    document.put("issuer", address());
    document.put("authorization_endpoint", address() + "/authorize");
    document.put("token_endpoint", address() + "/token");
    document.put("jwks_uri", address() + "/keys");
    document.put("response_types_supported", List.of("code"));
    document.put("subject_types_supported", List.of("public"));
    document.put("id_token_signing_alg_values_supported", List.of("RS256"));
    document.put("code_challenge_methods_supported", List.of("S256"));
    return document;
  }

  private Map<String, Object> keySet() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return Map.of(
        "keys",
        List.of(
            Map.of(
                "kty", "RSA",
                "use", "sig",
                "alg", "RS256",
                "kid", "1",
                "n", number(key.getModulus()),
                "e", number(key.getPublicExponent()))));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
    if (!"S256".equals(asked.get("code_challenge_method"))
        || !asked.containsKey("code_challenge")
        || !asked.containsKey("nonce")
        || !CLIENT.equals(asked.get("client_id"))) {
      answer(exchange, 400, Map.of("error", "invalid_request"));
      return;
    }
    String code = UUID.randomUUID().toString();
    String back = asked.get("redirect_uri");
    codes.put(code, new Login(asked.get("code_challenge"), asked.get("nonce"), back));
    exchange
        .getResponseHeaders()
        .set("Location", back + "?code=" + code + "&state=" + asked.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    Map<String, String> asked =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Login login = codes.remove(asked.getOrDefault("code", ""));
    if (login == null
        || !login.redirectUri.equals(asked.get("redirect_uri"))
        || !login.challenge.equals(challenge(asked.getOrDefault("code_verifier", "")))) {
      answer(exchange, 400, Map.of("error", "invalid_grant"));
      return;
    }
    Map<String, Object> identity = claims(address(), CLIENT, user, LONG, List.of());
    identity.put("nonce", login.nonce);
    answer(
        exchange,
        200,
        Map.of(
            "token_type",
            "Bearer",
            "expires_in",
            LONG.toSeconds(),
            "access_token",
            signed(keys, claims(address(), CLIENT, user, LONG, roles)),
            "id_token",
            signed(keys, identity)));
  }

  private static Map<String, Object> claims(
      String issuer, String audience, String subject, Duration life, List<String> roles) {
    Instant now = Instant.now();
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", audience);
    claims.put("sub", subject);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(life).getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    if (!roles.isEmpty()) {
      claims.put("groups", roles);
    }
    return claims;
  }

  private static String signed(KeyPair keys, Map<String, Object> claims) {
    String text = encoded(Map.of("alg", "RS256", "typ", "JWT", "kid", "1")) + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(Map<String, ?> json) {
    try {
      return BASE64.encodeToString(JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String challenge(String verifier) {
    try {
      return BASE64.encodeToString(
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return BASE64.encodeToString(
        bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static Map<String, String> form(String text) {
    return Arrays.stream(text.split("&"))
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
  }

  private static void answer(HttpExchange exchange, int status, Map<String, ?> json)
      throws IOException {
    byte[] body = JSON.writeValueAsBytes(json);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
