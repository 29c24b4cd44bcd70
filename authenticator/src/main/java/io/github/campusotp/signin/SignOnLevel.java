package io.github.campusotp.signin;

import io.github.campusotp.level.Decision;
import io.github.campusotp.location.RequestLevel;
import io.github.campusotp.otpkey.GuardedKey;
import org.keycloak.authentication.AuthenticationFlowContext;

/** Which level does a sign-on need, by the realm's policy and for the action that it is for? */
final class SignOnLevel {
  private SignOnLevel() {}

  static Decision of(AuthenticationFlowContext context) {
    return RequestLevel.of(
        context.getSession(),
        context.getUser(),
        GuardedKey.reason(context.getAuthenticationSession(), context.getUser()));
  }
}
