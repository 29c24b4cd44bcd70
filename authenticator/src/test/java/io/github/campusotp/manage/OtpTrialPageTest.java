package io.github.campusotp.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeBrowser;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.FakeUserSession;
import io.github.campusotp.limit.UsedSteps;
import io.github.campusotp.otpkey.VerifiedOtp;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.common.util.Time;
import org.keycloak.models.credential.OTPCredentialModel;

/** The page that tells whether one-time passwords work: by place, session and sign-on. */
class OtpTrialPageTest {
  private static final String ON = "10.64.0.1";
  private static final String OFF = "198.51.100.1";
  private static final String PAGE = "https://sso.example/realms/omu/mfa/test";

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeBrowser browser = new FakeBrowser(keycloak);
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));
  private final OTPCredentialModel key = user.giveKey("key", 1000);

  @BeforeEach
  void hasARule() {
    keycloak.realm().client("mfa-test");
    keycloak.realm().judgeBy(Map.of("networks", "OMUNET-1X = 10.64.0.0/12", "otpMaxAge", "60"));
  }

  @AfterEach
  void timeIsNow() {
    Time.setOffset(0);
  }

  @Nested
  class Opened {
    @ParameterizedTest
    @CsvSource({
      // place, session, outcome or the sign-on
      "198.51.100.1, none, sign-on",
      "10.64.0.1, none, sign-on",
      "10.64.0.1, otp of another client, sign-on",
      "198.51.100.1, otp of another client, sign-on",
      "198.51.100.1, password, sign-on",
      "10.64.0.1, password, on-campus",
      "10.64.0.1, otp, on-campus",
      "198.51.100.1, otp, passed",
      "198.51.100.1, old otp, sign-on",
      "10.64.0.1, old otp, on-campus",
    })
    void saysWhatItKnowsOrSignsOn(String place, String session, String outcome) {
      signedOn(session);
      assertThat(outcome(open(place))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"password, sign-on", "otp, passed"})
    void letsAUserWhoIsAlwaysAskedTryItOnCampus(String session, String outcome) {
      keycloak
          .realm()
          .judgeBy(Map.of("networks", "OMUNET-1X = 10.64.0.0/12", "alwaysSecondFactor", "office"));
      user.grantRole(keycloak.realm().role("office"));
      signedOn(session);
      assertThat(outcome(open(ON))).isEqualTo(outcome);
    }

    @Test
    void tellsTheNetworkOnCampus() {
      signedOn("password");
      assertThat(FakePage.in(open(ON)).attributes())
          .containsEntry("campusNetwork", "OMUNET-1X")
          .containsEntry("campusUsername", "hanako")
          .containsEntry("campusAgainUrl", PAGE + "?again=1")
          .containsEntry("campusMenuUrl", "https://sso.example/realms/omu/mfa");
    }

    @Test
    void tellsWhenTheCodeWasRightAndWhichWaysThereAre() {
      signedOn("otp");
      FakePage page = FakePage.in(open(OFF));
      assertThat(page.attribute("campusWays"))
          .isEqualTo(List.of(new Way("otp", null, new Date(1000), null, null)));
      assertThat((Date) page.attribute("campusVerifiedAt")).isCloseTo(new Date(), 10_000L);
    }

    /**
     * To check before a journey: when a code was shown that was used, and what is left on paper.
     */
    @Test
    void tellsOfBackupCodesAsLongAsOneIsLeft() {
      UsedSteps.take(keycloak.session(), "key", 60_000_000);
      List<String> codes = BackupCodes.give(keycloak.session(), user);
      Date since = new Date(BackupCodes.of(keycloak.session(), user).orElseThrow().created());
      Way key = new Way("otp", null, new Date(1000), new Date(1_800_000_000_000L), null);
      for (String code : codes) {
        BackupCodes present = BackupCodes.of(keycloak.session(), user).orElseThrow();
        long use = present.lastUse();
        assertThat(use > 0).isEqualTo(present.left() < codes.size());
        Date used = use == 0 ? null : new Date(use * 1000);
        signedOn("otp");
        assertThat(FakePage.in(open(OFF)).attribute("campusWays"))
            .isEqualTo(List.of(key, new Way("backup", null, since, used, present.left())));
        present.use(code);
      }
      assertThat(FakePage.in(open(OFF)).attribute("campusWays")).isEqualTo(List.of(key));
    }

    @Test
    void signsOnAnewIfAsked() {
      signedOn("otp");
      Response sent = send(FakeRequest.from(OFF).query("again", "1"));
      assertThat(FakeBrowser.query(sent))
          .containsEntry("prompt", "login")
          .containsEntry("client_id", "mfa-test")
          .containsEntry("redirect_uri", PAGE);
    }

    @Test
    void signsOnPlainlyOtherwise() {
      assertThat(FakeBrowser.query(open(OFF))).doesNotContainKey("prompt");
    }
  }

  /** The sign-on that the page asked for has come back, well or not. */
  @Nested
  class AfterTheSignOn {
    @ParameterizedTest
    @CsvSource({
      "198.51.100.1, none, not-verified",
      "198.51.100.1, password, not-verified",
      "198.51.100.1, otp, passed",
      "198.51.100.1, old otp, passed",
      "10.64.0.1, password, on-campus",
    })
    void saysHowItEndedAndAsksNoMore(String place, String session, String outcome) {
      String state = FakeBrowser.query(open(place)).get("state");
      signedOn(session);
      Response back = send(FakeRequest.from(place).query("state", state).query("code", "any"));
      assertThat(back.getLocation()).as("clean").isEqualTo(URI.create(PAGE));
      assertThat(outcome(open(place))).isEqualTo(outcome);
    }

    @Test
    void asksAgainWhenOpenedLater() {
      String state = FakeBrowser.query(open(OFF)).get("state");
      send(FakeRequest.from(OFF).query("state", state).query("error", "access_denied"));
      assertThat(outcome(open(OFF))).isEqualTo("not-verified");
      assertThat(outcome(open(OFF))).isEqualTo("sign-on");
    }

    /** Sent back to the page it would sign on again, and perhaps for ever. */
    @ParameterizedTest
    @CsvSource({
      "198.51.100.1, none, not-verified",
      "198.51.100.1, password, not-verified",
      "10.64.0.1, none, not-verified",
      "10.64.0.1, password, clean",
      "198.51.100.1, otp, clean",
    })
    void thatIsAnothersNeverLoops(String place, String session, String outcome) {
      signedOn(session);
      Response back = send(FakeRequest.from(place).query("state", "of-another-browser"));
      boolean clean = back.getLocation() != null;
      assertThat(clean ? "clean" : outcome(back)).isEqualTo(outcome);
    }
  }

  private void signedOn(String session) {
    if (session.equals("none")) {
      return;
    }
    FakeAuthenticationSession signOn =
        new FakeAuthenticationSession(keycloak.realm(), "root", "tab");
    if (session.contains("otp")) {
      VerifiedOtp.mark(signOn.model(), key.getId());
    }
    FakeUserSession signedOn = new FakeUserSession("session", user, signOn);
    if (!session.endsWith("of another client")) {
      signedOn.opened(keycloak.realm().client("mfa-test"));
    }
    keycloak.signedOn(signedOn);
    if (session.startsWith("old")) {
      Time.setOffset(90);
    }
  }

  private Response open(String place) {
    return send(FakeRequest.from(place));
  }

  private Response send(FakeRequest request) {
    return browser.send(request, () -> new OtpTrialPage(keycloak.session()).answer());
  }

  private static String outcome(Response response) {
    if (response.getLocation() == null) {
      return (String) FakePage.in(response).attribute("campusOutcome");
    }
    assertThat(response.getLocation()).hasPath("/realms/omu/protocol/openid-connect/auth");
    return "sign-on";
  }
}
