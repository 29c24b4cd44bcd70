package io.github.campusotp.signin;

import io.github.campusotp.keycloak.CurrentPassword;
import io.github.campusotp.otpkey.VerifiedOtp;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What a sign-on rests on: the password, and the one-time password where there was one. Its pages
 * stay open for as long as a user likes, and must not outlive what the user or the help desk
 * changes meanwhile.
 */
public final class CredentialSnapshot {
  private static final String PASSWORD = "campus-sign-on.password-since";

  private CredentialSnapshot() {}

  /** Remembers whose password it is and since when, at the first step behind it. */
  public static void note(AuthenticationSessionModel signOn, UserModel user) {
    if (signOn.getAuthNote(PASSWORD) == null) {
      renew(signOn, user);
    }
  }

  /** Remembers it anew, where this sign-on itself asked for it or changed it. */
  public static void renew(AuthenticationSessionModel signOn, UserModel user) {
    signOn.setAuthNote(PASSWORD, user.getId() + " " + CurrentPassword.since(user));
  }

  /**
   * Whether one of them was changed elsewhere. An older timestamp is accepted: this node's cache
   * may not have seen the change yet.
   */
  public static boolean isStale(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    UserModel user = context.getUser();
    String noted = signOn.getAuthNote(PASSWORD);
    String before = user.getId() + " ";
    return noted == null
        || !noted.startsWith(before)
        || CurrentPassword.since(user) > Long.parseLong(noted.substring(before.length()))
        || VerifiedOtp.isOutdated(signOn, user);
  }
}
