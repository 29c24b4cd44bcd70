package io.github.campusotp.signin;

import io.github.campusotp.level.Decision;
import io.github.campusotp.level.Reason;
import io.github.campusotp.location.RequestLevel;
import io.github.campusotp.otpkey.GuardedKey;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;

/** Which level does a sign-on need, by the realm's policy and for the action that it is for? */
final class SignOnLevel {
  private SignOnLevel() {}

  static Decision of(AuthenticationFlowContext context) {
    return RequestLevel.of(context.getSession(), context.getUser(), action(context));
  }

  /** What the list that is tried out would have decided, if that is another level. */
  static Optional<Decision> candidate(AuthenticationFlowContext context, Decision decision) {
    return RequestLevel.candidate(
        context.getSession(), context.getUser(), action(context), decision);
  }

  private static Optional<Reason> action(AuthenticationFlowContext context) {
    return GuardedKey.reason(context.getAuthenticationSession(), context.getUser());
  }
}
