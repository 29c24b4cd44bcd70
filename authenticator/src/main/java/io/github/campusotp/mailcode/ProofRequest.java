package io.github.campusotp.mailcode;

import java.util.Optional;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The step of a sign-on that a {@link CodeProof} is for. */
public interface ProofRequest {
  KeycloakSession session();

  AuthenticationSessionModel signOn();

  /** What the step is called among those of the sign-on. */
  String action();

  /** The user to verify; empty if the typed username means none who can be. Never reveal which. */
  Optional<UserModel> user();

  /** Key under which this user's attempts are rate-limited. */
  String person();

  /**
   * Key of a second limit that no page shows, where {@link #person()} is no more than a name: of
   * the user behind it, by whichever name. The same work is done where there is no user.
   */
  default Optional<String> hiddenPerson() {
    return Optional.empty();
  }

  /** The request's one form. */
  LoginFormsProvider form();

  /** A new event, with user and place. */
  EventBuilder event();

  /**
   * Whether the first code is mailed with the page. Where the sign-on rests on a session it is not:
   * any site's link can begin such a sign-on, and would use up the mails of an hour.
   */
  boolean mailsAtOnce();

  /** The type of event that says that a code was mailed. */
  EventType mailed();

  /** Whether the user may cancel on the page. */
  boolean canCancel();

  /**
   * Whether the password was right. If not, the page must not show where the mail goes, nor, by
   * waiting for the mail server that it goes anywhere.
   */
  boolean isPasswordProved();

  /** Whether no code is looked at for now. */
  boolean isLocked();

  void countAsFailedSignOn();
}
