package io.github.campusotp.otpkey;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.keycloak.InitiatedAction;
import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.recovery.Notice;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What a sign-on says of backup codes: that one was used, or that few are left. */
public final class BackupCodesOffer {
  private static final String USED = "campus-backup-codes.used";
  private static final String OPEN = "campus-backup-codes.offered";
  private static final String OPEN_NOW = "true";

  private BackupCodesOffer() {}

  /**
   * Remembers that one was used, and mails that to the user.
   *
   * @param session of the running request
   * @param signOn in which it was used
   * @param user whose it was
   */
  public static void used(
      KeycloakSession session, AuthenticationSessionModel signOn, UserModel user) {
    signOn.setAuthNote(USED, "true");
    int left = BackupCodes.of(session, user).map(BackupCodes::left).orElse(0);
    Notice.sendToEach(session, user, Purpose.BACKUP_USED, Map.of("campusLeft", left));
  }

  /** Puts the page before the end of the sign-on, once in it, where there is something to say. */
  static void open(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    if (signOn.getAuthNote(OPEN) == null && isDue(context)) {
      signOn.setAuthNote(OPEN, OPEN_NOW);
      signOn.addRequiredAction(BackupCodesAction.ID);
    }
  }

  /** After a use; and where few are left at the next sign-on with a second factor, once. */
  private static boolean isDue(RequiredActionContext context) {
    AuthenticationSessionModel signOn = context.getAuthenticationSession();
    if (signOn.getAuthNote(USED) != null) {
      return true;
    }
    return BackupCodes.of(context.getSession(), context.getUser())
        .filter(codes -> GivenFactor.is(context))
        .filter(codes -> codes.left() <= BackupCodes.FEW)
        .filter(codes -> !codes.isSaid(codes.left()))
        .isPresent();
  }

  /** Whether it is said now: not where the user wants new codes anyway. */
  static boolean isOpen(RequiredActionContext context) {
    return OPEN_NOW.equals(context.getAuthenticationSession().getAuthNote(OPEN))
        && !InitiatedAction.isRequested(context);
  }

  /** The user has decided. */
  static void close(RequiredActionContext context) {
    context.getAuthenticationSession().setAuthNote(OPEN, "false");
  }

  /**
   * The page; empty where there is nothing to say.
   *
   * @param form with what every page of the action has
   */
  static Optional<Response> page(RequiredActionContext context, LoginFormsProvider form) {
    if (!isOpen(context)) {
      return Optional.empty();
    }
    Optional<BackupCodes> codes = BackupCodes.of(context.getSession(), context.getUser());
    int left = codes.map(BackupCodes::left).orElse(0);
    codes.filter(few -> left <= BackupCodes.FEW).ifPresent(few -> few.say(left));
    return Optional.of(
        form.setAttribute("campusLeft", left)
            .setAttribute("campusFew", left <= BackupCodes.FEW)
            .setAttribute(
                "campusUsed", context.getAuthenticationSession().getAuthNote(USED) != null)
            .createForm("campus-backup-codes-left.ftl"));
  }
}
