package io.github.campusotp.otpkey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

/** The last step of a key at which a code was accepted (RFC 6238, 5.2). */
@Entity
@Table(name = "CAMPUS_OTP_LAST_STEP")
@NamedQuery(
    name = LastStep.ADVANCE,
    query = "update LastStep set step = :step where credential = :credential and step < :step")
public class LastStep {
  static final String ADVANCE = "campusOtpAdvanceLastStep";

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
