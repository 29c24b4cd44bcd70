package io.github.campusotp.mailcode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.common.util.SecretGenerator;

/**
 * One mailed code as it is kept: a salted hash (HMAC-SHA-256, RFC 2104) of the digits and their
 * audience, never the digits.
 *
 * @param salt random, and the code's name in the counters
 * @param hash of the digits and their audience, in hexadecimal
 * @param expiresAt epoch second from which it is refused
 */
record MailedCode(String salt, String hash, long expiresAt) {
  /**
   * @param digits what the mail says
   * @param salt random
   * @param audience user, sign-on, purpose and address: the code is good for these alone
   * @param now when it was made
   * @param lifetime seconds for which it is good
   */
  static MailedCode of(String digits, String salt, String audience, Instant now, int lifetime) {
    return new MailedCode(salt, hash(digits, salt, audience), now.getEpochSecond() + lifetime);
  }

  /** So many uniformly random digits; leading zeros stay. */
  static String randomDigits(SecretGenerator random, int digits) {
    return random.randomString(digits, SecretGenerator.DIGITS);
  }

  boolean isExpired(Instant now) {
    return now.getEpochSecond() >= expiresAt;
  }

  /** Compares in constant time; knows nothing of expiry and of tries. */
  boolean matches(String digits, String audience) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII),
        hash(digits, salt, audience).getBytes(StandardCharsets.US_ASCII));
  }

  String toNote() {
    return salt + " " + hash + " " + expiresAt;
  }

  /**
   * @param note what {@link #toNote()} gave, or null
   */
  static Optional<MailedCode> fromNote(String note) {
    return Optional.ofNullable(note)
        .map(text -> text.split(" "))
        .map(part -> new MailedCode(part[0], part[1], Long.parseLong(part[2])));
  }

  private static String hash(String digits, String salt, String audience) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal((digits + " " + audience).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
