package io.github.campusotp.otpkey;

import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.AttestationObject;
import java.util.Optional;
import org.keycloak.common.util.Base64Url;
import org.keycloak.models.UserModel;

/**
 * What a device tells of a passkey that it has made (WebAuthn Level 2, 6.5). Keycloak has checked
 * that it is for this server and this sign-on.
 *
 * @param credentialId as browsers name it: Base64url
 * @param isVerified whether the device has verified its user
 */
record NewPasskey(String credentialId, boolean isVerified) {

  /**
   * @param attestation as a browser sent it and Keycloak took it
   */
  static NewPasskey read(String attestation) {
    AttestationObject made =
        new AttestationObjectConverter(new ObjectConverter())
            .convert(Base64Url.decode(attestation));
    return new NewPasskey(
        Base64Url.encode(made.getAuthenticatorData().getAttestedCredentialData().getCredentialId()),
        made.getAuthenticatorData().isFlagUV());
  }

  /** Its id in Keycloak; empty where it was not stored. */
  Optional<String> idOf(UserModel user) {
    return Passkeys.idOf(user, credentialId);
  }
}
