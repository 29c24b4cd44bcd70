package io.github.campusotp.otpkey;

import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.recovery.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.credential.OTPCredentialModel;

/** Shows the present key again, for a second device. */
public final class OtpShowAction extends KeyAction {
  public static final String ID = "campus-otp-show";

  @Override
  Purpose purpose(RequiredActionContext context) {
    return Purpose.SHOW;
  }

  @Override
  Optional<Refusal> refusal(RequiredActionContext context) {
    Optional<String> key = OtpKey.idOf(context.getUser());
    if (key.isEmpty()) {
      return Optional.of(Refusal.NO_KEY);
    }
    return key.filter(id -> HiddenKey.is(context.getSession(), id)).map(id -> Refusal.HIDDEN_KEY);
  }

  @Override
  Response page(RequiredActionContext context) {
    OTPCredentialModel key = OtpKey.of(context.getUser()).orElseThrow();
    KeyReport.shown(context, key.getId());
    return new KeyPage(context, key).page(form(context), false);
  }

  @Override
  void process(RequiredActionContext context, MultivaluedMap<String, String> form) {
    if ("done".equals(form.getFirst("confirm"))) {
      context.success();
    } else if (form.containsKey("otp")) {
      KeyPage page = new KeyPage(context, OtpKey.of(context.getUser()).orElseThrow());
      Optional<String> problem = page.problemOf(form.getFirst("otp"));
      if (problem.isEmpty()) {
        UnconfirmedKey.confirm(context.getSession(), context.getUser());
      }
      context.challenge(page.tried(form(context), problem, false));
    } else {
      context.challenge(page(context));
    }
  }

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getDisplayText() {
    return "Campus: show one-time password key";
  }
}
