package io.github.campusotp.recovery;

import io.github.campusotp.keycloak.ActionConfig;
import io.github.campusotp.keycloak.InitiatedAction;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.RequestLocation;
import io.github.campusotp.mailcode.CodeProof;
import io.github.campusotp.mailcode.MaskedAddress;
import io.github.campusotp.mailcode.RequiredActionProof;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.storage.StorageId;

/**
 * Registers the recovery address: it counts once a code that was mailed to it came back. Whoever
 * has one already proves the old mailbox first.
 */
public final class RecoveryAddressAction implements RequiredActionProvider, RequiredActionFactory {
  public static final String ID = "campus-recovery-address";

  private static final String FIELD = "recoveryEmail";
  private static final String NEW_ADDRESS = "campus-recovery-address.new";
  private static final String RETYPING = "campus-recovery-address.retyping";

  /**
   * Whether a first address can be registered in the running sign-on.
   *
   * @param context of the running sign-on
   * @return false where the realm has not enabled it, or only allows it from campus networks; and
   *     for whoever has a key already: with an address of their own choice a thief of the password
   *     would get that key
   */
  public static boolean mayRegister(RequiredActionContext context) {
    RequiredActionProviderModel model = context.getRealm().getRequiredActionProviderByAlias(ID);
    return model != null && model.isEnabled() && refusal(context).isEmpty();
  }

  private static Optional<String> refusal(RequiredActionContext context) {
    // A federation that imports nobody leaves no place for an address.
    if (hasKey(context.getUser()) || !StorageId.isLocalStorage(context.getUser().getId())) {
      return Optional.of("no-address");
    }
    boolean anywhere = RecoveryConfig.of(context.getRealm()).allowOffCampus();
    return anywhere || RequestLocation.of(context.getSession()).network().isPresent()
        ? Optional.empty()
        : Optional.of("off-campus");
  }

