package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeDatabase;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.OneSecond;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.common.util.Time;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.credential.OTPCredentialModel;

/** Codes are good once. */
class UsedCodeTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final OTPCredentialModel key = new FakeUser("hanako").giveKey("key", 1000);

  /** The clock of the device is one step ahead or behind at the most. */
  @ParameterizedTest
  @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
  void areTakenWhereTheyAreRightNow(int step, boolean right) {
    assertThat(OneSecond.within(() -> takeInAnew(step))).isEqualTo(right);
  }

  private boolean takeInAnew(int step) {
    return UsedCode.take(new FakeKeycloak().session(), key, FakeUser.code(step));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 30", "1, 1, 60", "1, 0, 0", "0, -1, 0", "-1, -1, 0"})
  void areRefusedOnceTheyOrALaterOneWereTaken(int first, int second, int later) {
    boolean taken =
        OneSecond.within(
            () -> {
              FakeKeycloak anew = new FakeKeycloak();
              String next = FakeUser.code(second);
              assertThat(UsedCode.take(anew.session(), key, FakeUser.code(first))).isTrue();
              Time.setOffset(later);
              return UsedCode.take(anew.session(), key, next);
            });
    assertThat(taken).isFalse();
  }

  @Test
  void ofAKeyThatCountsAreTakenOnceToo() {
    OTPCredentialModel counting = OTPCredentialModel.createHOTP(FakeUser.SECRET, 6, 7, "HmacSHA1");
    counting.setId("counting");
    assertThat(UsedCode.take(keycloak.session(), counting, "162583")).isTrue();
    assertThat(UsedCode.take(keycloak.session(), counting, "162583")).isFalse();
  }

  @Test
  void areKeycloaksAloneWhereTheRealmLetsThemBeUsedAgain() {
    keycloak.realm().setOtpPolicy(new OTPPolicy("totp", "HmacSHA1", 0, 6, 1, 30, true));
    String code = FakeUser.code(0);
    assertThat(UsedCode.take(keycloak.session(), key, code)).isTrue();
    assertThat(UsedCode.take(keycloak.session(), key, code)).isTrue();
    assertThat(FakeDatabase.rows(keycloak.session())).isZero();
  }

  @AfterEach
  void timeIsNow() {
    Time.setOffset(0);
  }

  @Test
  void removedKeysLeaveNoRow() {
    FakeUser user = keycloak.add(new FakeUser("hanako"));
    OTPCredentialModel own = user.giveKey("key", 1000);
    assertThat(UsedCode.take(keycloak.session(), own, FakeUser.code(0))).isTrue();
    assertThat(FakeDatabase.rows(keycloak.session())).isOne();
    OtpKey.remove(keycloak.session(), user);
    assertThat(FakeDatabase.rows(keycloak.session())).isZero();
  }
}
