package io.github.campusotp.reset;

import io.github.campusotp.keycloak.CurrentPassword;
import io.github.campusotp.keycloak.RepeatedSubmit;
import io.github.campusotp.keycloak.StatelessStep;
import io.github.campusotp.mailcode.CodeProof;
import io.github.campusotp.mailcode.LastingCount;
import io.github.campusotp.mailcode.Mailbox;
import io.github.campusotp.mailcode.ProofScope;
import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.recovery.RecoveryAddress;
import io.github.campusotp.recovery.RecoveryConfig;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.events.Errors;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The forgotten password: a code to the recovery address in place of it. Nothing is proved yet, so
 * the page is the same for every username, existing or not, and attempts here are counted apart
 * from those behind the password.
 */
final class CampusResetCode extends StatelessStep {
  static final CampusResetCode SINGLETON = new CampusResetCode();
  static final String ID = "campus-reset-code";

  private CampusResetCode() {}

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    if (context.getUser() != null) {
      ResetRequest.remember(signOn, context.getUser());
      context.clearUser(); // its name would stand on the page
    }
    context.challenge(proof(context).page());
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    RepeatedSubmit.leave(context);
    CodeProof proof = proof(context);
    Optional<Response> next = proof.answer();
    Optional<UserModel> user = new ResetRequest(context).user();
    if (next.isEmpty() && proof.isGiven() && user.isPresent()) {
      letIn(context, user.get());
    } else {
      context.challenge(next.orElseGet(proof::page));
    }
  }

  /** One whose password is to be changed elsewhere learns it before typing a new one. */
  private static void letIn(AuthenticationFlowContext context, UserModel user) {
    LastingCount.end(context.getSession(), user, RecoveryConfig.of(context.getRealm()).code());
    if (CurrentPassword.isReadOnly(context.getRealm(), user)) {
      context.getEvent().user(user).error(Errors.NOT_ALLOWED);
      context.failure(
          AuthenticationFlowError.ACCESS_DENIED,
          context.form().setError("campusPasswordElsewhere").createErrorPage(Status.BAD_REQUEST));
      return;
    }
    context.setUser(user);
    context.success();
  }

  private static CodeProof proof(AuthenticationFlowContext context) {
    ResetRequest step = new ResetRequest(context);
    return new CodeProof(
        new ProofScope(
            step,
            RecoveryConfig.of(context.getRealm()).code(),
            Purpose.PASSWORD,
            Mailbox.RESET,
            step.user().flatMap(user -> RecoveryAddress.of(context.getRealm(), user)).orElse(""),
            Purpose.PASSWORD.word()));
  }

  @Override
  public boolean requiresUser() {
    return false;
  }
}
