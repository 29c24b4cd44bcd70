package io.github.campusotp.mailcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.SecretGenerator;

class MailedCodeTest {
  private static final Instant SENT = Instant.parse("2026-04-01T00:00:00Z");
  private static final String AUDIENCE = "user session tab campus-otp-setup recovery a@example.net";

  @ParameterizedTest
  @CsvSource({"0, false", "1799, false", "1800, true", "1801, true"})
  void isGoodForHalfAnHourAndNoLonger(int seconds, boolean expired) {
    assertThat(code("012345").isExpired(SENT.plusSeconds(seconds))).isEqualTo(expired);
  }

  @Test
  void isRightForItsDigitsWithTheirLeadingZeros() {
    assertThat(code("012345").matches("012345", AUDIENCE)).isTrue();
    assertThat(code("000000").matches("000000", AUDIENCE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"012346", "12345", "0123450", "", "112345"})
  void isWrongForOthers(String typed) {
    assertThat(code("012345").matches(typed, AUDIENCE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other session tab campus-otp-setup recovery a@example.net",
        "user other tab campus-otp-setup recovery a@example.net",
        "user session other campus-otp-setup recovery a@example.net",
        "user session tab campus-otp-show recovery a@example.net",
        "user session tab campus-otp-setup new a@example.net",
        "user session tab campus-otp-setup recovery b@example.net",
      })
  void isWrongForAnyOtherPersonSignOnActionAndMailbox(String audience) {
    assertThat(code("012345").matches("012345", audience)).isFalse();
  }

  @Test
  void itsNoteHoldsNoDigitsAndSaysNothingOfEqualOnes() {
    MailedCode code = code("012345");
    assertThat(MailedCode.fromNote(code.toNote())).contains(code);
    assertThat(MailedCode.fromNote(null)).isEmpty();
    assertThat(code.hash()).hasSize(64);
    assertThat(code.toNote()).doesNotContain("012345");
    assertThat(MailedCode.of("012345", "other", AUDIENCE, SENT, 1800).hash())
        .isNotEqualTo(code.hash());
  }

  /** 60,000 digits: each about 6,000 times in each place; a bound no honest source ever leaves. */
  @Test
  void digitsAreUniformLeadingZerosToo() {
    int[][] counts = new int[6][10];
    for (int i = 0; i < 60_000; i++) {
      String digits = MailedCode.randomDigits(SecretGenerator.getInstance(), 6);
      assertThat(TypedCode.isDigits(digits, 6)).isTrue();
      for (int place = 0; place < 6; place++) {
        counts[place][digits.charAt(place) - '0']++;
      }
    }
    for (int[] place : counts) {
      for (int count : place) {
        assertThat(count).isBetween(5_300, 6_700);
      }
    }
  }

  private static MailedCode code(String digits) {
    return MailedCode.of(digits, "salt", AUDIENCE, SENT, 1800);
  }
}
