package io.github.campusotp.limit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The last step of a credential that was taken: of a key the time step of a code (RFC 6238, 5.2),
 * of a pass or a backup code the use.
 */
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
   * Of a credential with none taken before.
   *
   * @param credential its id, in Keycloak or in a federation
   * @param step of its first one
   */
  LastStep(String credential, long step) {
    this.credential = credential;
    this.step = step;
  }
}
