package io.github.campusotp.recovery;

import io.github.campusotp.keycloak.ActionConfig;
import io.github.campusotp.keycloak.InitiatedAction;
import io.github.campusotp.keycloak.StatelessAction;
import io.github.campusotp.mailcode.CodeProof;
import io.github.campusotp.mailcode.Purpose;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Registers the recovery address: it counts once a code that was mailed to it came back. A user who
 * has one already proves the old mailbox first.
 */
public final class RecoveryAddressAction extends StatelessAction {
  public static final String ID = "campus-recovery-address";

  @Override
  public InitiatedActionSupport initiatedActionSupport() {
    return InitiatedActionSupport.SUPPORTED;
  }

  @Override
  protected void show(RequiredActionContext context) {
    FirstEnrolment.show(context);
    Optional<String> old = RecoveryAddress.of(context.getRealm(), context.getUser());
    if (!endsElsewhere(context, old)) {
      context.challenge(page(context, old));
    }
  }

  /** A sign-on demands no more than an address, even one registered in another tab. */
  private static boolean endsElsewhere(RequiredActionContext context, Optional<String> old) {
    boolean ends = old.isPresent() && !InitiatedAction.isRequestedDirectly(context);
    if (ends) {
      context.success();
    }
    return ends;
  }

  private static Response page(RequiredActionContext context, Optional<String> old) {
    AddressChange change = new AddressChange(context, old);
    Optional<CodeProof> ofOld = change.missingProofOfOld();
    if (ofOld.isPresent()) {
      return ofOld.get().page();
    }
    Optional<Refusal> refusal = old.isPresent() ? Optional.empty() : FirstAddress.refusal(context);
    if (refusal.isPresent()) {
      return refusal.get().page(context, Purpose.ADDRESS, false);
    }
    return change.typed().map(change::proofOfNew).map(CodeProof::page).orElseGet(change::emptyForm);
  }

  @Override
  protected void take(RequiredActionContext context) {
    FirstEnrolment.show(context);
    Optional<String> old = RecoveryAddress.of(context.getRealm(), context.getUser());
    if (endsElsewhere(context, old)) {
      return;
    }
    AddressChange change = new AddressChange(context, old);
    if (change.isOvertaken()) {
      context.form().setInfo("campusAddressOvertaken");
      context.challenge(page(context, old));
      return;
    }
    Optional<CodeProof> ofOld = change.missingProofOfOld();
    Optional<String> typed = change.typed();
    MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
    if (form.containsKey("back")) {
      back(context, old);
    } else if (ofOld.isPresent()) {
      context.challenge(ofOld.get().answer().orElseGet(() -> page(context, old)));
    } else if (old.isEmpty() && FirstAddress.refusal(context).isPresent()) {
      context.challenge(page(context, old));
    } else if (typed.isEmpty()) {
      context.challenge(change.take(form.getFirst(AddressForm.FIELD)));
    } else {
      answerFromNew(context, change, typed.get());
    }
  }

  private static void answerFromNew(
      RequiredActionContext context, AddressChange change, String typed) {
    Optional<Response> next = change.proofOfNew(typed).answer();
    if (next.isPresent()) {
      context.challenge(next.get());
    } else {
      change.store(typed);
      context.success();
    }
  }

  /**
   * From the code page of a new address, goes back to its field. Elsewhere cancels, where the user
   * may.
   */
  private static void back(RequiredActionContext context, Optional<String> old) {
    Optional<Response> field = new AddressChange(context, old).retype();
    if (field.isPresent()) {
      context.challenge(field.get());
    } else if (InitiatedAction.isCancellable(context)) {
      InitiatedAction.cancel(context);
    } else {
      context.challenge(page(context, old));
    }
  }

  @Override
  public void validateConfig(
      KeycloakSession session, RealmModel realm, RequiredActionConfigModel model) {
    super.validateConfig(session, realm, model);
    RecoveryConfig.validate(new ActionConfig(model));
  }

  @Override
  public List<ProviderConfigProperty> getConfigMetadata() {
    return Stream.concat(RecoveryProperties.all().stream(), MAX_AUTH_AGE_CONFIG_PROPERTIES.stream())
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
}
