package io.github.campusotp.signin;

import io.github.campusotp.otpkey.Proof;
import io.github.campusotp.otpkey.VerifiedOtp;
import java.util.List;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AmrProtocolMapper;

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
    if (PasskeyInPlace.is(session)) {
      return PASSKEY_ALONE;
    }
    String given = VerifiedOtp.proof(session).orElse(Proof.CODE).method();
    return super.getAmr(client, realm).stream()
        .map(method -> method.equals(Proof.CODE.method()) ? given : method)
        .toList();
  }
}
