package io.github.campusotp.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search of the log is neither blind nor afraid of numbers. */
class SecretsTest {
  private static final String LINE = "2026-04-01 10:00:00,000 DEBUG [org.example] (executor-1) ";

  private final Secrets secrets = new Secrets();

  SecretsTest() {
    secrets.password("pw-0b6f3c1e-5a0c-4a3e-9d0c-8f1f6f0a2b3c");
    secrets.password("本パスワード-x1f2e3d4c");
    secrets.password("wrong");
    secrets.key("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    secrets.code(
        "493027",
        LocalDateTime.parse("2026-04-01T10:00:00").atZone(ZoneId.systemDefault()).toInstant());
    secrets.code("12345");
    secrets.code("page");
    secrets.code(
        "900000",
        LocalDateTime.parse("2026-04-01T10:00:00").atZone(ZoneId.systemDefault()).toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "made 493027",
        "made 493027.",
        "otp=493027&login=login",
        "otp%3D493027%26login",
        "{\"otp\":\"493027\"}",
        "{\\\"otp\\\":\\u0022493027\\u0022}",
        "Your code is\\r\\n493027\\r\\n",
        "used: 7d0b62a4-0d4f-4cf1-8d0e-3b6c12345678.493027",
        "used: 7d0b62a4-0d4f-4cf1-8d0e-112233445566.493027",
        "key ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
        "a key that nobody saw: 765432ZYXWVUTSRQPONMLKJIHGFEDCBA",
        "key=ABCD+EFGH+IJKL+MNOP+QRST+UVWX+YZ23+4567",
        "key ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567",
        "uri otpauth://totp/",
        "uri otpauth%3A%2F%2Ftotp%2F",
        "password=pw-0b6f3c1e-5a0c-4a3e-9d0c-8f1f6f0a2b3c&login",
        "password 本パスワード-x1f2e3d4c",
        "password=%E6%9C%AC%E3%83%91%E3%82%B9%E3%83%AF%E3%83%BC%E3%83%89-x1f2e3d4c&login",
        "a1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef 1775005200",
      })
  void finds(String message) throws IOException {
    assertThat(secrets.in(new StringReader(LINE + message)))
        .singleElement()
        .asString()
        .contains(message.substring(0, 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "every 900000 ms",
        "after 0.493027 s",
        "after 493027.5 ms",
        "at 10:00:00.493027",
        "4930271 bytes",
        "id a493027",
        "id 493027b",
        "12345",
        "wrong page",
        "user x1f2e3d4c",
        "key ABCDEFGHIJKLMNOPQRSTUVWXYZ23456",
        "ABCD EFGH",
        "pw-0b6f3c1e-5a0c-4a3e-9d0c-8f1f6f0a2b3d",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      })
  void passesOver(String message) throws IOException {
    assertThat(secrets.in(new StringReader(LINE + message))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"09:57:59,999", "10:02:00,001"})
  void aCodeThatNobodyHasIsANumber(String time) throws IOException {
    String log = LINE.replace("10:00:00,000", time) + "493027\n\tat 493027\n";
    assertThat(secrets.in(new StringReader(log))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"09:58:00,000", "10:02:00,000"})
  void aCodeAtHandCountsInTheLinesBelowToo(String time) throws IOException {
    String log = LINE.replace("10:00:00,000", time) + "493027\n\tat 493027\n";
    assertThat(secrets.in(new StringReader(log))).hasSize(2);
  }

  @Test
  void aTextWithoutTimesIsSearchedForAllCodes() throws IOException {
    assertThat(secrets.in(new StringReader("[{\"time\":1,\"otp\":\"493027\"}]"))).hasSize(1);
  }
}
