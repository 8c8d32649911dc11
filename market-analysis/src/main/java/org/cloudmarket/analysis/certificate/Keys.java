package org.cloudmarket.analysis.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the keys that people sign with. */
public final class Keys {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private Keys() {}

  /**
   * The pair of a private key, as {@code openssl genpkey -algorithm ed25519} writes it.
   *
   * @throws IllegalArgumentException where the text is no such key
   */
  public static KeyPair ofPem(String pem) {
    Matcher matcher = PEM.matcher(pem);
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "is no private key in PEM; 'openssl genpkey -algorithm ed25519' makes one");
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Seeded(seed));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("is no private key of Ed25519", e);
    }
  }

  /** Gives the generator the seed of a private key, of which the public one follows. */
  private static final class Seeded extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    Seeded(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, Math.min(seed.length, bytes.length));
      if (bytes.length > seed.length) {
        Arrays.fill(bytes, seed.length, bytes.length, (byte) 0);
      }
    }
  }
}
