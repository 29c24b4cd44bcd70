package io.github.campusotp.manage;

import java.util.Optional;
import java.util.Set;

/**
 * How an action of the site ended.
 *
 * @param action what was done, or not
 * @param how one of {@code success}, {@code cancelled} and {@code error}
 */
record ActionResult(ManagementAction action, String how) {
  private static final String CANCELLED = "cancelled";
  private static final String ERROR = "error";
  private static final Set<String> WAYS = Set.of("success", CANCELLED, ERROR);

  /**
   * Reads the answer of a sign-on, which came through the browser and may say anything.
   *
   * @param action what the site itself had asked for
   * @param status the answer's {@code kc_action_status}, or null
   * @param error the answer's OAuth {@code error} (RFC 6749, section 4.1.2.1), or null
   * @return empty where nothing came to an end
   */
  static Optional<ActionResult> ofAnswer(ManagementAction action, String status, String error) {
    String how = status;
    if (error != null) {
      how = error.equals("access_denied") ? CANCELLED : ERROR;
    }
    return of(action, how);
  }

  /**
   * @param word what {@link #word()} gave, or anything else
   */
  static Optional<ActionResult> ofWord(String word) {
    int dash = word.indexOf('-');
    return dash < 0
        ? Optional.empty()
        : ManagementAction.ofWord(word.substring(0, dash))
            .flatMap(action -> of(action, word.substring(dash + 1)));
  }

  private static Optional<ActionResult> of(ManagementAction action, String how) {
    return how != null && WAYS.contains(how)
        ? Optional.of(new ActionResult(action, how))
        : Optional.empty();
  }

  /** For the cookie and the page: {@code setup-success} and the like. */
  String word() {
    return action.word() + "-" + how;
  }
}
