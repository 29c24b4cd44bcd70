package io.github.campusotp.otpkey;

import io.github.campusotp.keycloak.ActionConfig;
import io.github.campusotp.keycloak.InitiatedAction;
import io.github.campusotp.keycloak.SignOnRestart;
import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.recovery.FirstEnrolment;
import io.github.campusotp.recovery.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Sets up the key, or issues it again: mailed code, last confirmation, key. A new key replaces all
 * others, at once or, where the first code is required, once that code is right.
 */
public final class OtpSetupAction extends KeyAction {
  public static final String ID = "campus-otp-setup";

  /**
   * Whether a user may have a key at all.
   *
   * @return false for users barred by the realm's configuration, such as contractors
   */
  public static boolean mayHaveKey(RealmModel realm, UserModel user) {
    return !SetupConfig.of(realm).bars(realm, user);
  }

  @Override
  Purpose purpose(RequiredActionContext context) {
    return new NewKey(context)
        .purpose()
        .orElseGet(
            () -> OtpKey.of(context.getUser()).isPresent() ? Purpose.REISSUE : Purpose.SETUP);
  }

  @Override
  String subject(RequiredActionContext context) {
    return new NewKey(context).subject(super.subject(context));
  }

  @Override
  Optional<Refusal> refusal(RequiredActionContext context) {
    return mayHaveKey(context.getRealm(), context.getUser())
        ? Optional.empty()
        : Optional.of(Refusal.BARRED);
  }

  /** A sign-on does not wait for a key that the user may not have: they are told, and go on. */
  @Override
  boolean mayGoOnRefused(RequiredActionContext context) {
    return !isOwed(context)
        && !InitiatedAction.isCancellable(context)
        && refusal(context).isPresent();
  }

  /** What is owed stays owed, whatever became of the list of actions. */
  @Override
  public void evaluateTriggers(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    if (isDemanded(context) && OtpKey.of(context.getUser()).isEmpty()) {
      FirstEnrolment.begin(signOn);
    }
    if (isOwed(context)) {
      undo(context);
      signOn.addRequiredAction(ID);
    }
    if (!new Introduction(context).comesBeforeAddress()) {
      super.evaluateTriggers(context);
    }
  }

  private static boolean isOwed(RequiredActionContext context) {
    return OwedKey.is(context.getAuthenticationSession());
  }

  private static boolean isDemanded(RequiredActionContext context) {
    return context.getUser().getRequiredActionsStream().anyMatch(ID::equals);
  }

  /**
   * A second key would take the place of the one that another tab has just shown. Where the sign-on
   * waits for a code, it begins again, and asks for one of that key. A first enrolment goes on with
   * that key until the user has confirmed it.
   */
  @Override
  boolean endsElsewhere(RequiredActionContext context) {
    if (OtpKey.of(context.getUser()).isEmpty() || new NewKey(context).shown().isPresent()) {
      return false;
    }
    if (isOwed(context)) {
      context.challenge(Response.seeOther(SignOnRestart.address(context)).build());
      return true;
    }
    if (!FirstEnrolment.is(context.getAuthenticationSession()) || isDemanded(context)) {
      return false;
    }
    if (UnconfirmedKey.is(context.getUser())) {
      new NewKey(context).adopt();
      return false;
    }
    context.success();
    return true;
  }

  @Override
  Response page(RequiredActionContext context) {
    return new KeySetup(this, context).page();
  }

  @Override
  void process(RequiredActionContext context, MultivaluedMap<String, String> form) {
    new KeySetup(this, context).process(form);
  }

  @Override
  public void validateConfig(
      KeycloakSession session, RealmModel realm, RequiredActionConfigModel model) {
    super.validateConfig(session, realm, model);
    SetupConfig.validate(new ActionConfig(model));
  }

  @Override
  public List<ProviderConfigProperty> getConfigMetadata() {
    return Stream.concat(SetupProperties.all().stream(), MAX_AUTH_AGE_CONFIG_PROPERTIES.stream())
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
