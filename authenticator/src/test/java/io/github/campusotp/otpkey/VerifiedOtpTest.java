package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.FakeUserSession;
import io.github.campusotp.fake.OneSecond;
import io.github.campusotp.pass.Pass;
import io.github.campusotp.pass.Terms;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.common.util.Time;
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
                VerifiedOtp.mark(signOn.model(), key.getId());
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
      VerifiedOtp.mark(signOn.model(), key.getId());
      VerifiedOtp.forget(signOn.model());
      assertThat(VerifiedOtp.isFresh(session(user).model(), 0)).isFalse();
      assertThat(VerifiedOtp.at(session(user).model())).isEmpty();
    }

    @Test
    void forThePresentKeyAlone() {
      VerifiedOtp.mark(signOn.model(), key.getId());
      user.giveKey("key2", 2000);
      assertThat(VerifiedOtp.isFresh(session(user).model(), 0)).isFalse();
      assertThat(VerifiedOtp.at(session(user).model())).isPresent();
    }

    /** An id that begins like another is another. */
    @Test
    void forAKeyWithExactlyThatId() {
      OTPCredentialModel longer = new FakeUser("taro").giveKey("key-of-taro", 1000);
      VerifiedOtp.mark(signOn.model(), longer.getId());
      assertThat(VerifiedOtp.isFresh(session(user).model(), 0)).isFalse();
    }

    /** Used up or over, as a code is; taken back or followed by another, no more. */
    @Test
    void forAPassAsLongAsItIsTheLast() {
      Pass.give(keycloak.session(), user, Terms.of(Duration.ofMinutes(10), 1, false));
      VerifiedOtp.mark(signOn.model(), Pass.idOf(user).orElseThrow());
      Time.setOffset(3600);
      assertThat(VerifiedOtp.isFresh(session(user).model(), 0)).isTrue();
      Pass.remove(keycloak.session(), user);
      assertThat(VerifiedOtp.isFresh(session(user).model(), 0)).isFalse();
    }

    @Test
    void noLongerForAPassOnceThereIsANewKey() {
      Pass.give(keycloak.session(), user, Terms.of(Duration.ofMinutes(10), 1, false));
      VerifiedOtp.mark(signOn.model(), Pass.idOf(user).orElseThrow());
      OtpKey.replace(
          keycloak.session(), user, OTPCredentialModel.createTOTP("k", 6, 30, "HmacSHA1"));
      assertThat(VerifiedOtp.isFresh(session(user).model(), 0)).isFalse();
      OtpKey.remove(keycloak.session(), user);
      assertThat(VerifiedOtp.isFresh(session(user).model(), 0)).as("nor without it").isFalse();
      assertThat(Pass.of(keycloak.session(), user)).isEmpty();
    }

    @Test
    void inASessionThatJoinsAnother() {
      VerifiedOtp.mark(signOn.model(), key.getId());
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
              VerifiedOtp.mark(signOn.model(), key.getId());
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
        VerifiedOtp.mark(signOn.model(), key.getId());
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

  private FakeAuthenticationSession signOn() {
    return new FakeAuthenticationSession(keycloak.realm(), "root", "tab");
  }

  private FakeUserSession session(FakeUser whose) {
    return new FakeUserSession("session", whose, signOn);
  }

  /** The level is that of the proof which is in force, not of one that it has replaced. */
  @Test
  void provesNoMoreThanItIs() {
    VerifiedOtp.mark(signOn.model(), "passkey", Proof.VERIFIED_PASSKEY);
    VerifiedOtp.mark(signOn.model(), key.getId());
    assertThat(signOn.model().getAuthNote("level-of-authentication")).isEqualTo("2");
  }
}
