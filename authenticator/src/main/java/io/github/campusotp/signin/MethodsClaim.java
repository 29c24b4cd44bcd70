package io.github.campusotp.signin;

import io.github.campusotp.otpkey.Proof;
import io.github.campusotp.otpkey.VerifiedOtp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AmrProtocolMapper;
import org.keycloak.protocol.oidc.utils.AmrUtils;

/**
 * How the user signed on, as the claim {@code amr} (OpenID Connect Core 1.0, 2). Keycloak names the
 * steps of the flow; which second factor was given at the yellow page no step tells.
 */
public final class MethodsClaim extends AmrProtocolMapper {
  /** Both factors in one (RFC 8176, 2). */
  private static final List<String> PASSKEY_ALONE = List.of("pop", "mfa");

  @Override
  public String getId() {
    return "campus-oidc-amr";
  }

  @Override
  public String getDisplayType() {
    return "Campus: authentication methods (amr)";
  }

  @Override
  public String getHelpText() {
    return "Claim amr: pwd and otp, as the steps of the flow name them; pop for a passkey.";
  }

  @Override
  protected List<String> getAmr(AuthenticatedClientSessionModel client, RealmModel realm) {
    UserSessionModel session = client.getUserSession();
    Optional<Proof> given = VerifiedOtp.proof(session);
    if (given.filter(Proof.PASSKEY_ALONE::equals).isPresent()) {
      return PASSKEY_ALONE;
    }
    return AuthenticatorUtils.parseCompletedExecutions(
            session.getNote(Constants.AUTHENTICATORS_COMPLETED))
        .entrySet()
        .stream()
        .flatMap(
            step ->
                AmrUtils.getAuthenticationExecutionReferences(
                        Map.of(step.getKey(), step.getValue()), realm)
                    .stream()
                    .map(named -> method(realm, step.getKey(), named, given)))
        .toList();
  }

  /** Where no proof is in force, as the realm names the step. */
  private static String method(RealmModel realm, String step, String named, Optional<Proof> given) {
    return CompletedOtp.isYellowPage(realm, step) ? given.map(Proof::method).orElse(named) : named;
  }
}
