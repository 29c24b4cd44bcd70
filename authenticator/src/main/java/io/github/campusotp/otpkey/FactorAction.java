package io.github.campusotp.otpkey;

import io.github.campusotp.keycloak.InitiatedAction;
import io.github.campusotp.recovery.RecoveryAddress;
import org.keycloak.authentication.RequiredActionContext;

/**
 * An action that gives a user another second factor beside the key. A second factor that was given
 * in this sign-on does for the mailed code.
 */
abstract class FactorAction extends KeyAction {

  @Override
  boolean isProvedOtherwise(RequiredActionContext context) {
    return GivenFactor.is(context);
  }

  /** A sign-on does not wait for what its user cannot do: they are told, and go on. */
  @Override
  boolean mayGoOnRefused(RequiredActionContext context) {
    boolean reachable =
        isProvedOtherwise(context)
            || RecoveryAddress.of(context.getRealm(), context.getUser()).isPresent();
    return !InitiatedAction.isCancellable(context) && (!reachable || refusal(context).isPresent());
  }
}
