package io.github.campusotp.e2e.server;

import com.bastiaanjansen.otp.SecretGenerator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A key as Keycloak stores it.
 *
 * @param secret in Base32
 * @param data how codes come of it
 */
public record OtpCredential(String secret, ObjectNode data) {
  /** Of 160 random bits, in Base32. */
  public static String newSecret() {
    return new String(SecretGenerator.generate(160), StandardCharsets.US_ASCII);
  }

  /** With the realm's own policy. */
  static OtpCredential of(String secret) {
    ObjectNode data =
        JsonNodeFactory.instance
            .objectNode()
            .put("subType", "totp")
            .put("digits", 6)
            .put("counter", 0)
            .put("period", 30)
            .put("algorithm", "HmacSHA1")
            .put("secretEncoding", "BASE32");
    return new OtpCredential(secret, data);
  }

  /** As the admin API takes it: with JSON in JSON. */
  Map<String, Object> representation() {
    ObjectNode secretData = JsonNodeFactory.instance.objectNode().put("value", secret);
    return Map.of(
        "type", "otp", "credentialData", data.toString(), "secretData", secretData.toString());
  }
}
