package io.github.campusotp.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignOnRequestTest {
  private static final URI ENDPOINT =
      URI.create("https://sso.example/realms/a%20b/protocol/openid-connect/auth");
  private static final URI RETURN = URI.create("https://sso.example/realms/a%20b/mfa");

  @Test
  void asksForACodeThatNobodyCanRedeem() {
    SignOnRequest request = SignOnRequest.of("setup");

    URI address =
        request.address(
            ENDPOINT, "mfa-management", RETURN, Map.of("kc_action", "campus-otp-setup"));

    assertThat(address.toString()).startsWith(ENDPOINT + "?");
    Map<String, String> query = query(address);
    assertThat(query)
        .containsEntry("response_type", "code")
        .containsEntry("scope", "openid")
        .containsEntry("client_id", "mfa-management")
        .containsEntry("redirect_uri", RETURN.toString())
        .containsEntry("state", request.state())
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("kc_action", "campus-otp-setup")
        .hasSize(8);
    assertThat(query.get("code_challenge")).hasSize(43).isNotEqualTo(request.state());
  }

  @Test
  void isNeverTheSameTwice() {
    SignOnRequest one = SignOnRequest.of("setup");
    SignOnRequest other = SignOnRequest.of("setup");

    assertThat(one.state()).hasSize(43).isNotEqualTo(other.state());
    assertThat(challenge(one)).isNotEqualTo(challenge(one));
  }

  @Test
  void writesValuesSoThatTheyStayValues() {
    URI address =
        SignOnRequest.of("test")
            .address(ENDPOINT, "c", RETURN, Map.of("ui_locales", "ja&prompt=none#x"));

    assertThat(query(address)).containsEntry("ui_locales", "ja&prompt=none#x").hasSize(8);
    assertThat(address.getFragment()).isNull();
  }

  @Test
  void isFoundAgainInItsCookie() {
    SignOnRequest request = SignOnRequest.of("show");

    assertThat(SignOnRequest.ofCookie(request.toCookie())).contains(request);
    assertThat(request.isAnsweredBy(request.state())).isTrue();
  }

  @Test
  void isNotAnsweredByAnotherState() {
    SignOnRequest request = SignOnRequest.of("show");

    assertThat(request.isAnsweredBy(null)).isFalse();
    assertThat(request.isAnsweredBy("")).isFalse();
    assertThat(request.isAnsweredBy(request.state() + "x")).isFalse();
    assertThat(request.isAnsweredBy(SignOnRequest.of("show").state())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".show", "show", "{}", "%"})
  void isNothingInACookieOfAnotherShape(String cookie) {
    assertThat(SignOnRequest.ofCookie(cookie)).isEmpty();
  }

  private static String challenge(SignOnRequest request) {
    return query(request.address(ENDPOINT, "c", RETURN, Map.of())).get("code_challenge");
  }

  private static Map<String, String> query(URI address) {
    return Arrays.stream(address.getRawQuery().split("&"))
        .map(parameter -> parameter.split("=", 2))
        .collect(
            Collectors.toMap(
                parameter -> parameter[0],
                parameter -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
  }
}
