package io.github.campusotp.otpkey;

import io.github.campusotp.keycloak.InitiatedAction;
import io.github.campusotp.recovery.FirstAddress;
import io.github.campusotp.recovery.FirstEnrolment;
import io.github.campusotp.recovery.RecoveryAddress;
import io.github.campusotp.recovery.RecoveryAddressAction;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The page before a first key: what it is for, in which steps, and off campus why just now. The
 * management site has a page of its own in its place.
 */
final class Introduction {
  private static final String BEGIN = "begin";
  private static final String BACK = "back";
  private static final String READ = "campus-otp-setup.introduced";

  private final RequiredActionContext context;
  private final AuthenticationSessionModel signOn;
  private final boolean owed;

  Introduction(RequiredActionContext context) {
    this.context = context;
    this.signOn = context.getAuthenticationSession();
    this.owed = OwedKey.is(signOn);
  }

  /** Tells the pages of an action whether they lead back to this one. */
  static void tell(RequiredActionContext context) {
    context.form().setAttribute("campusCanReturn", new Introduction(context).isPart());
  }

  /** Whether this set-up has the page, and its key is not made yet: until then one may return. */
  private boolean isPart() {
    boolean first = FirstEnrolment.is(signOn) && !InitiatedAction.isRequested(context);
    return context.getAction().equals(OtpSetupAction.ID)
        && (owed || first)
        && OtpKey.of(context.getUser()).isEmpty()
        && new NewKey(context).shown().isEmpty();
  }

  /** Whether the page is to be shown now: a user who can go no further is told that instead. */
  boolean isDue() {
    return isPart()
        && signOn.getAuthNote(READ) == null
        && (hasAddress() || FirstAddress.mayBeRegistered(context));
  }

  /** Whether even the recovery address waits for it: a service is left for reasons not yet told. */
  boolean comesBeforeAddress() {
    return isDue() && owed && !FirstEnrolment.is(signOn);
  }

  /** Whether a button was pressed that turns pages and does nothing else. */
  static boolean isTurn(MultivaluedMap<String, String> form) {
    return form.containsKey(BEGIN) || form.containsKey(BACK);
  }

  /**
   * Takes what was sent: the introduction is read, or to be shown again.
   *
   * @return where to go in place of this action's next page: the recovery address comes first
   */
  Optional<Response> turn(MultivaluedMap<String, String> form) {
    if (form.containsKey(BACK)) {
      signOn.removeAuthNote(READ);
    } else if (form.containsKey(BEGIN) && isDue()) {
      signOn.setAuthNote(READ, "true");
      return hasAddress() ? Optional.empty() : Optional.of(toAddress());
    }
    return Optional.empty();
  }

  private Response toAddress() {
    InitiatedAction.requireFirst(context, RecoveryAddressAction.ID, OtpSetupAction.ID);
    return AuthenticationManager.redirectToRequiredActions(
        context.getSession(),
        context.getRealm(),
        signOn,
        context.getUriInfo(),
        RecoveryAddressAction.ID);
  }

  private boolean hasAddress() {
    return RecoveryAddress.of(context.getRealm(), context.getUser()).isPresent();
  }

  Response page(LoginFormsProvider form) {
    OwedKey.tell(context);
    return form.setAttribute("campusUsername", context.getUser().getUsername())
        .setAttribute("campusNextPage", nextPage())
        .createForm("campus-introduction.ftl");
  }

  private String nextPage() {
    if (!hasAddress()) {
      return "address";
    }
    return FirstAddress.wasRegistered(context) ? "confirm" : "code";
  }
}
