package io.github.campusotp.mailcode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.email.EmailException;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.models.utils.FormMessage;

/** Mails a new code, as far as the limits allow it. */
final class CodeMailer {
  private static final Logger LOG = Logger.getLogger(CodeMailer.class);

  private final ProofScope scope;
  private final ProofNotes notes;
  private final ProofLimits limits;

  CodeMailer(ProofScope scope, ProofNotes notes, ProofLimits limits) {
    this.scope = scope;
    this.notes = notes;
    this.limits = limits;
  }

  /**
   * Makes a code and mails it.
   *
   * @return why the mail was not sent, or perhaps not, as the page says it
   */
  Optional<FormMessage> send() {
    boolean again = notes.isBegun();
    notes.begin();
    if (scope.step().isLocked() || limits.areWrongCodesSpent()) {
      return Optional.of(new FormMessage("campusCodeLocked"));
    }
    if (!limits.cooldown().begin()) {
      return Optional.of(
          new FormMessage(
              again ? "campusMailTooSoon" : "campusMailForOther", limits.cooldown().secondsLeft()));
    }
    OptionalInt place = limits.mails().take();
    if (place.isEmpty()) {
      limits.cooldown().end();
      return Optional.of(new FormMessage("campusMailTooMany", scope.policy().mailsPerHour()));
    }
    Mail.Outcome outcome = mail(newCode());
    if (outcome == Mail.Outcome.SENT) {
      scope.event().event(scope.step().mailed()).success();
    }
    if (outcome == Mail.Outcome.SENT || outcome == Mail.Outcome.WITHHELD) {
      return Optional.empty();
    }
    if (outcome == Mail.Outcome.REFUSED) {
      notes.dropCode();
      limits.mails().giveBack(place.getAsInt());
    }
    scope.event().event(scope.step().mailed()).error(Errors.EMAIL_SEND_FAILED);
    return Optional.of(new FormMessage("campusMailFailed"));
  }

  private String newCode() {
    String digits = MailedCode.randomDigits(SecretGenerator.getInstance(), scope.digits());
    String salt = SecretGenerator.getInstance().generateSecureID();
    notes.keep(
        MailedCode.of(
            digits, salt, scope.audience(), scope.clock().instant(), scope.policy().lifetime()));
    return digits;
  }

  private Mail.Outcome mail(String digits) {
    ProofRequest step = scope.step();
    try {
      // Rendered without a user too: otherwise the time would tell whether the user exists.
      Mail mail =
          new Mail(
              step.session(),
              step.user().orElseGet(this::placeholder),
              scope.address(),
              scope.mailSubject(),
              "campus-code-mail.ftl",
              new HashMap<>( // Keycloak adds to it
                  Map.of(
                      "campusCode",
                      digits,
                      "campusMinutes",
                      (scope.policy().lifetime() + 59) / 60,
                      "campusTopic",
                      scope.topic(),
                      "campusMailbox",
                      scope.mailbox().word())));
      if (step.isPasswordProved()) {
        return mail.send();
      }
      if (!limits.countMailUnseen() || step.user().isEmpty()) {
        return Mail.Outcome.WITHHELD;
      }
      mail.sendInBackground(MailQueue.UNPROVED);
      return Mail.Outcome.SENT;
    } catch (EmailException e) {
      LOG.error("The mail with the code cannot be rendered", e);
      return step.isPasswordProved() ? Mail.Outcome.REFUSED : Mail.Outcome.WITHHELD;
    }
  }

  private UserModel placeholder() {
    KeycloakSession session = scope.step().session();
    return new LightweightUserAdapter(
        session, session.getContext().getRealm(), scope.step().person());
  }
}
