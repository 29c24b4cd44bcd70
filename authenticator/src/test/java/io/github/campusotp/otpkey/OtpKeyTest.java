package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.credential.OTPCredentialModel;

class OtpKeyTest {
  /** "12345678901234567890", the key of RFC 6238, appendix B. */
  private static final OTPCredentialModel KEY =
      OTPCredentialModel.createTOTP(
          "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 8, 30, "HmacSHA1", "BASE32");

  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void aCodeIsGoodAtItsOwnTimeStepOnly(long seconds, String code) {
    LongPredicate good = OtpKey.stepsOf(KEY, code);
    long step = seconds / 30;
    assertThat(good.test(step)).isTrue();
    assertThat(good.test(step - 1)).isFalse();
    assertThat(good.test(step + 1)).isFalse();
    assertThat(OtpKey.stepsOf(KEY, code.substring(1)).test(step)).isFalse();
  }
}
