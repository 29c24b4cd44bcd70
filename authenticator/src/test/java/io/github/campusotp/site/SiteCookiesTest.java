package io.github.campusotp.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a site leaves in the browser: for itself alone, unseen by scripts, and taken once. */
class SiteCookiesTest {
  private static final SignOnRequest REQUEST = new SignOnRequest("state", "setup");

  private final FakeKeycloak keycloak = new FakeKeycloak();

  @ParameterizedTest
  @CsvSource({"request, CAMPUS_SITE_REQUEST, state.setup, -1", "flash, CAMPUS_SITE_FLASH,, 60"})
  void areForTheSiteAlone(String kind, String name, String value, int age) {
    SiteCookies cookies = with(FakeRequest.from("198.51.100.1"));
    if (kind.equals("flash")) {
      cookies.flash("done");
    } else {
      cookies.keep(REQUEST);
    }
    NewCookie cookie = keycloak.response().cookies().get(0);
    assertThat(cookie.getValue()).doesNotContain("done");
    assertThat(keycloak.response().cookies())
        .containsExactly(
            new NewCookie.Builder(name)
                .value(value == null ? cookie.getValue() : value)
                .path("/realms/omu/mfa")
                .maxAge(age)
                .httpOnly(true)
                .secure(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build());
  }

  @ParameterizedTest
  @CsvSource({
    "state.setup, state, true",
    "state.setup, other, false",
    "state.setup,, false",
    "other.setup, state, false",
    "setup, state, false",
    ", state, false",
  })
  void knowTheAnswerToTheirOwnRequest(String cookie, String answered, boolean known) {
    FakeRequest request = FakeRequest.from("198.51.100.1");
    if (cookie != null) {
      request.cookie("CAMPUS_SITE_REQUEST", cookie);
    }
    assertThat(with(request).takeRequest(answered).isPresent()).isEqualTo(known);
    assertThat(isTaken("CAMPUS_SITE_REQUEST")).isEqualTo(known);
  }

  @Test
  void giveAFlashOnce() {
    with(FakeRequest.from("198.51.100.1")).flash("done");
    String name = keycloak.response().cookies().get(0).getValue();
    assertThat(takeFlash(name)).contains("done");
    assertThat(isTaken("CAMPUS_SITE_FLASH")).isTrue();
    assertThat(takeFlash(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"done", "delete-success", ""})
  void giveNoFlashThatABrowserMadeUp(String madeUp) {
    assertThat(takeFlash(madeUp)).isEmpty();
  }

  private Optional<String> takeFlash(String cookie) {
    return with(FakeRequest.from("198.51.100.1").cookie("CAMPUS_SITE_FLASH", cookie)).takeFlash();
  }

  private SiteCookies with(FakeRequest request) {
    keycloak.request(request);
    return new SiteCookies(keycloak.session(), "/realms/omu/mfa");
  }

  private boolean isTaken(String name) {
    return keycloak.response().cookies().stream()
        .anyMatch(cookie -> cookie.getName().equals(name) && cookie.getMaxAge() == 0);
  }
}
