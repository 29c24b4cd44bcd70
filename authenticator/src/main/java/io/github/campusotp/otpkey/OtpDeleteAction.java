package io.github.campusotp.otpkey;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.recovery.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;

/** Deletes the key and what stands in for it, after a confirmation that says what follows. */
public final class OtpDeleteAction extends KeyAction {
  public static final String ID = "campus-otp-delete";

  @Override
  Purpose purpose(RequiredActionContext context) {
    return Purpose.DELETE;
  }

  @Override
  Optional<Refusal> refusal(RequiredActionContext context) {
    return OtpKey.of(context.getUser()).isPresent()
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
    String ids = String.join(" ", OtpKey.remove(context.getSession(), context.getUser()));
    BackupCodes.remove(context.getSession(), context.getUser()); // they stood in for it
    KeyReport.event(context, Purpose.DELETE)
        .event(EventType.REMOVE_CREDENTIAL)
        .detail(Details.CREDENTIAL_ID, ids)
        .success();
    KeyReport.notice(context, Purpose.DELETE);
    context.success();
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
