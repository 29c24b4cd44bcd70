package io.github.campusotp.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import io.github.campusotp.fuzz.Fuzzed;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whatever a browser sends back or asks for, the request of a sign-on stays what it is. */
class SiteFuzzTest {
  private static final URI SITE = URI.create("https://sso.example/realms/a%20b/mfa");

  @Fuzzed
  void a_cookie_is_a_request_or_nothing(
      @NotNull @WithUtf8Length(max = 200) String cookie,
      @NotNull @WithUtf8Length(max = 200) String answered) {
    Optional<SignOnRequest> request = SignOnRequest.ofCookie(cookie);
    request.ifPresent(
        read -> {
          assertThat(read.toCookie()).isEqualTo(cookie);
          assertThat(read.state()).isNotEmpty().doesNotContain(".");
          assertThat(read.isAnsweredBy(answered)).isEqualTo(read.state().equals(answered));
        });
    assertThat(request.isPresent()).isEqualTo(cookie.indexOf('.') > 0);
  }

  @Fuzzed
  void what_goes_into_a_request_stays_in_its_parameter(
      @NotNull @WithUtf8Length(max = 200) String client,
      @NotNull @WithUtf8Length(max = 200) String language) {
    URI address =
        SignOnRequest.of("setup").address(SITE, client, SITE, Map.of("ui_locales", language));
    assertThat(address.toString()).startsWith(SITE + "?").matches("[\\x21-\\x7E]+");
    assertThat(Stream.of(address.getRawQuery().split("&")).map(pair -> pair.split("=", 2)))
        .hasSize(8)
        .filteredOn(pair -> pair[0].matches("client_id|ui_locales"))
        .extracting(pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8))
        .containsExactly(client, language);
  }
}
