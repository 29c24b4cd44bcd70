package io.github.campusotp.otpkey;

import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.recovery.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.OTPCredentialModel;

/** Shows the present key again, for a second device. */
public final class OtpShowAction extends KeyAction {
  public static final String ID = "campus-otp-show";

  private static final String SHOWN = "campus-otp-show.shown";

  @Override
  Purpose purpose(RequiredActionContext context) {
    return Purpose.SHOW;
  }

  @Override
  Optional<Refusal> refusal(RequiredActionContext context) {
    return OtpKey.of(context.getUser()).isPresent()
        ? Optional.empty()
        : Optional.of(Refusal.NO_KEY);
  }

  @Override
  Response page(RequiredActionContext context) {
    OTPCredentialModel key = OtpKey.of(context.getUser()).orElseThrow();
    if (context.getAuthenticationSession().getAuthNote(SHOWN) == null) {
      context.getAuthenticationSession().setAuthNote(SHOWN, key.getId());
      KeyReport.event(context, Purpose.SHOW)
          .event(EventType.CUSTOM_REQUIRED_ACTION)
          .detail(Details.CUSTOM_REQUIRED_ACTION, ID)
          .detail(Details.CREDENTIAL_ID, key.getId())
          .success();
    }
    return new KeyPage(context, key).page(form(context), false);
  }

  @Override
  void process(RequiredActionContext context, MultivaluedMap<String, String> form) {
    if ("done".equals(form.getFirst("confirm"))) {
      context.success();
    } else if (form.containsKey("otp")) {
      KeyPage page = new KeyPage(context, OtpKey.of(context.getUser()).orElseThrow());
      context.challenge(page.tried(form(context), page.problemOf(form.getFirst("otp")), false));
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
