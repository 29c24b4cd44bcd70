package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.FakeUserSession;
import io.github.campusotp.fake.OneSecond;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.Profile;
import org.keycloak.common.util.Time;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.credential.OTPCredentialModel;

class VerifiedOtpTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));
  private final OTPCredentialModel key = user.giveKey("key", 1000);
  private final FakeAuthenticationSession signOn = signOn();

  @AfterEach
  void timeIsNow() {
    Time.setOffset(0);
  }

  @Nested
  class Holds {
    @ParameterizedTest
    @CsvSource({
      "0, 0, true",
      "1000000, 0, true",
      "0, 60, true",
      "59, 60, true",
      "60, 60, true",
      "61, 60, false",
      "1, 1, true",
      "2, 1, false",
      "0, -1, false",
      "-5, -1, false",
      "-5, 60, true",
    })
    void forSoManySeconds(int age, int maxAge, boolean holds) {
      boolean result =
          OneSecond.within(
              () -> {
                VerifiedOtp.mark(signOn.model(), key, "123456");
                Time.setOffset(age);
                return VerifiedOtp.isFresh(session(user).model(), maxAge);
              });
      assertThat(result).isEqualTo(holds);
    }

    @Test
    void nothingWithoutAMark() {
      assertThat(VerifiedOtp.isFresh(session(user).model(), 0)).isFalse();
      assertThat(VerifiedOtp.at(session(user).model())).isEmpty();
    }

    @Test
    void nothingOnceForgotten() {
      VerifiedOtp.mark(signOn.model(), key, "123456");
      VerifiedOtp.forget(signOn.model());
      assertThat(VerifiedOtp.isFresh(session(user).model(), 0)).isFalse();
      assertThat(VerifiedOtp.at(session(user).model())).isEmpty();
    }

    @Test
    void forThePresentKeyAlone() {
      VerifiedOtp.mark(signOn.model(), key, "123456");
      user.giveKey("key2", 2000);
      assertThat(VerifiedOtp.isFresh(session(user).model(), 0)).isFalse();
      assertThat(VerifiedOtp.at(session(user).model())).isPresent();
    }

    /** An id that begins like another is another. */
    @Test
    void forAKeyWithExactlyThatId() {
      OTPCredentialModel longer = new FakeUser("taro").giveKey("key-of-taro", 1000);
      VerifiedOtp.mark(signOn.model(), longer, "123456");
      assertThat(VerifiedOtp.isFresh(session(user).model(), 0)).isFalse();
    }

    @Test
    void inASessionThatJoinsAnother() {
      VerifiedOtp.mark(signOn.model(), key, "123456");
      FakeUserSession first = session(user);
      FakeAuthenticationSession joining = signOn();
      VerifiedOtp.inherit(joining.model(), first.model());
      FakeUserSession joined = new FakeUserSession("joined", user, joining);
      assertThat(VerifiedOtp.isFresh(joined.model(), 0)).isTrue();
      assertThat(VerifiedOtp.at(joined.model())).isEqualTo(VerifiedOtp.at(first.model()));
    }
  }

  @Test
  void tellsWhenToTheSecond() {
    Instant at =
        OneSecond.within(
            () -> {
              Time.setOffset(1000);
              VerifiedOtp.mark(signOn.model(), key, "123456");
              return VerifiedOtp.at(session(user).model())
                  .orElseThrow()
                  .minusSeconds(Time.currentTimeMillis() / 1000);
            });
    assertThat(at).isEqualTo(Instant.EPOCH);
  }

  @Nested
  class Outdated {
    @ParameterizedTest
    @CsvSource({
      "none, same, false",
      "none, replaced, false",
      "none, deleted, false",
      "marked, same, false",
      "marked, replaced, true",
      "marked, deleted, true",
      "forgotten, same, false",
      "forgotten, replaced, false",
      "forgotten, deleted, false",
    })
    void isAMarkWhoseKeyIsGone(String mark, String change, boolean outdated) {
      if (!mark.equals("none")) {
        VerifiedOtp.mark(signOn.model(), key, "123456");
      }
      if (mark.equals("forgotten")) {
        VerifiedOtp.forget(signOn.model());
      }
      if (!change.equals("same")) {
        user.takeKeys();
      }
      if (change.equals("replaced")) {
        user.giveKey("next-key", 2000);
      }
      assertThat(VerifiedOtp.isOutdated(signOn.model(), user)).isEqualTo(outdated);
    }
  }

  /** A code that started a session of the user does not start another one. */
  @Nested
  class Used {
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void isACodeOfAnyAcceptedStep(int step) {
      assertThat(isUsedAfter(step, 0)).isTrue();
    }

    /** The clock of the device is one step ahead or behind at the most. */
    @ParameterizedTest
    @CsvSource({
      "0, 30, true",
      "0, 60, false",
      "1, 60, true",
      "1, 90, false",
      "-1, 30, false",
      "2, 0, false"
    })
    void isACodeAsLongAsItIsAccepted(int step, int later, boolean used) {
      assertThat(isUsedAfter(step, later)).isEqualTo(used);
    }

    @Test
    void isNoCodeOfAnotherStep() {
      String code = FakeUser.code(0);
      startSession(user, code);
      assertThat(isUsed(FakeUser.code(1))).isFalse();
      assertThat(isUsed(code)).isTrue();
    }

    @Test
    void isNoCodeOfAnotherUsersSession() {
      startSession(new FakeUser("taro"), FakeUser.code(0));
      assertThat(isUsed(FakeUser.code(0))).isFalse();
    }

    @Test
    void isNoCodeOfAnOlderKey() {
      String code = FakeUser.code(0);
      startSession(user, code);
      OTPCredentialModel next = user.giveKey("next-key", 2000);
      assertThat(VerifiedOtp.isUsed(keycloak.session(), user, next, code)).isFalse();
    }

    @Test
    void isNoneWhereTheRealmLetsCodesBeUsedAgain() {
      startSession(user, FakeUser.code(0));
      keycloak.realm().setOtpPolicy(new OTPPolicy("totp", "HmacSHA1", 0, 6, 1, 30, true));
      assertThat(isUsed(FakeUser.code(0))).isFalse();
    }

    @Test
    void isNoneWhereSessionsAreNotInTheDatabase() {
      startSession(user, FakeUser.code(0));
      Profile.init(
          Profile.ProfileName.DEFAULT, Map.of(Profile.Feature.PERSISTENT_USER_SESSIONS, false));
      assertThat(isUsed(FakeUser.code(0))).isFalse();
    }

    @Test
    void isNoneOfAKeyThatCounts() {
      OTPCredentialModel counting =
          OTPCredentialModel.createHOTP(FakeUser.SECRET, 6, 7, "HmacSHA1");
      counting.setId("counting");
      VerifiedOtp.mark(signOn.model(), counting, "162583");
      keycloak.add(session(user));
      assertThat(VerifiedOtp.isUsed(keycloak.session(), user, counting, "162583")).isFalse();
    }

    @Test
    void isNoneBeforeAnySession() {
      assertThat(isUsed(FakeUser.code(0))).isFalse();
      keycloak.add(session(user));
      assertThat(isUsed(FakeUser.code(0))).isFalse();
    }

    private boolean isUsedAfter(int step, int later) {
      return OneSecond.within(
          () -> {
            String code = FakeUser.code(step);
            startSession(user, code);
            Time.setOffset(later);
            return isUsed(code);
          });
    }

    private void startSession(FakeUser whose, String code) {
      VerifiedOtp.mark(signOn.model(), key, code);
      keycloak.add(session(whose));
    }

    private boolean isUsed(String code) {
      return VerifiedOtp.isUsed(keycloak.session(), user, key, code);
    }
  }

  private FakeAuthenticationSession signOn() {
    return new FakeAuthenticationSession(keycloak.realm(), "root", "tab");
  }

  private FakeUserSession session(FakeUser whose) {
    return new FakeUserSession("session", whose, signOn);
  }
}
