package io.github.campusotp.recovery;

import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Is a sign-on part of a user's first enrolment? Its pages then show the progress. */
public final class FirstEnrolment {
  private static final String NOTE = "campus-first-enrolment";

  private FirstEnrolment() {}

  /**
   * @param signOn of a user who has to do all that a newcomer does
   */
  public static void begin(AuthenticationSessionModel signOn) {
    signOn.setAuthNote(NOTE, "true");
  }

  /**
   * @param signOn the running one
   */
  public static boolean is(AuthenticationSessionModel signOn) {
    return signOn.getAuthNote(NOTE) != null;
  }

  /**
   * Tells it to the templates, as {@code campusFirst}, and whether the user has a password at all,
   * as {@code campusWithPassword}: one of an identity provider may have none.
   *
   * @param context of an action whose pages may show the progress
   */
  public static void show(RequiredActionContext context) {
    context
        .form()
        .setAttribute("campusFirst", is(context.getAuthenticationSession()))
        .setAttribute(
            "campusWithPassword",
            context.getUser().credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE));
  }
}
