package io.github.campusotp.mailcode;

import io.github.campusotp.limit.RateLimit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.models.KeycloakSession;

/** The limits that may keep a user from the proof by a mailed code. */
public final class ProofLocks {
  private ProofLocks() {}

  /**
   * By what they limit.
   *
   * @param session of the running request
   * @param person id of the user
   * @param passwordSince since when they have their password, in milliseconds since 1970; 0 where
   *     Keycloak does not know
   * @param policy how much there may be
   */
  public static Map<String, RateLimit> of(
      KeycloakSession session, String person, long passwordSince, CodePolicy policy) {
    Map<String, RateLimit> limits = new LinkedHashMap<>();
    limits.put("mails", ProofLimits.mails(session, person, policy));
    limits.put("wrong-codes", ProofLimits.wrongCodes(session, person, policy));
    limits.put("wrong-codes-30-days", LastingCount.of(session, person, passwordSince, policy));
    return limits;
  }
}
