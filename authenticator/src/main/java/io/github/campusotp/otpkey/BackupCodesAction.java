package io.github.campusotp.otpkey;

import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.recovery.FirstAddress;
import io.github.campusotp.recovery.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.RealmModel;

/**
 * Makes backup codes, behind the mailed code or a second factor that was given in this sign-on; and
 * says how many are left, when one was used.
 */
public final class BackupCodesAction extends FactorAction {
  public static final String ID = "campus-backup-codes";

  @Override
  Purpose purpose(RequiredActionContext context) {
    return Purpose.BACKUP;
  }

  /** They stand in for something. */
  @Override
  Optional<Refusal> refusal(RequiredActionContext context) {
    return FirstAddress.hasFactor(context.getUser())
        ? Optional.empty()
        : Optional.of(Refusal.NO_KEY);
  }

  /** To see what is shown, or said, needs no proof again. */
  @Override
  boolean isProvedOtherwise(RequiredActionContext context) {
    return super.isProvedOtherwise(context)
        || new NewBackupCodes(context).areShown()
        || BackupCodesOffer.isOpen(context);
  }

  /** Whether the realm has the action: codes that it does not show would be lost. */
  static boolean isOn(RealmModel realm) {
    return isOn(realm, ID);
  }

  @Override
  public void evaluateTriggers(RequiredActionContext context) {
    BackupCodesOffer.open(context);
    super.evaluateTriggers(context);
  }

  @Override
  Response page(RequiredActionContext context) {
    Optional<Response> made = new NewBackupCodes(context).page(form(context));
    return made.or(() -> BackupCodesOffer.page(context, form(context)))
        .orElseGet(() -> form(context).createForm("campus-confirm.ftl"));
  }

  @Override
  void process(RequiredActionContext context, MultivaluedMap<String, String> form) {
    NewBackupCodes codes = new NewBackupCodes(context);
    boolean offered = BackupCodesOffer.isOpen(context);
    if ("done".equals(form.getFirst("confirm")) && (codes.areShown() || offered)) {
      codes.forget();
      context.success();
      return;
    }
    if ("confirm".equals(form.getFirst("confirm"))) {
      BackupCodesOffer.close(context);
      if (!offered || super.isProvedOtherwise(context)) {
        codes.make();
      }
    }
    context.challenge(currentPage(context));
  }

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getDisplayText() {
    return "Campus: backup codes";
  }
}
