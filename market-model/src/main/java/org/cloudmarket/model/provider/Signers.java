package org.cloudmarket.model.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.model.market.PricingStrategy;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.TendersMessage.BidderRegistered;

/** Whose signature the bids of external providers need. */
final class Signers {

  private static final String KEYS = "RSA";

  /**
   * Examining it takes a tenth of what a signature on a curve does, which a flood of bids costs.
   */
  private static final String ALGORITHM = "SHA256withRSA";

  /** By the provider's id; empty for a key that is none: then nobody can sign. */
  private final Map<String, Optional<PublicKey>> keys = new HashMap<>();

  /** From now on the provider's bids need the signature of this bidder. */
  void register(BidderRegistered bidder) {
    keys.put(bidder.provider(), key(bidder.publicKey()));
  }

  private static Optional<PublicKey> key(String text) {
    try {
      byte[] encoded = Base64.getUrlDecoder().decode(text);
      return Optional.of(
          KeyFactory.getInstance(KEYS).generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** Whether a bid is signed as it has to be. What is no signature is no fault of ours. */
  boolean vouchFor(ExternalBid bid, Provider provider) {
    if (!keys.containsKey(provider.id())) {
      return provider.strategy() != PricingStrategy.EXTERNAL_SIGNED;
    }
    return keys.get(provider.id()).filter(key -> signed(bid, key)).isPresent();
  }

  private static boolean signed(ExternalBid bid, PublicKey key) {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(bid.signedText().getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Base64.getDecoder().decode(bid.signature()));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return false;
    }
  }
}
