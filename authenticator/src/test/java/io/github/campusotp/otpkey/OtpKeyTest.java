package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRealm;
import io.github.campusotp.fake.FakeUser;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.common.util.Time;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.dto.OTPCredentialData;

/** The key that is stored is the key that the app is given. */
class OtpKeyTest {
  private static final OTPPolicy POLICY = new OTPPolicy("totp", "HmacSHA1", 0, 8, 1, 30);

  /** RFC 6238, appendix B. */
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  private static final OTPCredentialModel KEY =
      OtpKey.from(realm(), new SetupKey("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));

  @Test
  void theSecretIsKeptAsTheBytesThatTheAppReadsFromIt() {
    assertThat(KEY.getDecodedSecret()).isEqualTo(SECRET);
  }

  @Test
  void digitsPeriodAndAlgorithmAreTheRealms() {
    OTPCredentialData data = KEY.getOTPCredentialData();
    assertThat(data.getSubType()).isEqualTo("totp");
    assertThat(data.getDigits()).isEqualTo(POLICY.getDigits());
    assertThat(data.getPeriod()).isEqualTo(POLICY.getPeriod());
    assertThat(data.getAlgorithm()).isEqualTo(POLICY.getAlgorithm());
  }

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

  @Test
  void aKeyOfTimeIsGoodOneStepEitherSide() {
    long before = OtpKey.now(KEY);
    LongStream accepted = OtpKey.acceptedSteps(realm(), KEY);
    long now = before == OtpKey.now(KEY) ? before : before + 1;
    assertThat(accepted.boxed()).containsExactly(now - 1, now, now + 1);
  }

  /** Codes from RFC 4226, appendix D. */
  @Test
  void aKeyThatCountsIsGoodFromItsCounterOn() {
    OTPCredentialModel counting =
        OTPCredentialModel.createHOTP(
            new String(SECRET, StandardCharsets.US_ASCII), 6, 7, "HmacSHA1");
    Map<String, Boolean> good =
        Map.of("287922", false, "162583", true, "399871", true, "520489", false);
    good.forEach(
        (code, expected) ->
            assertThat(
                    OtpKey.acceptedSteps(realm(), counting)
                        .anyMatch(OtpKey.stepsOf(counting, code)))
                .as(code)
                .isEqualTo(expected));
  }

  @Test
  void aNewKeyTakesThePlaceOfEveryOther() {
    FakeUser user = new FakeUser("hanako");
    user.giveKey("old", 1000);
    user.giveKey("older", 500);
    long before = Time.currentTimeMillis();
    String id =
        OtpKey.replace(new FakeKeycloak().session(), user, OtpKey.from(realm(), SetupKey.random()));
    assertThat(user.credentialManager().getStoredCredentialsByTypeStream("otp")).hasSize(1);
    OTPCredentialModel stored = OtpKey.of(user).orElseThrow();
    assertThat(stored.getId()).isEqualTo(id);
    assertThat(stored.getCreatedDate()).isBetween(before, Time.currentTimeMillis());
  }

  private static RealmModel realm() {
    FakeRealm realm = new FakeRealm();
    realm.setOtpPolicy(POLICY);
    return realm.model();
  }
}
