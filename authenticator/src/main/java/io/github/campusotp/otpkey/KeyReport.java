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
import org.keycloak.models.credential.OTPCredentialModel;

/** Says what was done to a user's key. */
final class KeyReport {
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

  /** Mails the user what was done, where there is an address. */
  static void notice(RequiredActionContext context, Purpose purpose) {
    RecoveryAddress.of(context.getRealm(), context.getUser())
        .ifPresent(
            to -> Notice.send(context.getSession(), context.getUser(), to, purpose, Map.of()));
  }
}
