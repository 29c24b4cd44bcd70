package io.github.campusotp.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.Fake;
import io.github.campusotp.fake.FakeBrowser;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequest;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.locale.LocaleUpdaterProvider;
import org.keycloak.models.UserModel;

/** When a site is there at all, and in which language. */
class SiteRequestTest {
  private static final URI SITE = URI.create("https://sso.example/realms/omu/mfa");

  private final FakeKeycloak keycloak = new FakeKeycloak();

  @Nested
  class Refusal {
    @ParameterizedTest
    @CsvSource({
      // client, realm enabled, TLS, address, status, message
      "enabled, true, true, 198.51.100.1,,",
      "enabled, true, false, 192.168.0.1,,",
      "enabled, true, false, 198.51.100.1, 403, httpsRequiredMessage",
      "enabled, false, true, 198.51.100.1, 403, realmNotEnabledMessage",
      "missing, true, true, 198.51.100.1, 404, clientNotFoundMessage",
      "disabled, true, true, 198.51.100.1, 404, clientDisabledMessage",
      "missing, false, false, 198.51.100.1, 403, httpsRequiredMessage",
    })
    void saysWhy(
        String client, boolean enabled, boolean tls, String place, Integer status, String message) {
      if (!client.equals("missing")) {
        keycloak.realm().client("site").setEnabled(client.equals("enabled"));
      }
      keycloak.realm().setEnabled(enabled);
      FakeRequest request = FakeRequest.from(place);
      keycloak.request(tls ? request : request.overHttp());
      Response refusal = site().refusal().orElse(null);
      assertThat(refusal == null ? null : refusal.getStatus()).isEqualTo(status);
      if (refusal != null) {
        assertThat(FakePage.in(refusal).errors()).containsExactly(message);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"state, true", "code, true", "error, true", "session_state, false"})
  void isAnAnswerWithOneOfItsParameters(String parameter, boolean answer) {
    keycloak.request(FakeRequest.from("198.51.100.1").query(parameter, "any"));
    assertThat(site().isAnswer()).isEqualTo(answer);
  }

  @Nested
  class Language {
    private final List<String> remembered = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
      // asked for by the page's link, by another site, then the sign-on's, and the cookie's
      "en,, en, en",
      "ja, en, ja, ja",
      ", en, en,",
      ",,,",
      "fr, en, en,",
      "fr,,,",
      ", fr,,",
      "<script>,,,",
    })
    void isFollowedWhereTheRealmHasIt(String chosen, String wanted, String signOn, String cookie) {
      keycloak.provide(
          LocaleUpdaterProvider.class,
          Fake.of(
              LocaleUpdaterProvider.class,
              new Object() {
                void updateLocaleCookie(String locale) {
                  remembered.add(locale);
                }

                void updateUsersLocale(UserModel user, String locale) {}
              }));
      FakeRequest request = FakeRequest.from("198.51.100.1");
      if (chosen != null) {
        request.query("kc_locale", chosen);
      }
      if (wanted != null) {
        request.query("ui_locales", wanted);
      }
      keycloak.request(request);
      Response sent = site().signOn("test", SITE, Map.of());
      assertThat(FakeBrowser.query(sent).get("ui_locales")).isEqualTo(signOn);
      assertThat(remembered).isEqualTo(cookie == null ? List.of() : List.of(cookie));
    }
  }

  @Test
  void asksForASignOnThatIsKnownByItsState() {
    keycloak.request(FakeRequest.from("198.51.100.1"));
    Response sent = site().signOn("purpose", SITE, Map.of("prompt", "login"));
    String state = FakeBrowser.query(sent).get("state");
    String cookie = keycloak.response().cookies().get(0).getValue();
    assertThat(FakeBrowser.query(sent)).containsEntry("prompt", "login");
    keycloak.request(
        FakeRequest.from("198.51.100.1")
            .query("state", state)
            .cookie("CAMPUS_SITE_REQUEST", cookie));
    assertThat(site().answeredPurpose()).contains("purpose");
    keycloak.request(FakeRequest.from("198.51.100.1").query("state", state));
    assertThat(site().answeredPurpose()).as("another browser").isEmpty();
  }

  private SiteRequest site() {
    return new SiteRequest(keycloak.session(), "site", SITE);
  }
}
