package io.github.campusotp.otpkey;

import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.RequestLocation;
import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.recovery.Notice;
import io.github.campusotp.recovery.RecoveryAddress;
import java.util.Map;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Says what was done to a user's key. */
final class KeyReport {
  private static final String SHOWN = "campus-otp-show.shown";

  private KeyReport() {}

  /**
   * @return an event with the place, the purpose and the kind of credential; its type is the
   *     caller's
   */
  static EventBuilder event(RequiredActionContext context, Purpose purpose) {
    EventBuilder event = context.getEvent().clone().user(context.getUser());
    EventDetails.place(event, RequestLocation.of(context.getSession()));
    return EventDetails.purpose(event, purpose.word())
        .detail(Details.CREDENTIAL_TYPE, OTPCredentialModel.TYPE);
  }

  /** Says, once in a sign-on, that a key which was there before is shown. */
  static void shown(RequiredActionContext context, String keyId) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    if (keyId.equals(signOn.getAuthNote(SHOWN))) {
      return;
    }
    signOn.setAuthNote(SHOWN, keyId);
    event(context, Purpose.SHOW)
        .event(EventType.CUSTOM_REQUIRED_ACTION)
        .detail(Details.CUSTOM_REQUIRED_ACTION, OtpShowAction.ID)
        .detail(Details.CREDENTIAL_ID, keyId)
        .success();
  }

  /** Mails the user what was done to every mailbox that there is. */
  static void noticeToEach(RequiredActionContext context, Purpose purpose) {
    Notice.sendToEach(context.getSession(), context.getUser(), purpose, Map.of());
  }

  /** Mails the user what was done, where there is an address. */
  static void notice(RequiredActionContext context, Purpose purpose) {
    RecoveryAddress.of(context.getRealm(), context.getUser())
        .ifPresent(
            to -> Notice.send(context.getSession(), context.getUser(), to, purpose, Map.of()));
  }
}
