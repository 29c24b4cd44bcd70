package io.github.campusotp.otpkey;

import io.github.campusotp.keycloak.SignOnStatus;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.RequestLocation;
import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.recovery.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.WebAuthnConstants;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionContext.Status;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegisterFactory;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.Constants;

/**
 * Registers and removes passkeys, behind the mailed code or a second factor that was given in this
 * sign-on. Keycloak's own action does the registration (WebAuthn Level 2, 7.1).
 */
public final class PasskeyAction extends FactorAction {
  public static final String ID = "campus-passkey";

  private static final int LONGEST_NAME = 100;

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
  public void evaluateTriggers(RequiredActionContext context) {
    if (OwedPasskey.isDue(context)) {
      context.getAuthenticationSession().addRequiredAction(ID);
    }
    super.evaluateTriggers(context);
  }

  @Override
  Response page(RequiredActionContext context) {
    registration(context).requiredActionChallenge(context); // tells the form what a browser needs
    List<Shown> passkeys = Passkeys.of(context.getUser()).map(Shown::of).toList();
    boolean owed = OwedPasskey.isDue(context);
    LoginFormsProvider form = form(context).setAttribute("campusOwed", owed);
    if (owed) {
      form.setAttribute(
          WebAuthnConstants.USER_VERIFICATION_REQUIREMENT,
          Constants.WEBAUTHN_POLICY_OPTION_REQUIRED);
    }
    return form.setAttribute("campusPasskeys", passkeys).createForm("campus-passkeys.ftl");
  }

  @Override
  void process(RequiredActionContext context, MultivaluedMap<String, String> form) {
    if (form.containsKey("remove")) {
      remove(context, form.getFirst("remove"));
    } else if (isRegistration(form)) {
      register(context, form);
    } else if ("done".equals(form.getFirst("confirm"))) {
      leave(context);
    } else {
      context.challenge(page(context));
    }
  }

  /** Not to a service that insists on one. */
  private static void leave(RequiredActionContext context) {
    if (OwedPasskey.isDue(context)) {
      context.getEvent().error(Errors.REJECTED_BY_USER);
      throw SignOnStatus.ended(context, "campusPasskeyNeeded");
    }
    context.success();
  }

  /** A service that insists on one gets no sign-on without. */
  @Override
  boolean mayGoOnRefused(RequiredActionContext context) {
    return !OwedPasskey.isDue(context) && super.mayGoOnRefused(context);
  }

  /** What a browser has made, or why it has not: Keycloak takes all of it for there. */
  private static boolean isRegistration(MultivaluedMap<String, String> form) {
    return form.containsKey(WebAuthnConstants.CLIENT_DATA_JSON)
        && form.containsKey(WebAuthnConstants.ATTESTATION_OBJECT)
        && !form.containsKey(WebAuthnConstants.IS_SET_RETRY);
  }

  private void register(RequiredActionContext context, MultivaluedMap<String, String> form) {
    EventDetails.place(context.getEvent(), RequestLocation.of(context.getSession()));
    name(context, form);
    try {
      registration(context).processAction(context);
    } catch (IllegalArgumentException notBase64) {
      context.getEvent().error(Errors.INVALID_REGISTRATION);
    }
    if (context.getStatus() != Status.SUCCESS) {
      refuse(context, "campusPasskeyFailed");
      return;
    }
    KeyReport.noticeToEach(context, Purpose.PASSKEY);
    String made = form.getFirst(WebAuthnConstants.ATTESTATION_OBJECT);
    if (OwedPasskey.isDue(context) && !OwedPasskey.settle(context, NewPasskey.read(made))) {
      refuse(context, "campusPasskeyNeedsVerification");
    }
  }

  private void refuse(RequiredActionContext context, String message) {
    context.form().setError(message);
    context.challenge(page(context));
  }

  /** Keycloak takes no name twice, and the device has made the passkey by then. */
  private static void name(RequiredActionContext context, MultivaluedMap<String, String> form) {
    Set<String> taken =
        Passkeys.of(context.getUser())
            .map(passkey -> Objects.toString(passkey.getUserLabel(), "").toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    String typed = Objects.toString(form.getFirst(WebAuthnConstants.AUTHENTICATOR_LABEL), "");
    String name = typed.strip().substring(0, Math.min(typed.strip().length(), LONGEST_NAME));
    String unique = name.isEmpty() ? "1" : name;
    for (int number = 2; taken.contains(unique.toLowerCase(Locale.ROOT)); number++) {
      unique = (name + " " + number).strip();
    }
    form.putSingle(WebAuthnConstants.AUTHENTICATOR_LABEL, unique);
  }

  /** One that this very sign-on rests on leaves no proof behind it: that was the last. */
  private void remove(RequiredActionContext context, String id) {
    boolean proved = isProvedOtherwise(context);
    if (Passkeys.remove(context.getSession(), context.getUser(), id)) {
      VerifiedOtp.forget(context.getAuthenticationSession(), id);
      KeyReport.event(context, Purpose.PASSKEY_REMOVED)
          .event(EventType.REMOVE_CREDENTIAL)
          .detail(Details.CREDENTIAL_TYPE, Passkeys.TYPE)
          .detail(Details.CREDENTIAL_ID, id)
          .success();
      KeyReport.noticeToEach(context, Purpose.PASSKEY_REMOVED);
    }
    if (proved && !isProvedOtherwise(context)) {
      context.success();
    } else {
      context.challenge(currentPage(context));
    }
  }

  /** Not to be skipped by a word in the address, for users who have one. */
  private static RequiredActionProvider registration(RequiredActionContext context) {
    context.getAuthenticationSession().removeClientNote(Constants.KC_ACTION_PARAMETER);
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
