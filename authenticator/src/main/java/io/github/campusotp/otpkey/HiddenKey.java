package io.github.campusotp.otpkey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.keycloak.models.KeycloakSession;

/**
 * A key that is not shown to its user: it stands in a device that they have, or had, elsewhere.
 * Kept here and not with the user, whose label and attributes others may change.
 */
@Entity
@Table(name = "CAMPUS_OTP_HIDDEN_KEY")
public class HiddenKey {
  @Id
  @Column(name = "CREDENTIAL_ID")
  private String credential;

  /** For JPA. */
  protected HiddenKey() {}

  private HiddenKey(String credential) {
    this.credential = credential;
  }

  /**
   * @param session of the running request
   * @param credential the key's id
   */
  static boolean is(KeycloakSession session, String credential) {
    return KeyTables.entities(session).find(HiddenKey.class, credential) != null;
  }

  /** Hides a key that was just stored. */
  static void mark(KeycloakSession session, String credential) {
    KeyTables.entities(session).persist(new HiddenKey(credential));
  }
}
