package io.github.campusotp.otpkey;

import io.github.campusotp.keycloak.ActionConfig;
import io.github.campusotp.keycloak.InitiatedAction;
import io.github.campusotp.mailcode.TypedCode;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/**
 * Sets up the key, or issues it again: mailed code, last confirmation, key. A new key replaces all
 * others, at once or, where the first code is required, once that code is right.
 */
public final class OtpSetupAction extends KeyAction {
  public static final String ID = "campus-otp-setup";

  /** Seconds within which the button counts once. */
  private static final int DOUBLE_CLICK = 5;

  /** What the key page's button says, and the one that confirms it. */
  private static final Set<String> END = Set.of("done", "yes");

  private static final String OWED = "campus-otp-setup.owed";
  private static final String PENDING = "campus-otp-setup.pending";
  private static final String STORED = "campus-otp-setup.stored";
  private static final String REPLACED = "campus-otp-setup.replaced";
  private static final String PURPOSE = "campus-otp-setup.purpose";

  /**
   * Makes a sign-on that needs a one-time password wait until there is a key and its first code was
   * right.
   *
   * @param signOn of somebody without a key
   */
  public static void owe(AuthenticationSessionModel signOn) {
    signOn.setAuthNote(OWED, "true");
    signOn.addRequiredAction(ID);
  }

  @Override
  String purpose(RequiredActionContext context) {
    String begun = context.getAuthenticationSession().getAuthNote(PURPOSE);
    return begun != null ? begun : OtpKey.of(context.getUser()).isPresent() ? "reissue" : "setup";
  }

  /** The proof was about the key before this one: it goes on holding for the page with this one. */
  @Override
  String subject(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    String present = super.subject(context);
    return present.equals(signOn.getAuthNote(STORED)) ? signOn.getAuthNote(REPLACED) : present;
  }

  /**
   * Whether somebody may have a key at all.
   *
   * @return false for those whom the realm's configuration bars, such as contractors
   */
  public static boolean mayHaveKey(RealmModel realm, UserModel user) {
    return !SetupConfig.of(realm).bars(realm, user);
  }

  @Override
  Optional<String> refusal(RequiredActionContext context) {
    return mayHaveKey(context.getRealm(), context.getUser())
        ? Optional.empty()
        : Optional.of("barred");
  }

  /** Nobody waits for a key that its owner may not have: they are told, and go on without. */
  @Override
  boolean mayGoOnRefused(RequiredActionContext context) {
    return !isOwed(context)
        && !InitiatedAction.isCancellable(context)
        && !mayHaveKey(context.getRealm(), context.getUser());
  }

  @Override
  public void evaluateTriggers(RequiredActionContext context) {
    if (isDemanded(context) && OtpKey.of(context.getUser()).isEmpty()) {
      FirstEnrolment.begin(context.getAuthenticationSession());
    }
    super.evaluateTriggers(context);
  }

  private static boolean isDemanded(RequiredActionContext context) {
    return context.getUser().getRequiredActionsStream().anyMatch(ID::equals);
  }

  /**
   * A second key would take the place of the one that another tab has just shown. Where the sign-on
   * waits for a code, it begins again, and asks for one of that key.
   */
  @Override
  boolean endsElsewhere(RequiredActionContext context) {
    if (OtpKey.of(context.getUser()).isEmpty() || shown(context).isPresent()) {
      return false;
    }
    if (isOwed(context)) {
      context.challenge(Response.seeOther(fromTheStart(context)).build());
      return true;
    }
    if (FirstEnrolment.is(context.getAuthenticationSession()) && !isDemanded(context)) {
      context.success();
      return true;
    }
    return false;
  }

  private static URI fromTheStart(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    return LoginActionsService.loginActionsBaseUrl(context.getUriInfo())
        .path(LoginActionsService.RESTART_PATH)
        .queryParam(Constants.CLIENT_ID, signOn.getClient().getClientId())
        .queryParam(Constants.TAB_ID, signOn.getTabId())
        .queryParam(
            Constants.CLIENT_DATA,
            AuthenticationProcessor.getClientData(context.getSession(), signOn))
        .queryParam(Constants.SKIP_LOGOUT, true)
        .build(context.getRealm().getName());
  }

  @Override
  Response page(RequiredActionContext context) {
    Optional<OTPCredentialModel> key = shown(context);
    if (key.isEmpty()) {
      return form(context)
          .setAttribute("campusPending", firstCodeRequired(context))
          .createForm("campus-confirm.ftl");
    }
    return new KeyPage(context, key.get()).page(form(context), isPending(context));
  }

