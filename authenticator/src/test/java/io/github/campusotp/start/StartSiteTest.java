package io.github.campusotp.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeBrowser;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.FakeUserSession;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first page of the start procedure and the last, and the way between them. */
class StartSiteTest {
  private static final String SITE = "https://sso.example/realms/omu/start";
  private static final String LAST = SITE + "/complete";

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeBrowser browser = new FakeBrowser(keycloak);
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));

  @BeforeEach
  void isRegistered() {
    keycloak.realm().client("start-procedure");
  }

  @Nested
  class First {
    @Test
    void explains() {
      FakePage page = page(StartSite::start);
      assertThat(page.template()).isEqualTo("campus-start.ftl");
      assertThat(page.attributes())
          .containsEntry("campusStep", "start")
          .containsEntry("campusDeclined", false)
          .containsEntry("campusNextUrl", SITE + "/begin");
    }

    @Test
    void leadsToASignOn() {
      Response sent = send(StartSite::begin);
      assertThat(sent.getLocation()).hasPath("/realms/omu/protocol/openid-connect/auth");
      assertThat(FakeBrowser.query(sent))
          .containsEntry("client_id", "start-procedure")
          .containsEntry("redirect_uri", LAST)
          .doesNotContainKey("kc_action");
    }

    @Test
    void explainsToUsersWhoAreNotThroughYet() {
      signedOn(false);
      assertThat(page(StartSite::start).template()).isEqualTo("campus-start.ftl");
    }

    @Test
    void saysThatAllWasDoneBefore() {
      user.giveKey("key", 1000);
      signedOn(false);
      FakePage page = page(StartSite::start);
      assertThat(page.template()).isEqualTo("campus-complete.ftl");
      assertThat(page.attribute("campusBefore")).isEqualTo(true);
    }
  }

  @Nested
  class Last {
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void saysThatAllIsDone(boolean before) {
      user.giveKey("key", 1000);
      signedOn(before);
      FakePage page = page(StartSite::complete);
      assertThat(page.template()).isEqualTo("campus-complete.ftl");
      assertThat(page.attributes())
          .containsEntry("campusStep", "complete")
          .containsEntry("campusUsername", "hanako")
          .containsEntry("campusBefore", before)
          .containsEntry("campusHasKey", true)
          .containsEntry("campusTestUrl", "https://sso.example/realms/omu/mfa/test")
          .containsEntry("campusMenuUrl", "https://sso.example/realms/omu/mfa");
      assertThat((String) page.attribute("campusSignOffUrl"))
          .startsWith("https://sso.example/realms/omu/protocol/openid-connect/logout?")
          .contains("client_id=start-procedure", "post_logout_redirect_uri=");
    }

    @Test
    void saysWhereNoKeyIsToBeHad() {
      user.grantRole(keycloak.realm().role("external-staff"));
      signedOn(false);
      assertThat(page(StartSite::complete).attribute("campusHasKey")).isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void leadsBackUsersWhoAreNotThrough(boolean signedOn) {
      if (signedOn) {
        signedOn(false);
      }
      assertThat(send(StartSite::complete).getLocation()).isEqualTo(URI.create(SITE));
    }

    @ParameterizedTest
    @CsvSource({
      // whether the site asked, error, where to, whether the first page says that it was declined
      "true,, /complete, false",
      "false,, /complete, false",
      "true, access_denied, '', true",
      "true, temporarily_unavailable, '', false",
      "false, access_denied, '', false",
    })
    void takesTheAnswer(boolean ours, String error, String to, boolean declined) {
      String state = FakeBrowser.query(send(StartSite::begin)).get("state");
      FakeRequest answer = FakeRequest.from("198.51.100.1").query("state", ours ? state : "other");
      answer.query(error == null ? "code" : "error", error == null ? "any" : error);
      Response sent = send(answer, StartSite::complete);
      assertThat(sent.getLocation()).isEqualTo(URI.create(SITE + to));
      assertThat(page(StartSite::start).attribute("campusDeclined")).isEqualTo(declined);
      assertThat(page(StartSite::start).attribute("campusDeclined")).isEqualTo(false);
    }
  }

  @Test
  void isNotFoundElsewhere() {
    Response answer = send(StartSite::elsewhere);
    assertThat(answer.getStatus()).isEqualTo(404);
    assertThat(FakePage.in(answer).errors()).containsExactly("pageNotFound");
  }

  @Test
  void isNotThereWithoutItsClient() {
    keycloak.realm().client("start-procedure").setEnabled(false);
    for (Function<StartSite, Response> page :
        List.<Function<StartSite, Response>>of(
            StartSite::start, StartSite::begin, StartSite::complete)) {
      assertThat(send(page).getStatus()).isEqualTo(404);
    }
  }

  /**
   * @param before whether all was done before this sign-on
   */
  private void signedOn(boolean before) {
    FakeAuthenticationSession signOn =
        new FakeAuthenticationSession(keycloak.realm(), "root", "tab");
    StartNotes.note(signOn.model(), before);
    keycloak.signedOn(
        new FakeUserSession("session", user, signOn)
            .opened(keycloak.realm().client("start-procedure")));
  }

  private FakePage page(Function<StartSite, Response> page) {
    return FakePage.in(send(page));
  }

  private Response send(Function<StartSite, Response> page) {
    return send(FakeRequest.from("198.51.100.1"), page);
  }

  private Response send(FakeRequest request, Function<StartSite, Response> page) {
    return browser.send(request, () -> page.apply(new StartSite(keycloak.session())));
  }
}
