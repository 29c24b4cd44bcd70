package io.github.campusotp.otpkey;

import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.RequestLocation;
import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.recovery.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.keycloak.WebAuthnConstants;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionContext.Status;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegisterFactory;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;

/**
 * Registers and removes passkeys, behind the mailed code or a second factor that was given in this
 * sign-on. Keycloak's own action does the registration (WebAuthn Level 2, 7.1).
 */
public final class PasskeyAction extends FactorAction {
  public static final String ID = "campus-passkey";

  /**
   * A passkey as the page shows it.
   *
   * @param id in Keycloak
   * @param label that its user has given
   * @param since when it was registered
   */
  public record Shown(String id, String label, Date since) {
    private static Shown of(CredentialModel passkey) {
      return new Shown(passkey.getId(), passkey.getUserLabel(), new Date(passkey.getCreatedDate()));
    }
  }

  @Override
  Purpose purpose(RequiredActionContext context) {
    return Purpose.PASSKEY;
  }

  @Override
  Optional<Refusal> refusal(RequiredActionContext context) {
    return OtpSetupAction.mayHaveKey(context.getRealm(), context.getUser())
        ? Optional.empty()
        : Optional.of(Refusal.BARRED);
  }

  @Override
  Response page(RequiredActionContext context) {
    registration(context).requiredActionChallenge(context); // tells the form what a browser needs
    List<Shown> passkeys = Passkeys.of(context.getUser()).map(Shown::of).toList();
    return form(context).setAttribute("campusPasskeys", passkeys).createForm("campus-passkeys.ftl");
  }

  @Override
  void process(RequiredActionContext context, MultivaluedMap<String, String> form) {
    if (form.containsKey("remove")) {
      remove(context, form.getFirst("remove"));
      context.challenge(currentPage(context));
    } else if (isRegistration(form)) {
      register(context);
    } else if ("done".equals(form.getFirst("confirm"))) {
      context.success();
    } else {
      context.challenge(page(context));
    }
  }

  /** What a browser has made, or why it has not: Keycloak takes all of it for there. */
  private static boolean isRegistration(MultivaluedMap<String, String> form) {
    return form.containsKey(WebAuthnConstants.CLIENT_DATA_JSON)
        && form.containsKey(WebAuthnConstants.ATTESTATION_OBJECT);
  }

  private void register(RequiredActionContext context) {
    EventDetails.place(context.getEvent(), RequestLocation.of(context.getSession()));
    registration(context).processAction(context);
    if (context.getStatus() == Status.SUCCESS) {
      KeyReport.notice(context, Purpose.PASSKEY);
    } else {
      context.form().setError("campusPasskeyFailed");
      context.challenge(page(context));
    }
  }

  private static void remove(RequiredActionContext context, String id) {
    if (Passkeys.remove(context.getSession(), context.getUser(), id)) {
      KeyReport.event(context, Purpose.PASSKEY)
          .event(EventType.REMOVE_CREDENTIAL)
          .detail(Details.CREDENTIAL_TYPE, Passkeys.TYPE)
          .detail(Details.CREDENTIAL_ID, id)
          .success();
      KeyReport.notice(context, Purpose.PASSKEY_REMOVED);
    }
  }

  private static RequiredActionProvider registration(RequiredActionContext context) {
    return context
        .getSession()
        .getProvider(RequiredActionProvider.class, WebAuthnPasswordlessRegisterFactory.PROVIDER_ID);
  }

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getDisplayText() {
    return "Campus: passkeys";
  }
}
