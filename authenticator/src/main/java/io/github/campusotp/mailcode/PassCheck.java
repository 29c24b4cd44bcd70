package io.github.campusotp.mailcode;

import io.github.campusotp.location.EventDetails;
import io.github.campusotp.pass.Pass;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;

/**
 * What a pass is worth that is typed in place of a mailed code, within the limits of mailed codes.
 *
 * @param scope what the proof is about
 * @param limits how often
 */
record PassCheck(ProofScope scope, ProofLimits limits) {

  /**
   * Uses the pass once, if it is right.
   *
   * @param pass that the user has
   * @param typed digits
   * @return message key of what is wrong, or empty
   */
  Optional<String> problemOf(Pass pass, String typed) {
    Optional<Runnable> takeBack =
        scope.step().isLocked() ? Optional.empty() : limits.countWrongCode();
    if (takeBack.isEmpty()) {
      ofPass(scope.event()).error(Errors.USER_TEMPORARILY_DISABLED);
      return Optional.of("campusCodeLocked");
    }
    if (!pass.use(typed)) {
      scope.step().countAsFailedSignOn();
      ofPass(scope.event()).error(Errors.INVALID_CODE);
      return Optional.of("campusPassWrong");
    }
    takeBack.get().run();
    ofPass(scope.step().event())
        .event(EventType.CUSTOM_REQUIRED_ACTION)
        .detail(Details.CUSTOM_REQUIRED_ACTION, scope.step().action())
        .detail(Details.CREDENTIAL_ID, pass.id())
        .success();
    return Optional.empty();
  }

  private static EventBuilder ofPass(EventBuilder event) {
    return event.detail(EventDetails.SECOND_FACTOR, EventDetails.PASS);
  }
}
