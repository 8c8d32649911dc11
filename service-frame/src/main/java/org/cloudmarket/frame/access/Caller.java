package org.cloudmarket.frame.access;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who has sent the request that is being answered. Nobody is known where there is no login. */
@Singleton
public final class Caller {

  private final boolean login;
  private final SecurityIdentity identity;

  /**
   * Looks at the request of whoever asks.
   *
   * @param login whether there is one
   * @param identity of the request that is being answered
   */
  @Inject
  public Caller(@ConfigProperty(name = "service.oidc") boolean login, SecurityIdentity identity) {
    this.login = login;
    this.identity = identity;
  }

  /** The name that the token gives to its owner; empty without a login. */
  public Optional<String> name() {
    return login ? Optional.of(identity.getPrincipal().getName()) : Optional.empty();
  }

  /**
   * Whether the caller may direct what somebody has ordered.
   *
   * @param owner who has; null where nobody knows
   */
  public boolean mayDirect(String owner) {
    return !login
        || Role.OPERATOR.includedIn(identity.getRoles())
        || name().filter(name -> name.equals(owner)).isPresent();
  }

  /** The access token, to ask another service with; empty without a login. */
  public Optional<String> token() {
    return login ? token(identity) : Optional.empty();
  }

  /** The same for a request that no resource answers. */
  public static Optional<String> token(RoutingContext context) {
    return context.user() instanceof QuarkusHttpUser user
        ? token(user.getSecurityIdentity())
        : Optional.empty();
  }

  private static Optional<String> token(SecurityIdentity identity) {
    return Optional.ofNullable(identity.getCredential(AccessTokenCredential.class))
        .map(AccessTokenCredential::getToken);
  }
}
