package io.github.campusotp.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeBrowser;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequest;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The management site's menu: where its links lead, and what it says when one comes back. */
class MfaSiteTest {
  private static final String MENU = "https://sso.example/realms/omu/mfa";
  private static final Map<String, Function<MfaSite, Response>> ADDRESSES =
      Map.of(
          "reset/request", MfaSite::setUp,
          "key", MfaSite::showKey,
          "delete", MfaSite::deleteKey,
          "backup-codes", MfaSite::makeBackupCodes,
          "passkeys", MfaSite::changePasskeys,
          "address", MfaSite::changeAddress);

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeBrowser browser = new FakeBrowser(keycloak);

  @BeforeEach
  void isRegistered() {
    keycloak.realm().client("mfa-management");
  }

  @Test
  void linksToEverythingItOffers() {
    FakePage menu = menu();
    assertThat(menu.template()).isEqualTo("campus-menu.ftl");
    assertThat(menu.attribute("campusResult")).isNull();
    assertThat(menu.attribute("campusLinks"))
        .isEqualTo(
            Map.of(
                "setup", MENU + "/reset/request?setup=1",
                "reissue", MENU + "/reset/request",
                "show", MENU + "/key",
                "delete", MENU + "/delete",
                "backup", MENU + "/backup-codes",
                "passkey", MENU + "/passkeys",
                "address", MENU + "/address",
                "test", MENU + "/test"));
  }

  @ParameterizedTest
  @CsvSource({
    "reset/request, campus-otp-setup",
    "key, campus-otp-show",
    "delete, campus-otp-delete",
    "backup-codes, campus-backup-codes",
    "passkeys, campus-passkey",
    "address, campus-recovery-address",
  })
  void startsASignOnWithTheAction(String address, String action) {
    Response sent = start(address);
    assertThat(sent.getStatus()).isEqualTo(303);
    assertThat(sent.getLocation())
        .hasPath("/realms/omu/protocol/openid-connect/auth")
        .hasHost("sso.example");
    assertThat(FakeBrowser.query(sent))
        .containsEntry("client_id", "mfa-management")
        .containsEntry("kc_action", action)
        .containsEntry("redirect_uri", MENU);
  }

  @Test
  void hasThePageThatTriesAOneTimePassword() {
    keycloak.realm().client("mfa-test");
    Response sent = send(FakeRequest.from("198.51.100.1"), MfaSite::test);
    assertThat(FakeBrowser.query(sent))
        .containsEntry("client_id", "mfa-test")
        .containsEntry("redirect_uri", MENU + "/test");
  }

  @Test
  void isNotFoundElsewhere() {
    Response answer = send(FakeRequest.from("198.51.100.1"), MfaSite::elsewhere);
    assertThat(answer.getStatus()).isEqualTo(404);
    assertThat(FakePage.in(answer).errors()).containsExactly("pageNotFound");
  }

  @ParameterizedTest
  @CsvSource({"true, 303, 200", "false, 404, 404"})
  void isNotThereWithoutItsClient(boolean enabled, int action, int menu) {
    keycloak.realm().client("mfa-management").setEnabled(enabled);
    assertThat(start("key").getStatus()).isEqualTo(action);
    assertThat(menu().status().getStatusCode()).isEqualTo(menu);
  }

  @Nested
  class Result {
    @ParameterizedTest
    @CsvSource({
      "reset/request, kc_action_status, success, setup-success",
      "key, kc_action_status, cancelled, show-cancelled",
      "delete, error, access_denied, delete-cancelled",
      "address, error, temporarily_unavailable, address-error",
      "key, kc_action_status, <b>, ",
      "key, code, any, ",
    })
    void isShownOnce(String address, String name, String value, String result) {
      Response back = answer(state(start(address)), name, value);
      assertThat(back.getLocation()).as("clean").isEqualTo(URI.create(MENU));
      assertThat(menu().attribute("campusResult")).isEqualTo(result);
      assertThat(menu().attribute("campusResult")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"''", "of-another-browser"})
    void isNotShownOfAnothersSignOn(String state) {
      start("delete");
      Response back = answer(state, "kc_action_status", "success");
      assertThat(back.getLocation()).isEqualTo(URI.create(MENU));
      assertThat(menu().attribute("campusResult")).isNull();
    }

    @Test
    void isTakenOnce() {
      String state = state(start("delete"));
      answer(state, "kc_action_status", "success");
      menu();
      answer(state, "kc_action_status", "success");
      assertThat(menu().attribute("campusResult")).isNull();
    }

    @Test
    void isNotShownOfACookieThatABrowserMadeUp() {
      FakeRequest request =
          FakeRequest.from("198.51.100.1").cookie("CAMPUS_SITE_FLASH", "delete-success");
      Response page = send(request, MfaSite::menu);
      assertThat(FakePage.in(page).attribute("campusResult")).isNull();
    }

    private Response answer(String state, String name, String value) {
      FakeRequest request =
          FakeRequest.from("198.51.100.1").query("state", state).query(name, value);
      return send(request, MfaSite::menu);
    }

    private String state(Response sent) {
      return FakeBrowser.query(sent).get("state");
    }
  }

  private FakePage menu() {
    return FakePage.in(send(FakeRequest.from("198.51.100.1"), MfaSite::menu));
  }

  private Response start(String address) {
    return send(FakeRequest.from("198.51.100.1"), ADDRESSES.get(address));
  }

  private Response send(FakeRequest request, Function<MfaSite, Response> page) {
    return browser.send(request, () -> page.apply(new MfaSite(keycloak.session())));
  }
}