  private static boolean hasKey(UserModel user) {
    return user.credentialManager()
        .getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE)
        .findAny()
        .isPresent();
  }

  @Override
  public InitiatedActionSupport initiatedActionSupport() {
    return InitiatedActionSupport.SUPPORTED;
  }

  @Override
  public void evaluateTriggers(RequiredActionContext context) {}

  @Override
  public void requiredActionChallenge(RequiredActionContext context) {
    Optional<String> old = RecoveryAddress.of(context.getUser());
    if (!endsElsewhere(context, old)) {
      context.challenge(page(context, old));
    }
  }

  /** An address that is there, perhaps from another tab, is all that a sign-on can demand. */
  private static boolean endsElsewhere(RequiredActionContext context, Optional<String> old) {
    boolean ends = old.isPresent() && !InitiatedAction.isRequestedDirectly(context);
    if (ends) {
      context.success();
    }
    return ends;
  }

  private static Response page(RequiredActionContext context, Optional<String> old) {
    Optional<CodeProof> ofOld = old.map(address -> proof(context, "old", address));
    if (ofOld.isPresent() && !ofOld.get().isGiven()) {
      return ofOld.get().page();
    }
    Optional<String> refusal = old.isPresent() ? Optional.empty() : refusal(context);
    if (refusal.isPresent()) {
      return context
          .form()
          .setAttribute("campusAction", "address")
          .setAttribute("campusReason", refusal.get())
          .setAttribute("campusCanCancel", InitiatedAction.isCancellable(context))
          .createForm("campus-refused.ftl");
    }
    return typed(context)
        .map(address -> proof(context, "new", address).page())
        .orElseGet(() -> addressForm(context, context.form(), ""));
  }

  @Override
  public void processAction(RequiredActionContext context) {
    Optional<String> old = RecoveryAddress.of(context.getUser());
    if (endsElsewhere(context, old)) {
      return;
    }
    MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
    if (form.containsKey("back")) {
      back(context, old);
      return;
    }
    Optional<CodeProof> ofOld = old.map(address -> proof(context, "old", address));
    if (ofOld.isPresent() && !ofOld.get().isGiven()) {
      context.challenge(ofOld.get().answer().orElseGet(() -> page(context, old)));
      return;
    }
    if (old.isEmpty() && refusal(context).isPresent()) {
      context.challenge(page(context, old));
      return;
    }
    Optional<String> typed = typed(context);
    if (typed.isEmpty()) {
      context.challenge(take(context, old, form.getFirst(FIELD)));
      return;
    }
    Optional<Response> next = proof(context, "new", typed.get()).answer();
    if (next.isPresent()) {
      context.challenge(next.get());
      return;
    }
    register(context, old, typed.get());
    context.success();
  }

  /** From the code page of a new address back to its field; from elsewhere out, if one may. */
  private static void back(RequiredActionContext context, Optional<String> old) {
    Optional<String> typed = typed(context);
    if (typed.isPresent()) {
      context.getAuthenticationSession().setAuthNote(RETYPING, "true");
      context.challenge(addressForm(context, context.form(), typed.get()));
    } else if (InitiatedAction.isCancellable(context)) {
      InitiatedAction.cancel(context);
    } else {
      context.challenge(page(context, old));
    }
  }

  private static Response take(
      RequiredActionContext context, Optional<String> old, String typedText) {
    if (typedText == null) {
      return addressForm(context, context.form(), "");
    }
    TypedAddress typed = TypedAddress.of(typedText);
    List<String> ownDomains = RecoveryConfig.of(context.getRealm()).ownDomains();
    FormMessage problem = null;
    if (typed.isMissing()) {
      problem = new FormMessage(FIELD, "campusAddressMissing");
    } else if (!typed.isMailAddress()) {
      problem = new FormMessage(FIELD, "campusAddressMalformed");
    } else if (typed.within(ownDomains).isPresent()) {
      problem = new FormMessage(FIELD, "campusAddressOwnDomain", typed.within(ownDomains).get());
    } else if (old.filter(typed.text()::equalsIgnoreCase).isPresent()) {
      problem = new FormMessage(FIELD, "campusAddressSame");
    }
    if (problem != null) {
      return addressForm(context, context.form().addError(problem), typedText);
    }
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    CodeProof proof = proof(context, "new", typed.text());
    if (!typed.text().equals(signOn.getAuthNote(NEW_ADDRESS))) {
      proof.forget();
    }
    signOn.setAuthNote(NEW_ADDRESS, typed.text());
    signOn.removeAuthNote(RETYPING);
    return proof.page();
  }

  private static void register(
      RequiredActionContext context, Optional<String> old, String address) {
    UserModel user = context.getUser();
    RecoveryAddress.set(context.getSession(), user, address);
    context.getAuthenticationSession().removeAuthNote(NEW_ADDRESS);
    EventDetails.place(
            context.getEvent().clone().event(EventType.UPDATE_PROFILE).user(user),
            RequestLocation.of(context.getSession()))
        .detail("recovery_address", MaskedAddress.of(address))
        .success();
    if (old.isPresent()) {
      Map<String, Object> details = Map.of("campusNewAddress", MaskedAddress.of(address));
      Stream.of(old.get(), address)
          .forEach(to -> Notice.send(context.getSession(), user, to, "address", details));
    }
  }

  private static Response addressForm(
      RequiredActionContext context, LoginFormsProvider form, String typed) {
    return form.setAttribute("campusAction", "address")
        .setAttribute("campusAddress", typed)
        .setAttribute("campusAddressChange", RecoveryAddress.of(context.getUser()).isPresent())
        .setAttribute("campusOwnDomains", RecoveryConfig.of(context.getRealm()).ownDomains())
        .setAttribute("campusCanCancel", InitiatedAction.isCancellable(context))
        .createForm("campus-recovery-address.ftl");
  }

  private static Optional<String> typed(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    return Optional.ofNullable(signOn.getAuthNote(NEW_ADDRESS))
        .filter(address -> signOn.getAuthNote(RETYPING) == null);
  }

  private static CodeProof proof(RequiredActionContext context, String mailbox, String address) {
    return new CodeProof(
        new RequiredActionProof(context),
        RecoveryConfig.of(context.getRealm()).code(),
        "address",
        mailbox,
        address,
        "address");
  }

  @Override
  public void validateConfig(
      KeycloakSession session, RealmModel realm, RequiredActionConfigModel model) {
    RequiredActionFactory.super.validateConfig(session, realm, model);
    RecoveryConfig.validate(new ActionConfig(model));
  }

  @Override
  public List<ProviderConfigProperty> getConfigMetadata() {
    return Stream.concat(
            RecoveryConfig.properties().stream(), MAX_AUTH_AGE_CONFIG_PROPERTIES.stream())
        .toList();
  }

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getDisplayText() {
    return "Campus: recovery address";
  }

  @Override
  public RequiredActionProvider create(KeycloakSession session) {
    return this;
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
