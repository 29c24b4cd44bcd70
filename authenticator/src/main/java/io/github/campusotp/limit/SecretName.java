package io.github.campusotp.limit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.keycloak.crypto.KeyUse;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A name in the shared store that no client can compute. The store has one name space for all that
 * Keycloak keeps there, and faults let clients delete entries by name (CVE-2026-4325).
 */
final class SecretName {
  private static final String ALGORITHM = "HmacSHA256";

  private SecretName() {}

  /**
   * The name by the key with which the realm signs for itself. Once an administrator replaces that
   * key, counts begin anew.
   *
   * @param session of the running request
   * @param name that others may know
   */
  static String of(KeycloakSession session, String name) {
    RealmModel realm = session.getContext().getRealm();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(
          session
              .keys()
              .getActiveKey(realm, KeyUse.SIG, Constants.INTERNAL_SIGNATURE_ALGORITHM)
              .getSecretKey());
      return HexFormat.of()
          .formatHex(mac.doFinal((realm.getId() + "." + name).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
