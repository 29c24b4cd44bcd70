package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.credential.dto.OTPCredentialData;
import org.keycloak.models.utils.Base32;

class SetupKeyTest {
  private static final OTPCredentialData TOTP =
      new OTPCredentialData("totp", 6, 0, 30, "HmacSHA1", "BASE32");

  @Test
  void has160RandomBitsInEightGroupsOfFour() {
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      SetupKey key = SetupKey.random();
      assertThat(key.secret()).matches("[A-Z2-7]{32}");
      assertThat(Base32.decode(key.secret())).hasSize(20);
      assertThat(key.groups()).hasSize(8).allMatch(group -> group.length() == 4);
      assertThat(String.join("", key.groups())).isEqualTo(key.secret());
      secrets.add(key.secret());
    }
    assertThat(secrets).hasSize(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c23a0001", "taro yamada", "a:b/c?d=e&f#g", "太郎"})
  void itsUriSaysIssuerAccountAndSettings(String account) {
    URI uri = URI.create(new SetupKey("GEZDGNBVGY3TQOJQ").uri("大阪公立大学", account, TOTP));
    assertThat(uri.getScheme()).isEqualTo("otpauth");
    assertThat(uri.getHost()).isEqualTo("totp");
    assertThat(uri.getPath()).isEqualTo("/大阪公立大学:" + account);
    assertThat(URLDecoder.decode(uri.getRawQuery(), StandardCharsets.UTF_8))
        .isEqualTo("secret=GEZDGNBVGY3TQOJQ&issuer=大阪公立大学&algorithm=SHA1&digits=6&period=30");
  }

  @Test
  void ofAKeyThatCountsItSaysTheNextCounter() {
    OTPCredentialData counting = new OTPCredentialData("hotp", 6, 7, 0, "HmacSHA256", "BASE32");
    assertThat(new SetupKey("GEZDGNBVGY3TQOJQ").uri("OMU", "c23a0001", counting))
        .isEqualTo(
            "otpauth://hotp/OMU:c23a0001"
                + "?secret=GEZDGNBVGY3TQOJQ&issuer=OMU&algorithm=SHA256&digits=6&counter=7");
  }
}
