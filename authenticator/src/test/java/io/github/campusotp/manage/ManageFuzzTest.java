package io.github.campusotp.manage;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import io.github.campusotp.fuzz.Fuzzed;
import io.github.campusotp.signin.ManagementAction;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whatever a browser sends back, the site takes its own words from it and nothing else. */
class ManageFuzzTest {
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
  void an_answer_is_one_of_the_site_s_own_words(
      @NotNull @WithUtf8Length(max = 80) String word,
      @NotNull @WithUtf8Length(max = 80) String how) {
    ActionResult.ofWord(word)
        .ifPresent(
            result ->
                assertThat(result.word())
                    .isEqualTo(word)
                    .matches("(setup|show|delete|address)-(success|cancelled|error)"));
    for (ManagementAction action : ManagementAction.values()) {
      assertThat(ActionResult.ofAnswer(action, word, how))
          .get()
          .extracting(ActionResult::how)
          .isIn("cancelled", "error");
      Optional<ActionResult> result = ActionResult.ofAnswer(action, how, null);
      assertThat(result.isPresent()).isEqualTo(how.matches("success|cancelled|error"));
      result.ifPresent(read -> assertThat(ActionResult.ofWord(read.word())).contains(read));
    }
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
