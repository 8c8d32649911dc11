package org.cloudmarket.analysis.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** Signs certificates with Ed25519, and says whether a signature is one. */
public final class Signatures {

  private static final String ED25519 = "Ed25519";

  private Signatures() {}

  /**
   * Signs a certificate.
   *
   * @throws IllegalArgumentException where the keys are of another kind
   */
  public static Certificate sign(Certificate certificate, KeyPair keys) {
    try {
      Signature signer = Signature.getInstance(ED25519);
      signer.initSign(keys.getPrivate());
      signer.update(signed(certificate));
      Base64.Encoder base64 = Base64.getEncoder();
      return certificate.with(
          Optional.of(
              new Certificate.Signature(
                  base64.encodeToString(keys.getPublic().getEncoded()),
                  base64.encodeToString(signer.sign()))));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the key signs nothing: Ed25519 is needed", e);
    }
  }

  /** Whether a certificate's signature is that of its key; not, where it has none. */
  public static boolean valid(Certificate certificate) {
    return certificate.signature().isPresent() && valid(certificate, certificate.signature().get());
  }

  private static boolean valid(Certificate certificate, Certificate.Signature signature) {
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      PublicKey key =
          KeyFactory.getInstance(ED25519)
              .generatePublic(new X509EncodedKeySpec(base64.decode(signature.publicKey())));
      Signature verifier = Signature.getInstance(ED25519);
      verifier.initVerify(key);
      verifier.update(signed(certificate));
      return verifier.verify(base64.decode(signature.value()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] signed(Certificate certificate) {
    return CertificateJson.write(certificate.with(Optional.empty()))
        .getBytes(StandardCharsets.UTF_8);
  }
}
