package io.github.campusotp.otpkey;

import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Was a button pressed twice? Two requests at once do not see each other's notes. */
final class DoubleClick {
  /** Seconds within which the button counts once. */
  private static final int SECONDS = 5;

  private DoubleClick() {}

  /**
   * Notes it.
   *
   * @param context of the tab in which it was pressed
   * @param what would be made
   * @return whether that is being made already
   */
  static boolean is(RequiredActionContext context, String what) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    String tab = signOn.getParentSession().getId() + "." + signOn.getTabId();
    return !context
        .getSession()
        .singleUseObjects()
        .putIfAbsent("campus-otp." + what + "." + tab, SECONDS);
  }
}