  @Override
  void process(RequiredActionContext context, MultivaluedMap<String, String> form) {
    Optional<OTPCredentialModel> key = shown(context);
    String confirm = Objects.requireNonNullElse(form.getFirst("confirm"), "");
    if (key.isEmpty()) {
      if (confirm.equals("confirm")) {
        issue(context);
      }
      context.challenge(page(context));
    } else if (END.contains(confirm) && !isPending(context) && !isOwed(context)) {
      end(context, confirm);
    } else if (form.containsKey("otp")) {
      tryFirstCode(context, key.get(), form.getFirst("otp"));
    } else {
      context.challenge(page(context));
    }
  }

  /** A newcomer is asked first whether all is set up: without it nothing opens off campus. */
  private void end(RequiredActionContext context, String confirm) {
    if (confirm.equals("yes") || !FirstEnrolment.is(context.getAuthenticationSession())) {
      context.success();
    } else {
      context.challenge(form(context).createForm("campus-attention.ftl"));
    }
  }

  private void issue(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    String lock = "campus-otp.issue." + signOn.getParentSession().getId() + "." + signOn.getTabId();
    if (!context.getSession().singleUseObjects().putIfAbsent(lock, DOUBLE_CLICK)) {
      return; // of two keys at once the one on the page might not be the one that counts
    }
    SetupKey key = SetupKey.random();
    signOn.setAuthNote(PURPOSE, purpose(context));
    if (firstCodeRequired(context)) {
      signOn.setAuthNote(PENDING, key.secret());
    } else {
      store(context, OtpKey.from(context.getRealm(), key));
    }
  }

  private void tryFirstCode(RequiredActionContext context, OTPCredentialModel key, String typed) {
    boolean pending = isPending(context);
    KeyPage page = new KeyPage(context, key);
    Optional<String> problem = page.problemOf(typed);
    if (problem.isPresent() || !pending) {
      context.challenge(page.tried(form(context), problem, pending));
      return;
    }
    store(context, key);
    if (isOwed(context)) {
      letIn(context, key, TypedCode.normalise(typed));
    }
    context.success();
  }

  /**
   * The code, which was just found right, does for the sign-on what it would have done on the form
   * that waits for it.
   */
  private static void letIn(RequiredActionContext context, OTPCredentialModel key, String code) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    UserCredentialModel used = new UserCredentialModel(key.getId(), OTPCredentialModel.TYPE, code);
    context.getUser().credentialManager().isValid(used); // good only once: RFC 6238, 5.2
    signOn.getExecutionStatus().entrySet().stream()
        .filter(step -> step.getValue() == ExecutionStatus.SETUP_REQUIRED)
        .forEach(step -> AuthenticatorUtils.updateCompletedExecutions(signOn, null, step.getKey()));
    VerifiedOtp.mark(signOn, key, code);
    signOn.removeAuthNote(OWED);
  }

  @Override
  boolean isOwed(RequiredActionContext context) {
    return isOwed(context.getAuthenticationSession());
  }

  /**
   * Whether a sign-on still waits for a key and its first code.
   *
   * @param signOn the running one
   */
  public static boolean isOwed(AuthenticationSessionModel signOn) {
    return signOn.getAuthNote(OWED) != null;
  }

  private void store(RequiredActionContext context, OTPCredentialModel key) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    UserModel user = context.getUser();
    signOn.setAuthNote(REPLACED, subject(context));
    VerifiedOtp.forget(signOn);
    String id = OtpKey.replace(user, key);
    signOn.removeAuthNote(PENDING);
    signOn.setAuthNote(STORED, id);
    user.removeRequiredAction(ID); // done, also for those who just close the page
    event(context).event(EventType.UPDATE_CREDENTIAL).detail(Details.CREDENTIAL_ID, id).success();
    notice(context, signOn.getAuthNote(PURPOSE));
  }

  /** The key of this sign-on, as long as it is the one that counts. */
  private Optional<OTPCredentialModel> shown(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    String pending = signOn.getAuthNote(PENDING);
    if (pending != null) {
      return Optional.of(OtpKey.from(context.getRealm(), new SetupKey(pending)));
    }
    String stored = signOn.getAuthNote(STORED);
    return OtpKey.of(context.getUser()).filter(key -> key.getId().equals(stored));
  }

  private static boolean isPending(RequiredActionContext context) {
    return context.getAuthenticationSession().getAuthNote(PENDING) != null;
  }

  private boolean firstCodeRequired(RequiredActionContext context) {
    return isOwed(context) || SetupConfig.of(context.getRealm()).firstCodeRequired();
  }

  @Override
  public void validateConfig(
      KeycloakSession session, RealmModel realm, RequiredActionConfigModel model) {
    super.validateConfig(session, realm, model);
    SetupConfig.validate(new ActionConfig(model));
  }

  @Override
  public List<ProviderConfigProperty> getConfigMetadata() {
    return Stream.concat(SetupConfig.properties().stream(), MAX_AUTH_AGE_CONFIG_PROPERTIES.stream())
        .toList();
  }

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getDisplayText() {
    return "Campus: set up one-time password";
  }
}
