package io.github.campusotp.otpkey;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.recovery.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;

/** Deletes the key and what stands in for it, after a confirmation that says what follows. */
public final class OtpDeleteAction extends KeyAction {
  public static final String ID = "campus-otp-delete";

  @Override
  Purpose purpose(RequiredActionContext context) {
    return Purpose.DELETE;
  }

  @Override
  Optional<Refusal> refusal(RequiredActionContext context) {
    UserModel user = context.getUser();
    return OtpKey.of(user).isPresent()
            || BackupCodes.idOf(user).isPresent()
            || Passkeys.areThere(user)
        ? Optional.empty()
        : Optional.of(Refusal.NO_KEY);
  }

  @Override
  Response page(RequiredActionContext context) {
    return form(context).createForm("campus-confirm.ftl");
  }

  @Override
  void process(RequiredActionContext context, MultivaluedMap<String, String> form) {
    if (!form.containsKey("confirm")) {
      context.challenge(page(context));
      return;
    }
    VerifiedOtp.forget(context.getAuthenticationSession());
    KeycloakSession session = context.getSession();
    UserModel user = context.getUser();
    boolean key =
        report(context, Purpose.DELETE, OTPCredentialModel.TYPE, OtpKey.remove(session, user));
    boolean codes =
        report(
            context, Purpose.BACKUP_REMOVED, BackupCodes.TYPE, BackupCodes.remove(session, user));
    report(context, Purpose.PASSKEY_REMOVED, Passkeys.TYPE, Passkeys.remove(session, user));
    KeyReport.notice(
        context, key ? Purpose.DELETE : codes ? Purpose.BACKUP_REMOVED : Purpose.PASSKEY_REMOVED);
    context.success();
  }

  /** Whether there was something to report. */
  private static boolean report(
      RequiredActionContext context, Purpose what, String type, List<String> removed) {
    if (!removed.isEmpty()) {
      KeyReport.event(context, what)
          .event(EventType.REMOVE_CREDENTIAL)
          .detail(Details.CREDENTIAL_TYPE, type)
          .detail(Details.CREDENTIAL_ID, String.join(" ", removed))
          .success();
    }
    return !removed.isEmpty();
  }

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getDisplayText() {
    return "Campus: delete one-time password";
  }
}
