package io.github.campusotp.otpkey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The last step of a key at which a code was accepted (RFC 6238, 5.2). */
@Entity
@Table(name = LastStep.TABLE)
public class LastStep {
  static final String TABLE = "CAMPUS_OTP_LAST_STEP";

  @Id
  @Column(name = "CREDENTIAL_ID")
  private String credential;

  @Column(name = "LAST_STEP", nullable = false)
  private long step;

  /** For JPA. */
  protected LastStep() {}

  /**
   * Of a key with no accepted code before.
   *
   * @param credential the key's id, in Keycloak or in a federation
   * @param step of its first one
   */
  LastStep(String credential, long step) {
    this.credential = credential;
    this.step = step;
  }
}
