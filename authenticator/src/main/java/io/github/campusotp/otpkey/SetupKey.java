package io.github.campusotp.otpkey;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.dto.OTPCredentialData;
import org.keycloak.models.utils.Base32;

/**
 * What an authenticator app is given.
 *
 * @param secret Base32 (RFC 4648) without padding
 */
record SetupKey(String secret) {
  /** 160 bits, the length of SHA-1's output: RFC 4226, 4, R6. */
  private static final int BYTES = 20;

  static SetupKey random() {
    return new SetupKey(Base32.encode(SecretGenerator.getInstance().randomBytes(BYTES)));
  }

  /** The key of a credential, in whatever encoding it is stored: Keycloak's own are plain text. */
  static SetupKey of(OTPCredentialModel key) {
    return new SetupKey(Base32.encode(key.getDecodedSecret()));
  }

  /** For reading aloud: in groups of four. */
  List<String> groups() {
    return List.of(secret.split("(?<=\\G.{4})"));
  }

  /**
   * The URI that apps take from a QR code ("Key Uri Format").
   *
   * @param issuer name of the entry in the app
   * @param account whose entry it is
   * @param settings type, digits, algorithm, and period or counter
   */
  String uri(String issuer, String account, OTPCredentialData settings) {
    boolean timed = OtpKey.isTimed(settings);
    return "otpauth://%s/%s:%s?secret=%s&issuer=%s&algorithm=%s&digits=%d&%s=%d"
        .formatted(
            settings.getSubType(),
            encode(issuer),
            encode(account),
            secret,
            encode(issuer),
            settings.getAlgorithm().replace("Hmac", ""),
            settings.getDigits(),
            timed ? "period" : "counter",
            timed ? settings.getPeriod() : settings.getCounter());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
