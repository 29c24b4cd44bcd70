package io.github.campusotp.recovery;

import io.github.campusotp.keycloak.InitiatedAction;
import io.github.campusotp.mailcode.Purpose;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.keycloak.authentication.RequiredActionContext;

/** Why an action cannot go on. */
public enum Refusal {
  /** The realm allows this user no key. */
  BARRED,
  /** There is no key to show or to delete. */
  NO_KEY,
  /** The key came from elsewhere, and is not shown. */
  HIDDEN_KEY,
  /** There is no recovery address, and none can be registered. */
  NO_ADDRESS,
  /** A code of the present key comes first, and none was given. */
  SECOND_FACTOR,
  /** A first address can be registered on campus only. */
  OFF_CAMPUS;

  /** What the page calls it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The page that says so. Without another way out it offers to begin the sign-on anew.
   *
   * @param context of the action
   * @param purpose what the user wanted
   * @param canGoOn whether the sign-on can go on without the action
   */
  public Response page(RequiredActionContext context, Purpose purpose, boolean canGoOn) {
    boolean canCancel = InitiatedAction.isCancellable(context);
    return context
        .form()
        .setAttribute("campusAction", purpose.word())
        .setAttribute("campusReason", word())
        .setAttribute("campusUsername", context.getUser().getUsername())
        .setAttribute("campusCanGoOn", canGoOn)
        .setAttribute("campusCanCancel", canCancel)
        .setAttribute("campusStuck", !canGoOn && !canCancel)
        .createForm("campus-refused.ftl");
  }
}
