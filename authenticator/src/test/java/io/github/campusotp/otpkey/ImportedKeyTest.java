package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.FakeKeycloak;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.OTPCredentialModel;

class ImportedKeyTest {
  private static final String SECRET = "GEZDGNBVGY3TQOJQ";

  private final RealmModel realm = new FakeKeycloak().realm().model();

  @ParameterizedTest
  @CsvSource({
    "GEZDGNBVGY3TQOJQ,                                              6, 30, HmacSHA1",
    "gezd gnbv gy3t qojq,                                           6, 30, HmacSHA1",
    "' GEZD-GNBV-GY3T-QOJQ=== ',                                    6, 30, HmacSHA1",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ,                      6, 30, HmacSHA1",
    "otpauth://totp/公立 太郎?issuer=a%26b&secret=gezdgnbvgy3tqojq,   6, 30, HmacSHA1",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=8&period=60,   8, 60, HmacSHA1",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&algorithm=SHA256,     6, 30, HmacSHA256",
    "OTPAUTH://TOTP/x?SECRET=GEZDGNBVGY3TQOJQ,                      6, 30, HmacSHA1",
    "otpauth://totp/x?algorithm=HmacSHA512&secret=GEZDGNBVGY3TQOJQ, 6, 30, HmacSHA512",
  })
  void isReadAsItIsWritten(String text, int digits, int period, String algorithm) {
    assertThat(ImportedKey.of(realm, text, Map.of()))
        .isEqualTo(new ImportedKey(SECRET, digits, period, algorithm));
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                            the secret is no Base32",
    "GEZDGNBVGY3TQOJ1,                              the secret is no Base32",
    "GEZDGNBVGY3TQOJ,                               the secret is shorter than 80 bits",
    "GEZDGNBVGY3TQOJQG,                             the secret lacks a character",
    "GEZDGNBVGY3TQOJQGEZ,                           the secret lacks a character",
    "GEZDGNBVGY3TQOJQGEZDGN,                        the secret lacks a character",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ%ZZ,   the URI has a stray %",
    "otpauth://totp/x,                              the secret is no Base32",
    "otpauth://totp/x?secret=,                      the secret is no Base32",
    "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ,      the key goes by a counter; only totp is taken",
  })
  void whatIsWrongIsSaid(String text, String what) {
    assertThatThrownBy(() -> ImportedKey.of(realm, text, Map.of())).hasMessage(what);
  }

  @ParameterizedTest
  @CsvSource({
    "digits,    5,     digits is 6 to 8",
    "digits,    9,     digits is 6 to 8",
    "digits,    six,   digits is a number",
    "digits,    -6,    digits is a number",
    "period,    14,    period is 15 to 120 seconds",
    "period,    121,   period is 15 to 120 seconds",
    "period,    99999, period is a number",
    "algorithm, MD5,   'algorithm is SHA1, SHA256 or SHA512'",
  })
  void whatIsSaidOfItMustBeRight(String name, String value, String what) {
    assertThatThrownBy(() -> ImportedKey.of(realm, SECRET, new HashMap<>(Map.of(name, value))))
        .hasMessage(what);
  }

  @ParameterizedTest
  @CsvSource({"200, true", "202, false"})
  void aSecretHasALength(int length, boolean taken) {
    String secret = "A".repeat(length);
    if (taken) {
      assertThat(ImportedKey.of(realm, secret, Map.of()).secret()).isEqualTo(secret);
    } else {
      assertThatThrownBy(() -> ImportedKey.of(realm, secret, Map.of()))
          .hasMessage("the secret is longer than 1000 bits");
    }
  }

  /** In a realm of another policy: a URI says what it does not say by leaving it out. */
  @Test
  void whatIsNotSaidIsTheRealmsOrTheUris() {
    FakeKeycloak keycloak = new FakeKeycloak();
    keycloak.realm().setOtpPolicy(new OTPPolicy("totp", "HmacSHA256", 0, 8, 1, 60));
    RealmModel other = keycloak.realm().model();
    assertThat(ImportedKey.of(other, SECRET, Map.of()))
        .isEqualTo(new ImportedKey(SECRET, 8, 60, "HmacSHA256"));
    assertThat(ImportedKey.of(other, "otpauth://totp/x?secret=" + SECRET, Map.of()))
        .isEqualTo(new ImportedKey(SECRET, 6, 30, "HmacSHA1"));
    assertThatThrownBy(
            () -> ImportedKey.of(other, "otpauth://totp/x?secret=" + SECRET, Map.of("digits", "8")))
        .hasMessage("digits, period and algorithm stand in the URI, not beside it");
  }

  @ParameterizedTest
  @CsvSource({
    "GEZDGNBVGY3TQOJQ, 6, 30, true",
    "GEZDGNBVGY3TQOJA, 6, 30, false",
    "GEZDGNBVGY3TQOJQ, 8, 30, false",
    "GEZDGNBVGY3TQOJQ, 6, 60, false",
  })
  void isAnotherKeyWhereAnythingDiffers(String secret, int digits, int period, boolean same) {
    OTPCredentialModel present =
        OTPCredentialModel.createTOTP(secret, digits, period, "HmacSHA1", "BASE32");
    assertThat(ImportedKey.of(realm, SECRET, Map.of()).isOf(present)).isEqualTo(same);
  }
}
