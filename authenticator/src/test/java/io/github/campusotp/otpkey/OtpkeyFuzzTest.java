package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import io.github.campusotp.fuzz.Fuzzed;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.credential.dto.OTPCredentialData;

/** Whatever the university and its people are called, an app is given the key as it is. */
class OtpkeyFuzzTest {
  @Fuzzed
  void a_name_never_gets_out_of_its_place_in_the_key_s_uri(
      @NotNull @WithUtf8Length(max = 200) String issuer,
      @NotNull @WithUtf8Length(max = 200) String account) {
    OTPCredentialData settings = new OTPCredentialData("totp", 6, 0, 30, "HmacSHA1", null);
    URI uri = URI.create(new SetupKey("JBSWY3DPEHPK3PXP").uri(issuer, account, settings));
    List<String> label =
        Stream.of(uri.getRawPath().substring(1).split(":", -1))
            .map(OtpkeyFuzzTest::decoded)
            .toList();
    assertThat(label).containsExactly(issuer, account);
    assertThat(Stream.of(uri.getRawQuery().split("&")).map(OtpkeyFuzzTest::decoded))
        .containsExactly(
            "secret=JBSWY3DPEHPK3PXP",
            "issuer=" + issuer,
            "algorithm=SHA1",
            "digits=6",
            "period=30");
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }
}
