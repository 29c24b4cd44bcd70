package io.github.campusotp.otpkey;

import io.github.campusotp.keycloak.InitiatedAction;
import io.github.campusotp.keycloak.StatelessAction;
import io.github.campusotp.mailcode.ProofScope;
import io.github.campusotp.mailcode.Purpose;
import io.github.campusotp.recovery.FirstAddress;
import io.github.campusotp.recovery.FirstEnrolment;
import io.github.campusotp.recovery.RecoveryAddress;
import io.github.campusotp.recovery.RecoveryAddressAction;
import io.github.campusotp.recovery.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.forms.login.LoginFormsProvider;

/**
 * An action that touches the key. It first checks eligibility, then asks for the mailed code, and
 * only then does its work. It asks for that code itself, so that there is no way into it past the
 * code.
 */
abstract class KeyAction extends StatelessAction {

  /** What the user is about to do. */
  abstract Purpose purpose(RequiredActionContext context);

  /** The key that the proof is about. */
  String subject(RequiredActionContext context) {
    return OtpKey.idOf(context.getUser()).orElse(ProofScope.NO_KEY);
  }

  /** Why this user cannot do it; empty if they can. */
  abstract Optional<Refusal> refusal(RequiredActionContext context);

  /** Whether something else in this sign-on does for the mailed code. */
  boolean isProvedOtherwise(RequiredActionContext context) {
    return false;
  }

  /** The page once the mailed code was right. */
  abstract Response page(RequiredActionContext context);

  /** What was sent from that page. */
  abstract void process(RequiredActionContext context, MultivaluedMap<String, String> form);

  @Override
  public final InitiatedActionSupport initiatedActionSupport() {
    return InitiatedActionSupport.SUPPORTED;
  }

  /**
   * Ends the action if what the sign-on waits for was done meanwhile, elsewhere.
   *
   * @return whether it did
   */
  boolean endsElsewhere(RequiredActionContext context) {
    return false;
  }

  /** Whether a user who is not eligible may skip this action. */
  boolean mayGoOnRefused(RequiredActionContext context) {
    return false;
  }

  /** A user without a recovery address registers one first, where that is allowed and needed. */
  @Override
  public void evaluateTriggers(RequiredActionContext context) {
    if (InitiatedAction.isPending(context, getId())
        && !isProvedOtherwise(context)
        && RecoveryAddress.of(context.getRealm(), context.getUser()).isEmpty()
        && refusal(context).isEmpty()
        && FirstAddress.mayBeRegistered(context)) {
      InitiatedAction.requireFirst(context, RecoveryAddressAction.ID, getId());
    }
  }

  @Override
  protected final void show(RequiredActionContext context) {
    FirstEnrolment.show(context);
    Introduction.tell(context);
    if (!endsElsewhere(context)) {
      context.challenge(currentPage(context));
    }
  }

  @Override
  protected final void take(RequiredActionContext context) {
    FirstEnrolment.show(context);
    Introduction.tell(context);
    if (endsElsewhere(context)) {
      return;
    }
    MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
    if (form.containsKey("confirm") && mayGoOnRefused(context)) {
      context.success();
    } else if (form.containsKey("back") && InitiatedAction.isCancellable(context)) {
      InitiatedAction.cancel(context);
    } else if (barrier(context).isPresent()) {
      context.challenge(currentPage(context));
    } else {
      takeAllowed(context, form);
    }
  }

  private void takeAllowed(RequiredActionContext context, MultivaluedMap<String, String> form) {
    Introduction introduction = new Introduction(context);
    Optional<Response> elsewhere = introduction.turn(form);
    Optional<KeyProof> proof = proof(context);
    if (elsewhere.isPresent()) {
      context.challenge(elsewhere.get());
    } else if (isProvedOtherwise(context)) {
      process(context, form);
    } else if (introduction.isDue() || Introduction.isTurn(form) || proof.isEmpty()) {
      context.challenge(currentPage(context));
    } else if (proof.get().isGiven()) {
      process(context, form);
    } else {
      context.challenge(proof.get().answer().orElseGet(() -> currentPage(context)));
    }
  }

  /** The page that is due: why it is refused, the mailed code, or the work. */
  final Response currentPage(RequiredActionContext context) {
    Optional<Refusal> barrier = barrier(context);
    if (barrier.isPresent()) {
      return refused(context, barrier.get());
    }
    Introduction introduction = new Introduction(context);
    if (introduction.isDue()) {
      return introduction.page(form(context));
    }
    if (isProvedOtherwise(context)) {
      return page(context);
    }
    return proof(context)
        .map(proof -> proof.isGiven() ? page(context) : proof.page())
        .orElseGet(() -> refused(context, Refusal.NO_ADDRESS));
  }

  private Optional<Refusal> barrier(RequiredActionContext context) {
    return refusal(context).or(() -> GuardedKey.refusal(context));
  }

  private Response refused(RequiredActionContext context, Refusal reason) {
    OwedKey.tell(context);
    return reason.page(context, purpose(context), mayGoOnRefused(context));
  }

  private Optional<KeyProof> proof(RequiredActionContext context) {
    return KeyProof.of(context, purpose(context), subject(context));
  }

  final LoginFormsProvider form(RequiredActionContext context) {
    return context
        .form()
        .setAttribute("campusAction", purpose(context).word())
        .setAttribute("campusBackupCodes", BackupCodesAction.isOn(context.getRealm()))
        .setAttribute("campusCanCancel", InitiatedAction.isCancellable(context));
  }
}
