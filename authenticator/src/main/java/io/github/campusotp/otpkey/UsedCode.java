package io.github.campusotp.otpkey;

import io.github.campusotp.limit.UsedSteps;
import java.util.OptionalLong;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.OTPCredentialModel;

/** A code is good once, on all nodes (RFC 6238, 5.2). */
public final class UsedCode {
  private UsedCode() {}

  /**
   * Takes the step of a code. It stays taken, even if the sign-on fails later.
   *
   * @param session of the running request
   * @param key whose code it may be
   * @param code what was typed
   * @return false where the code is not right now, or its step or a later one was taken; true also
   *     where the realm lets codes be used again
   */
  public static boolean take(KeycloakSession session, OTPCredentialModel key, String code) {
    RealmModel realm = session.getContext().getRealm();
    if (realm.getOTPPolicy().isCodeReusable()) {
      return true;
    }
    OptionalLong step =
        OtpKey.acceptedSteps(realm, key).filter(OtpKey.stepsOf(key, code)).findFirst();
    return step.isPresent() && UsedSteps.take(session, key.getId(), step.getAsLong());
  }
}
