package io.github.campusotp.otpkey;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.dto.OTPCredentialData;
import org.keycloak.models.utils.Base32;

/**
 * A key that its user has had elsewhere: in the system before this one, or as a hardware token.
 *
 * @param secret Base32 (RFC 4648) without padding
 * @param digits of a code
 * @param period seconds of a time step
 * @param algorithm of the HMAC, as Keycloak names it
 */
public record ImportedKey(String secret, int digits, int period, String algorithm) {
  /**
   * In Base32, 80 bits, as many systems made them. RFC 4226, 4, R6 wants 128; a user who has such a
   * key can reissue it.
   */
  private static final int SHORTEST = 16;

  private static final int LONGEST = 200;
  private static final Pattern URI = Pattern.compile("(?i)otpauth://(\\w+)/[^?]*\\?(.*)");
  private static final OTPPolicy URI_DEFAULTS = new OTPPolicy("totp", "HmacSHA1", 0, 6, 1, 30);

  /** So many characters, beyond full groups of eight, stand for no whole number of bytes. */
  private static final Set<Integer> CUT = Set.of(1, 3, 6);

  private static final Map<String, String> ALGORITHMS =
      Map.of("SHA1", "HmacSHA1", "SHA256", "HmacSHA256", "SHA512", "HmacSHA512");

  /**
   * Reads a key.
   *
   * @param realm whose OTP policy fills in what is not said beside a secret; a URI that does not
   *     say it means 6 digits, 30 seconds and SHA-1
   * @param text Base32 in any case, with or without spaces, dashes and padding, or a URI as apps
   *     take it ("Key Uri Format")
   * @param said {@code digits}, {@code period}, {@code algorithm}, as far as they are known
   * @throws IllegalArgumentException that says what is wrong, without the secret
   */
  public static ImportedKey of(RealmModel realm, String text, Map<String, String> said) {
    Matcher uri = URI.matcher(text.strip());
    if (uri.matches()) {
      require(
          uri.group(1).equalsIgnoreCase("totp"), "the key goes by a counter; only totp is taken");
      require(said.isEmpty(), "digits, period and algorithm stand in the URI, not beside it");
      Map<String, String> parameters = parameters(uri.group(2));
      return of(parameters.getOrDefault("secret", ""), parameters, URI_DEFAULTS);
    }
    return of(text, said, realm.getOTPPolicy());
  }

  private static ImportedKey of(String text, Map<String, String> said, OTPPolicy policy) {
    String secret = text.replaceAll("[\\s=-]", "").toUpperCase(Locale.ROOT);
    require(secret.matches("[A-Z2-7]+"), "the secret is no Base32");
    require(secret.length() >= SHORTEST, "the secret is shorter than 80 bits");
    require(!CUT.contains(secret.length() % 8), "the secret lacks a character");
    require(secret.length() <= LONGEST, "the secret is longer than 1000 bits");
    int digits = number(said, "digits", policy.getDigits());
    require(digits >= 6 && digits <= 8, "digits is 6 to 8");
    int period = number(said, "period", policy.getPeriod());
    require(period >= 15 && period <= 120, "period is 15 to 120 seconds");
    String algorithm = said.get("algorithm");
    String known =
        algorithm == null
            ? policy.getAlgorithm()
            : ALGORITHMS.get(algorithm.toUpperCase(Locale.ROOT).replaceAll("^HMAC|-", ""));
    require(known != null, "algorithm is SHA1, SHA256 or SHA512");
    return new ImportedKey(secret, digits, period, known);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : query.split("&")) {
      String[] parts = parameter.split("=", 2);
      if (parts.length == 2) {
        parameters.put(parts[0].toLowerCase(Locale.ROOT), decoded(parts[1]));
      }
    }
    return parameters;
  }

  /** The decoder's own message has a part of the text. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the URI has a stray %");
    }
  }

  private static int number(Map<String, String> said, String name, int otherwise) {
    String text = said.get(name);
    require(text == null || text.matches("\\d{1,4}"), name + " is a number");
    return text == null ? otherwise : Integer.parseInt(text);
  }

  private static void require(boolean right, String what) {
    if (!right) {
      throw new IllegalArgumentException(what);
    }
  }

  /** Whether a user has this very key. */
  public boolean isOf(OTPCredentialModel present) {
    OTPCredentialData settings = present.getOTPCredentialData();
    return MessageDigest.isEqual(Base32.decode(secret), present.getDecodedSecret())
        && OtpKey.isTimed(settings)
        && settings.getDigits() == digits
        && settings.getPeriod() == period
        && settings.getAlgorithm().equals(algorithm);
  }

  /**
   * Gives it to a user without a key, who then owes none.
   *
   * @param session of the running request
   * @param shown whether its user may see it later
   */
  public void give(KeycloakSession session, UserModel user, boolean shown) {
    OTPCredentialModel key =
        OTPCredentialModel.createTOTP(secret, digits, period, algorithm, "BASE32");
    String id = OtpKey.replace(session, user, key);
    if (!shown) {
      HiddenKey.mark(session, id);
    }
    user.removeRequiredAction(OtpSetupAction.ID);
  }
}
