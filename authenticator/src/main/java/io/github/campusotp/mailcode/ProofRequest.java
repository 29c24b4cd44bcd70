package io.github.campusotp.mailcode;

import io.github.campusotp.limit.RateLimit;
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

  /** Whose proof it is; empty where somebody typed the name of nobody, which nobody is told. */
  Optional<UserModel> user();

  /** Under which name is counted what they do. */
  String person();

  /** The request's one form. */
  LoginFormsProvider form();

  /** A new event, with user and place. */
  EventBuilder event();

  /** The type of event that says that a code was mailed. */
  EventType mailed();

  /** Whether the page has a way out. */
  boolean canCancel();

  /**
   * Whether the person is known. If not, the page tells nobody where the mail goes, or by waiting
   * for the mail server that it goes anywhere.
   */
  boolean isPasswordProved();

  /** Message key of the mail's subject. */
  String mailSubject();

  /** Whether no code is looked at for now. */
  boolean isLocked();

  void countAsFailedSignOn();

  /**
   * So many for this person, whatever browser, session or node it happens in.
   *
   * @param what is counted
   * @param places how many there may be
   * @param seconds for which a place stays taken
   */
  default RateLimit rateLimit(String what, int places, int seconds) {
    return RateLimit.of(session(), person(), what, places, seconds);
  }
}
