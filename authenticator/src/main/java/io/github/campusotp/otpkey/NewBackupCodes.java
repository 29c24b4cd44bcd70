package io.github.campusotp.otpkey;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.mailcode.Purpose;
import jakarta.ws.rs.core.Response;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The backup codes that a sign-on makes. It keeps them until its user goes on, so that the page can
 * be loaded anew; after that only their hashes are left.
 */
final class NewBackupCodes {
  private static final String CODES = "campus-backup-codes.shown";

  private final RequiredActionContext context;
  private final AuthenticationSessionModel signOn;

  NewBackupCodes(RequiredActionContext context) {
    this.context = context;
    this.signOn = context.getAuthenticationSession();
  }

  /** Whether they are, and still the user's. */
  boolean areShown() {
    String note = signOn.getAuthNote(CODES);
    return note != null
        && BackupCodes.idOf(context.getUser()).filter(id -> note.startsWith(id + " ")).isPresent();
  }

  /** Gives them to the user in place of those before, once in a sign-on. */
  void make() {
    if (areShown() || DoubleClick.is(context, "backup-codes")) {
      return;
    }
    KeycloakSession session = context.getSession();
    UserModel user = context.getUser();
    Optional<String> before = BackupCodes.idOf(user);
    List<String> codes = BackupCodes.give(session, user);
    String id = BackupCodes.idOf(user).orElseThrow();
    signOn.setAuthNote(CODES, id + " " + String.join(" ", codes));
    before.ifPresent(old -> VerifiedOtp.rename(signOn, old, id));
    user.removeRequiredAction(BackupCodesAction.ID); // done, if the page is just closed
    KeyReport.event(context, Purpose.BACKUP)
        .event(EventType.UPDATE_CREDENTIAL)
        .detail(Details.CREDENTIAL_TYPE, BackupCodes.TYPE)
        .detail(Details.CREDENTIAL_ID, id)
        .success();
    KeyReport.noticeToEach(context, Purpose.BACKUP);
  }

  void forget() {
    signOn.removeAuthNote(CODES);
  }

  /**
   * The page with them; empty where there are none.
   *
   * @param form with what every page of the action has
   */
  Optional<Response> page(LoginFormsProvider form) {
    if (!areShown()) {
      return Optional.empty();
    }
    List<String> note = List.of(signOn.getAuthNote(CODES).split(" "));
    return BackupCodes.of(context.getSession(), context.getUser())
        .map(
            codes ->
                form.setAttribute("campusUsername", context.getUser().getUsername())
                    .setAttribute("campusCodes", note.subList(1, note.size()))
                    .setAttribute("campusMade", new Date(codes.created()))
                    .createForm("campus-backup-codes.ftl"));
  }
}
