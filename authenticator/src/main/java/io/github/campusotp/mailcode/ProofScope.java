package io.github.campusotp.mailcode;

import io.github.campusotp.keycloak.CurrentPassword;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.pass.Pass;
import java.time.Clock;
import java.util.Optional;
import org.keycloak.events.EventBuilder;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What one proof is about: its code is good for nothing else.
 *
 * @param step of the sign-on that needs the proof
 * @param policy limits and lifetime of a code
 * @param purpose what the user is about to do
 * @param mailbox which one the code goes to
 * @param address where the code goes
 * @param subject what the proof is about, such as the id of the present key
 * @param clock the time
 */
public record ProofScope(
    ProofRequest step,
    CodePolicy policy,
    Purpose purpose,
    Mailbox mailbox,
    String address,
    String subject,
    Clock clock) {

  /** The subject of a proof while there is no key. */
  public static final String NO_KEY = "none";

  /** By the system's clock. */
  public ProofScope(
      ProofRequest step,
      CodePolicy policy,
      Purpose purpose,
      Mailbox mailbox,
      String address,
      String subject) {
    this(step, policy, purpose, mailbox, address, subject, Clock.systemUTC());
  }

  AuthenticationSessionModel signOn() {
    return step.signOn();
  }

  /** The user, tab, step and address that a code is for. */
  String audience() {
    return String.join(
        " ",
        step.person(),
        signOn().getParentSession().getId(),
        signOn().getTabId(),
        step.action(),
        mailbox.word(),
        address);
  }

  /** Which texts tell what the code is for: the purpose, or of a change the mailbox. */
  String topic() {
    return purpose == Purpose.ADDRESS ? mailbox.word() : purpose.word();
  }

  /** Message key of the mail's subject. */
  String mailSubject() {
    return "campusCodeMailSubject." + topic();
  }

  /** What must not change between the proof and its use. */
  String circumstances() {
    return String.join(" ", address, subject, Long.toString(passwordSince()));
  }

  /** Milliseconds since 1970; 0 if there is no user or no stored password. */
  long passwordSince() {
    return step.user().map(CurrentPassword::since).orElse(0L);
  }

  /** More where a stranger can ask for codes, since no lasting count limits the guesses there. */
  int digits() {
    return step.isPasswordProved() ? 6 : 8;
  }

  /**
   * The pass that does in place of a code. Its holder may make a key, but not see the present one;
   * and change the address, where the help desk said so.
   */
  Optional<Pass> pass() {
    boolean makesKey =
        purpose == Purpose.REISSUE || purpose == Purpose.SETUP && subject.equals(NO_KEY);
    return step.user()
        .filter(user -> step.isPasswordProved() && mailbox != Mailbox.NEW)
        .flatMap(user -> Pass.of(step.session(), user))
        .filter(pass -> makesKey || purpose == Purpose.ADDRESS && pass.terms().mayRegister());
  }

  EventBuilder event() {
    return EventDetails.purpose(step.event(), purpose.word());
  }

  long now() {
    return clock.instant().getEpochSecond();
  }
}
