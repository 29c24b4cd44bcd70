package io.github.campusotp.otpkey;

import io.github.campusotp.keycloak.InitiatedAction;
import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.mailcode.TypedCode;
import io.github.campusotp.recovery.FirstEnrolment;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.OTPCredentialModel;

/** The set-up behind the mailed code: last confirmation, key, first code, end. */
final class KeySetup {
  /** Ends it, and goes on with backup codes. */
  private static final String BACKUP = "backup";

  /** What the key page's button says, and the one that confirms it. */
  private static final Set<String> END = Set.of("done", "yes", BACKUP);

  private final OtpSetupAction action;
  private final RequiredActionContext context;
  private final NewKey newKey;
  private final boolean owed;
  private final boolean first;

  KeySetup(OtpSetupAction action, RequiredActionContext context) {
    this.action = action;
    this.context = context;
    this.newKey = new NewKey(context);
    this.owed = OwedKey.is(context.getAuthenticationSession());
    this.first = FirstEnrolment.is(context.getAuthenticationSession());
  }

  Response page() {
    return newKey
        .shown()
        .map(this::keyPage)
        .orElseGet(
            () ->
                action
                    .form(context)
                    .setAttribute("campusPending", firstCodeRequired())
                    .createForm("campus-confirm.ftl"));
  }

  private Response keyPage(OTPCredentialModel key) {
    if (newKey.isAdopted()) {
      KeyReport.shown(context, key.getId());
    }
    return new KeyPage(context, key).page(action.form(context), newKey.isPending());
  }

  private boolean firstCodeRequired() {
    return owed || SetupConfig.of(context.getRealm()).firstCodeRequired();
  }

  /**
   * @param form what was sent from {@link #page()}
   */
  void process(MultivaluedMap<String, String> form) {
    Optional<OTPCredentialModel> key = newKey.shown();
    String confirm = Objects.requireNonNullElse(form.getFirst("confirm"), "");
    if (key.isEmpty()) {
      if (confirm.equals("confirm")) {
        newKey.make(action.purpose(context)).ifPresent(this::issue);
      }
      context.challenge(page());
    } else if (END.contains(confirm) && !newKey.isPending() && !owed) {
      end(confirm);
    } else if (form.containsKey("otp")) {
      tryFirstCode(key.get(), form.getFirst("otp"));
    } else {
      context.challenge(page());
    }
  }

  private void issue(SetupKey key) {
    if (firstCodeRequired()) {
      newKey.hold(key);
    } else {
      String id = store(OtpKey.from(context.getRealm(), key));
      if (first && !InitiatedAction.isRequested(context)) {
        UnconfirmedKey.mark(context.getSession(), context.getUser(), id);
      }
    }
  }

  /** A newcomer is asked first whether all is set up: without it nothing opens off campus. */
  private void end(String confirm) {
    if (confirm.equals("yes") || confirm.equals(BACKUP) || !first) {
      UnconfirmedKey.confirm(context.getSession(), context.getUser());
      if (confirm.equals(BACKUP) && BackupCodesAction.isOn(context.getRealm())) {
        new NewBackupCodes(context).make();
        context.getAuthenticationSession().addRequiredAction(BackupCodesAction.ID);
      }
      context.success();
    } else {
      context.challenge(action.form(context).createForm("campus-attention.ftl"));
    }
  }

  private void tryFirstCode(OTPCredentialModel key, String typed) {
    boolean pending = newKey.isPending();
    KeyPage page = new KeyPage(context, key);
    Optional<String> problem = page.problemOf(typed);
    if (problem.isEmpty()) {
      UnconfirmedKey.confirm(context.getSession(), context.getUser());
    }
    if (problem.isPresent() || !pending) {
      context.challenge(page.tried(action.form(context), problem, pending));
      return;
    }
    store(key);
    if (owed) {
      OwedKey.settle(context, key, TypedCode.normalise(typed));
    }
    context.success();
  }

  private String store(OTPCredentialModel key) {
    String id = newKey.store(key, action.subject(context));
    context.getUser().removeRequiredAction(OtpSetupAction.ID); // done, if the page is just closed
    Purpose purpose = action.purpose(context);
    KeyReport.event(context, purpose)
        .event(EventType.UPDATE_CREDENTIAL)
        .detail(Details.CREDENTIAL_ID, id)
        .success();
    KeyReport.notice(context, purpose);
    return id;
  }
}
