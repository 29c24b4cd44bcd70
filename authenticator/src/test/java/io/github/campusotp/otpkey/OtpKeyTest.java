package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.dto.OTPCredentialData;
import org.keycloak.models.utils.TimeBasedOTP;

/** The key that is stored is the key that the app is given. */
class OtpKeyTest {
  /** The secret of RFC 6238, appendix B, in Base32. */
  private static final SetupKey RFC = new SetupKey("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

  @Test
  void theSecretIsKeptAsTheBytesThatTheAppReadsFromIt() {
    assertThat(OtpKey.from(realm(6), RFC).getDecodedSecret())
        .isEqualTo("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void digitsPeriodAndAlgorithmAreTheRealms() {
    OTPCredentialData data = OtpKey.from(realm(6), SetupKey.random()).getOTPCredentialData();
    assertThat(data.getSubType()).isEqualTo("totp");
    assertThat(data.getDigits()).isEqualTo(6);
    assertThat(data.getPeriod()).isEqualTo(30);
    assertThat(data.getAlgorithm()).isEqualTo("HmacSHA1");
    assertThat(data.getSecretEncoding()).isEqualTo("BASE32");
  }

  @ParameterizedTest(name = "{0} s: {1}")
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130",
  })
  void keycloakFindsTheCodesOfRfc6238Right(long seconds, String code) {
    OTPCredentialModel key = OtpKey.from(realm(8), RFC);
    OTPCredentialData data = key.getOTPCredentialData();
    TimeBasedOTP totp =
        new TimeBasedOTP(data.getAlgorithm(), data.getDigits(), data.getPeriod(), 0);
    Calendar then = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
    then.setTimeInMillis(seconds * 1000);
    totp.setCalendar(then);
    assertThat(totp.validateTOTP(code, key.getDecodedSecret())).isTrue();
  }

  private static RealmModel realm(int digits) {
    OTPPolicy policy = new OTPPolicy("totp", "HmacSHA1", 0, digits, 1, 30);
    return (RealmModel)
        Proxy.newProxyInstance(
            OtpKeyTest.class.getClassLoader(),
            new Class<?>[] {RealmModel.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getOTPPolicy")) {
                return policy;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
