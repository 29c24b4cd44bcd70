package io.github.campusotp.mailcode;

import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;

/**
 * The page that asks for a mailed code.
 *
 * @param scope what the code is for
 * @param notes what the sign-on knows of it
 * @param limits how often
 */
record CodePage(ProofScope scope, ProofNotes notes, ProofLimits limits) {
  /**
   * @param form with what is to be said already
   */
  Response in(LoginFormsProvider form) {
    ProofRequest step = scope.step();
    Optional<MailedCode> usable =
        notes
            .code()
            .filter(code -> !code.isExpired(scope.clock().instant()))
            .filter(code -> !limits.tries(code).isFull());
    long now = scope.now();
    long expiresAt = usable.map(MailedCode::expiresAt).orElse(0L);
    String destination = step.isPasswordProved() ? MaskedAddress.of(scope.address()) : "";
    return form.setAttribute("campusAction", scope.purpose().word())
        .setAttribute("campusMailbox", scope.mailbox().word())
        .setAttribute("campusDestination", destination)
        .setAttribute("campusTopic", scope.topic())
        .setAttribute("campusMailSubject", scope.mailSubject())
        .setAttribute("campusCodeDigits", scope.digits())
        .setAttribute("campusCodeSent", usable.isPresent())
        .setAttribute("campusPass", scope.pass().isPresent())
        .setAttribute("campusCodeUnsent", !notes.isBegun())
        .setAttribute("campusExpiresAt", Long.toString(expiresAt))
        .setAttribute("campusMinutesLeft", (expiresAt - now + 59) / 60)
        .setAttribute("campusResendSeconds", limits.secondsToNextMail())
        .setAttribute("campusCanCancel", scope.mailbox() == Mailbox.NEW || step.canCancel())
        .createForm("campus-code.ftl");
  }
}
