package io.github.campusotp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.backup.BackupCodes;
import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeFlowStep;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakePage;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.FakeUserSession;
import io.github.campusotp.fake.OneSecond;
import io.github.campusotp.otpkey.OtpKey;
import io.github.campusotp.otpkey.OtpSetupAction;
import io.github.campusotp.otpkey.OwedKey;
import io.github.campusotp.otpkey.UnconfirmedKey;
import io.github.campusotp.otpkey.VerifiedOtp;
import io.github.campusotp.pass.Pass;
import io.github.campusotp.pass.Terms;
import jakarta.ws.rs.RedirectionException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.models.utils.HmacOTP;
import org.keycloak.protocol.saml.SamlProtocol;
import org.keycloak.services.ErrorPageException;

/** What the yellow page answers to what is typed. */
class CampusOtpFormTest {
  private static final String WRONG = "654321";

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));
  private final String right = FakeUser.code(0);
  private FakeAuthenticationSession signOn = signOn();

  @BeforeEach
  void hasAKey() {
    user.giveKey("key", 1000);
    user.accept(
        input ->
            input.getType().equals("otp")
                && input.getCredentialId().equals("key")
                && input.getChallengeResponse().equals(right));
    keycloak.realm().judgeBy(Map.of("networks", "campus = 10.64.0.0/12"));
  }

  @Test
  void asksForACode() {
    FakeFlowStep step = step(FakeRequest.from("198.51.100.1"));
    CampusOtpForm.SINGLETON.authenticate(step.model());
    assertThat(step.status()).isEqualTo(FlowStatus.CHALLENGE);
    assertThat(step.page().template()).isEqualTo("campus-otp.ftl");
    assertThat(step.page().attribute("campusIssuer")).isEqualTo("大阪公立大学");
    assertThat(step.page().errors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, 198.51.100.1,",
    "unknown, unknown,",
    "10.64.0.1,, network",
  })
  void tellsTheAddressOffCampusOnly(String place, String address, String reason) {
    FakeFlowStep step = step(FakeRequest.from(place));
    CampusOtpForm.SINGLETON.authenticate(step.model());
    assertThat(step.page().attribute("campusAddress")).isEqualTo(address);
    assertThat(step.page().attribute("campusReason")).isEqualTo(reason);
  }

  @Test
  void tellsAUserWhoIsAlwaysAskedWhy() {
    keycloak
        .realm()
        .judgeBy(Map.of("networks", "campus = 10.64.0.0/12", "alwaysSecondFactor", "office"));
    user.grantRole(keycloak.realm().role("office"));
    FakeFlowStep step = step(FakeRequest.from("10.64.0.1"));
    CampusOtpForm.SINGLETON.authenticate(step.model());
    assertThat(step.page().attribute("campusReason")).isEqualTo("person");
    assertThat(step.page().attribute("campusAddress")).isNull();
  }

  /** To users it is one whether a service always asks for it or this time. */
  @ParameterizedTest
  @CsvSource({"minimum,, service", ", 2, service", "minimum, 2, service"})
  void tellsOnCampusThatTheServiceAsks(String minimum, String requested, String reason) {
    keycloak.realm().judgeBy(Map.of("networks", "campus = 10.64.0.0/12"));
    keycloak.realm().client("omu-portal").setAttribute("minimum.acr.value", minimum);
    FakeFlowStep step = step(FakeRequest.from("10.64.0.1"));
    signOn.model().setClientNote("requested-level-of-authentication", requested);
    CampusOtpForm.SINGLETON.authenticate(step.model());
    assertThat(step.page().attribute("campusReason")).isEqualTo(reason);
    assertThat(step.page().attribute("campusAddress")).isNull();
  }

  /** Wherever the user is: the management site takes one factor for all else. */
  @ParameterizedTest
  @ValueSource(strings = {"10.64.0.1", "198.51.100.1"})
  void tellsThatTheActionNeedsIt(String place) {
    keycloak.realm().judgeBy(Map.of("networks", "campus = 10.64.0.0/12"));
    keycloak
        .realm()
        .configureAction("campus-otp-setup", Map.of("reissueNeeds", "mail-and-second-factor"));
    FakeFlowStep step = step(FakeRequest.from(place));
    signOn.model().setClientNote("kc_action", "campus-otp-show");
    CampusOtpForm.SINGLETON.authenticate(step.model());
    assertThat(step.page().attribute("campusReason")).isEqualTo("action");
    assertThat(step.page().attribute("campusAddress")).isNull();
  }

  /** It would be used up, and lead to nothing. */
  @Test
  void looksAtNoCodeWhereOnlyAPasskeyDoesAndNoneCanBeRegistered() {
    keycloak.realm().action("campus-passkey", false);
    keycloak.realm().client("omu-portal").setAttribute("minimum.acr.value", "3");
    assertThat(submit(right).status()).isEqualTo(FlowStatus.FLOW_RESET);
    keycloak.realm().action("campus-passkey", true);
    assertThat(submit(right).status()).isEqualTo(FlowStatus.SUCCESS);
  }

  @Nested
  class RightCode {
    @ParameterizedTest
    @ValueSource(strings = {"%s%s", "%s %s", " %s%s "})
    void letsInHoweverItIsSpaced(String typed) {
      letsIn(typed.formatted(right.substring(0, 3), right.substring(3)));
    }

    @Test
    void letsInAlsoFullWidth() {
      letsIn(
          right
              .chars()
              .map(digit -> digit - '0' + '０')
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString());
    }

    private void letsIn(String typed) {
      FakeFlowStep step = submit(typed);
      assertThat(step.status()).isEqualTo(FlowStatus.SUCCESS);
      assertThat(keycloak.events()).isEmpty();
      assertThat(VerifiedOtp.isFresh(session().model(), 60)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"198.51.100.1, off-campus", "10.64.0.1, campus"})
    void leavesPlaceAndFactorInTheEvent(String address, String network) {
      FakeFlowStep step = step(FakeRequest.from(address).field("otp", right));
      CampusOtpForm.SINGLETON.action(step.model());
      assertThat(step.detail("campus_network")).isEqualTo(network);
      assertThat(step.detail("client_address")).isEqualTo(address);
      assertThat(step.detail("level_reason")).isEqualTo("network: " + network);
      assertThat(step.detail("second_factor")).isEqualTo("otp");
      assertThat(step.detail("selected_credential_id")).isEqualTo("key");
    }

    @Test
    void isOfTheLatestKeyWhateverTheBrowserSays() {
      user.giveKey("older", 500);
      FakeFlowStep step =
          step(
              FakeRequest.from("198.51.100.1")
                  .field("otp", right)
                  .field("selectedCredentialId", "older"));
      CampusOtpForm.SINGLETON.action(step.model());
      assertThat(step.status()).isEqualTo(FlowStatus.SUCCESS);
    }

    @Test
    void letsNoDisabledUserIn() {
      user.setEnabled(false);
      assertThatThrownBy(() -> submit(right)).isInstanceOf(ErrorPageException.class);
      assertThat(keycloak.eventNames()).containsExactly("LOGIN_ERROR user_disabled");
      assertThat(VerifiedOtp.isFresh(session().model(), 0)).isFalse();
    }

    @Test
    void takesNoTry() {
      limit("wrongCodesPerHour", "1");
      user.accept(input -> true);
      for (int step : new int[] {-1, 0, 1}) {
        assertThat(submit(FakeUser.code(step)).status()).isEqualTo(FlowStatus.SUCCESS);
      }
    }

    /** Whatever this node's memory says, to which another node's code may be new. */
    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void isNoLongerRightOnceItOrTheNextWasUsed(int step) {
      user.accept(input -> true);
      submit(right);
      FakeFlowStep again = submit(FakeUser.code(step));
      assertThat(again.status()).isEqualTo(FlowStatus.FAILURE_CHALLENGE);
      assertThat(again.error()).isEqualTo(AuthenticationFlowError.INVALID_CREDENTIALS);
      assertThat(again.page().errors()).containsExactly("totp: campusOtpInvalid");
      assertThat(keycloak.eventNames()).containsExactly("LOGIN_ERROR invalid_user_credentials");
      assertThat(keycloak.events().get(0).getUserId()).isEqualTo("id-of-hanako");
    }

    /** Whatever the user's federation takes, and though no other check follows. */
    @Test
    void isOfTheKeyAloneAlsoWhereCodesMayBeUsedAgain() {
      keycloak.realm().setOtpPolicy(new OTPPolicy("totp", "HmacSHA1", 0, 6, 1, 30, true));
      String wrong = right.equals("000000") ? "000001" : "000000";
      assertThat(submit(wrong).status()).isEqualTo(FlowStatus.FAILURE_CHALLENGE);
      assertThat(submit(right).status()).isEqualTo(FlowStatus.SUCCESS);
    }

    @Test
    void isCountedAsWrongOnceItWasUsed() {
      limit("wrongCodesPerHour", "1");
      user.accept(input -> true);
      submit(right);
      submit(right);
      assertThat(submit(FakeUser.code(1)).status()).isEqualTo(FlowStatus.FLOW_RESET);
    }
  }

  /** What has eight digits is a backup code, where the user has such codes. */
  @Nested
  class ABackupCode {
    private List<String> codes;

    @BeforeEach
    void areThere() {
      codes = BackupCodes.give(keycloak.session(), user);
      user.setSingleAttribute("recoveryEmail", "hanako@example.com");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void letsInWithAKeyAndWithout(boolean withKey) {
      if (!withKey) {
        user.takeKeys();
      }
      assertThat(CampusOtpForm.SINGLETON.configuredFor(keycloak.session(), null, user)).isTrue();
      FakeFlowStep step = submit(codes.get(4).substring(0, 4) + " " + codes.get(4).substring(4));
      assertThat(step.status()).isEqualTo(FlowStatus.SUCCESS);
      assertThat(step.detail("second_factor")).isEqualTo("backup-code");
      assertThat(step.detail("selected_credential_id"))
          .isEqualTo(BackupCodes.idOf(user).orElseThrow());
      assertThat(VerifiedOtp.isFresh(session().model(), 60)).isTrue();
      assertThat(submit(codes.get(4)).page().errors())
          .as("once")
          .containsExactly("totp: campusBackupCodeWrong");
    }

    @Test
    void isToldByMailWithTheNumberThatIsLeft() {
      submit(codes.get(0));
      assertThat(keycloak.mail().last().subject()).isEqualTo("campusNoticeMailSubject.backup-used");
      assertThat(keycloak.mail().last().told()).containsEntry("campusLeft", 9);
    }

    @Test
    void endsItsSessionWhenTheCodesAreTakenAway() {
      submit(codes.get(0));
      UserSessionModel session = session().model();
      assertThat(VerifiedOtp.isFresh(session, 0)).isTrue();
      user.takeKeys();
      assertThat(VerifiedOtp.isFresh(session, 0)).as("a reissue").isTrue();
      BackupCodes.remove(keycloak.session(), user);
      assertThat(VerifiedOtp.isFresh(session, 0)).isFalse();
    }

    @Test
    void isLimitedTogetherWithOneTimePasswords() {
      limit("wrongCodesPerHour", "2");
      assertThat(submit(WRONG).status()).isEqualTo(FlowStatus.FAILURE_CHALLENGE);
      submit(codes.get(1).equals("12345678") ? "12345679" : "12345678");
      assertThat(submit(codes.get(0)).status()).isEqualTo(FlowStatus.FLOW_RESET);
      assertThat(BackupCodes.of(keycloak.session(), user).orElseThrow().left()).isEqualTo(10);
    }

    /** Else the set-up would be out of reach. */
    @Test
    void isNotWaitedForOnceAllAreUsed() {
      user.takeKeys();
      codes.forEach(code -> assertThat(submit(code).status()).isEqualTo(FlowStatus.SUCCESS));
      keycloak.signOn(signOn());
      assertThat(CampusOtpForm.SINGLETON.configuredFor(keycloak.session(), null, user)).isFalse();
    }

    private void hasAKeyOfEightDigits() {
      user.takeKeys();
      OTPCredentialModel long8 =
          OTPCredentialModel.createTOTP("12345678901234567890", 8, 30, "HmacSHA1");
      long8.setCreatedDate(1000L);
      user.give(long8);
      user.accept(input -> false);
    }

    /** One wrong try is one, whatever it may be of. */
    @Test
    void isCountedOnceBesideAKeyOfAsManyDigits() {
      hasAKeyOfEightDigits();
      limit("wrongCodesPerHour", "2");
      String wrong = codes.get(0).substring(0, 7) + (codes.get(0).endsWith("0") ? "1" : "0");
      assertThat(submit(wrong).status()).isEqualTo(FlowStatus.FAILURE_CHALLENGE);
      assertThat(submit(codes.get(0)).status()).isEqualTo(FlowStatus.SUCCESS);
    }

    @Test
    void isNoneWithoutThem() {
      BackupCodes.remove(keycloak.session(), user);
      assertThat(submit(codes.get(0)).page().errors()).containsExactly("totp: campusOtpMalformed");
    }

    /** A hardware token may have eight digits, too. */
    @Test
    void isFoundBesideAKeyOfAsManyDigits() {
      hasAKeyOfEightDigits();
      limit("wrongCodesPerHour", "2");
      for (String code : codes.subList(0, 3)) {
        FakeFlowStep step = submit(code);
        assertThat(step.status()).as("counted as no mistake").isEqualTo(FlowStatus.SUCCESS);
        assertThat(step.detail("second_factor")).isEqualTo("backup-code");
      }
    }
  }

  /** What is as long as a pass is one, where the user has one. */
  @Nested
  class APass {
    private String pass;

    @BeforeEach
    void isGiven() {
      pass = give();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void letsInWithAKeyAndWithout(boolean withKey) {
      if (!withKey) {
        user.takeKeys();
      }
      assertThat(CampusOtpForm.SINGLETON.configuredFor(keycloak.session(), null, user)).isTrue();
      FakeFlowStep step = submit(" " + pass);
      assertThat(step.status()).isEqualTo(FlowStatus.SUCCESS);
      assertThat(step.detail("second_factor")).isEqualTo("pass");
      assertThat(step.detail("selected_credential_id")).isEqualTo(Pass.idOf(user).orElseThrow());
      assertThat(VerifiedOtp.isFresh(session().model(), 60)).isTrue();
    }

    @Test
    void isToldOnThePageAsLongAsItIsGood() {
      assertThat(shown().attribute("campusPass")).isEqualTo(true);
      submit(pass);
      assertThat(shown().attribute("campusPass")).isEqualTo(false);
    }

    @Test
    void isNoneWithoutOne() {
      Pass.remove(keycloak.session(), user);
      assertThat(submit(pass).page().errors()).containsExactly("totp: campusOtpMalformed");
      user.takeKeys();
      assertThat(CampusOtpForm.SINGLETON.configuredFor(keycloak.session(), null, user)).isFalse();
      assertThat(submit(pass).status()).isEqualTo(FlowStatus.FLOW_RESET);
    }

    /** Its last use is spent by then, and there is no key. */
    @Test
    void letsInWithoutScriptsToo() {
      user.takeKeys();
      FakeFlowStep step =
          step(FakeRequest.from("198.51.100.1").field("otp", pass).field("without-script", "true"));
      CampusOtpForm.SINGLETON.action(step.model());
      keycloak.signOn(signOn);
      assertThat(CampusOtpForm.SINGLETON.configuredFor(keycloak.session(), null, user)).isTrue();
      assertThat(shownStep().status()).isEqualTo(FlowStatus.SUCCESS);
      assertThat(CampusOtpForm.SINGLETON.configuredFor(keycloak.session(), null, user)).isFalse();
    }

    /** The link would outlive it. */
    @Test
    void isNoneForTheLinkOfAProvider() {
      user.takeKeys();
      signOn.model().setAuthNote("BROKERED_CONTEXT", "{}");
      keycloak.signOn(signOn);
      assertThat(CampusOtpForm.SINGLETON.configuredFor(keycloak.session(), null, user)).isFalse();
      assertThatThrownBy(() -> submit(pass)).isInstanceOf(ErrorPageException.class);
      assertThat(Pass.of(keycloak.session(), user)).as("unused").isPresent();
    }

    /** A key is confirmed by a code of itself. */
    @Test
    void confirmsNoKey() {
      user.setSingleAttribute(UnconfirmedKey.ATTRIBUTE, "key");
      submit(pass);
      assertThat(UnconfirmedKey.is(user)).isTrue();
    }

    @Test
    void isLimitedTogetherWithCodes() {
      limit("wrongCodesPerHour", "2");
      assertThat(submit(WRONG).status()).isEqualTo(FlowStatus.FAILURE_CHALLENGE);
      FakeFlowStep wrong = submit(pass.equals("0000000000") ? "1111111111" : "0000000000");
      assertThat(wrong.status()).isEqualTo(FlowStatus.FAILURE_CHALLENGE);
      assertThat(wrong.page().errors()).containsExactly("totp: campusPassWrong");
      assertThat(submit(pass).status()).isEqualTo(FlowStatus.FLOW_RESET);
      assertThat(submit(right).status()).isEqualTo(FlowStatus.FLOW_RESET);
    }

    @Test
    void isRefusedWithoutAKeyAsWithOne() {
      user.takeKeys();
      assertThat(submit("0000000000".equals(pass) ? "1111111111" : "0000000000").page().errors())
          .containsExactly("totp: campusPassWrong");
    }

    private FakePage shown() {
      return shownStep().page();
    }

    private FakeFlowStep shownStep() {
      FakeFlowStep step = step(FakeRequest.from("198.51.100.1"));
      CampusOtpForm.SINGLETON.authenticate(step.model());
      return step;
    }

    private String give() {
      return Pass.give(keycloak.session(), user, Terms.of(Duration.ofHours(1), 1, false));
    }
  }

  @Nested
  class WithoutScript {
    @Test
    void theNextRequestEndsTheStep() {
      FakeFlowStep step = submitWithoutScript(right);
      assertThat(step.status()).isEqualTo(FlowStatus.FORCE_CHALLENGE);
      assertThat(step.page().template()).isEqualTo("campus-forward.ftl");
      assertThat(step.page().attribute("campusNextUrl"))
          .isEqualTo("https://sso.example/refresh/campus-otp-form");
      assertThat(VerifiedOtp.isFresh(session().model(), 60)).isTrue();
      assertThat(reload().status()).isEqualTo(FlowStatus.SUCCESS);
      assertThat(keycloak.events()).isEmpty();
    }

    @Test
    void aWrongCodeDoesNot() {
      assertThat(submitWithoutScript(WRONG).status()).isEqualTo(FlowStatus.FAILURE_CHALLENGE);
      assertThat(reload().status()).isEqualTo(FlowStatus.CHALLENGE);
    }

    @Test
    void norDoesTheCodeOfAKeyThatIsNoMore() {
      submitWithoutScript(right);
      user.takeKeys();
      user.giveKey("next-key", 2000);
      assertThat(reload().status()).isEqualTo(FlowStatus.CHALLENGE);
    }

    @Test
    void norDoesTheNextButOne() {
      submitWithoutScript(right);
      assertThat(reload().status()).isEqualTo(FlowStatus.SUCCESS);
      assertThat(reload().status()).isEqualTo(FlowStatus.CHALLENGE);
    }

    @Test
    void norDoesItForWhomIsDisabledMeanwhile() {
      submitWithoutScript(right);
      user.setEnabled(false);
      assertThatThrownBy(this::reload).isInstanceOf(ErrorPageException.class);
    }

    private FakeFlowStep submitWithoutScript(String code) {
      FakeFlowStep step =
          step(FakeRequest.from("198.51.100.1").field("otp", code).field("without-script", "true"));
      CampusOtpForm.SINGLETON.action(step.model());
      return step;
    }

    private FakeFlowStep reload() {
      FakeFlowStep step = step(FakeRequest.from("198.51.100.1"));
      CampusOtpForm.SINGLETON.authenticate(step.model());
      return step;
    }
  }

  /** The button pressed twice: what the second request gets is all that the browser shows. */
  @Test
  void aFormSentTwiceIsLookedAtOnce() {
    limit("wrongCodesPerHour", "1");
    FakeRequest form =
        FakeRequest.from("198.51.100.1").query("session_code", "of-this-form").field("otp", right);
    FakeFlowStep first = step(form);
    CampusOtpForm.SINGLETON.action(first.model());
    FakeFlowStep second = step(form);
    assertThatExceptionOfType(RedirectionException.class)
        .isThrownBy(() -> CampusOtpForm.SINGLETON.action(second.model()))
        .satisfies(
            redirect ->
                assertThat(redirect.getLocation())
                    .hasPath("/realms/omu/login-actions/authenticate")
                    .hasParameter("tab_id", "tab"));
    assertThat(second.status()).isNull();
    assertThat(keycloak.events()).isEmpty();
  }

  @Nested
  class NoCode {
    @ParameterizedTest
    @CsvSource({
      ", campusOtpMissing",
      "'', campusOtpMissing",
      "' ', campusOtpMissing",
      "12345, campusOtpMalformed",
      "1234567, campusOtpMalformed",
      "abcdef, campusOtpMalformed",
    })
    void isToldAndTakesNoTry(String typed, String message) {
      limit("wrongCodesPerHour", "1");
      for (int i = 0; i < 3; i++) {
        FakeFlowStep step = submit(typed);
        assertThat(step.status()).isEqualTo(FlowStatus.FORCE_CHALLENGE);
        assertThat(step.page().errors()).containsExactly("totp: " + message);
        assertThat(step.page().attribute("campusIssuer")).isEqualTo("大阪公立大学");
      }
      assertThat(keycloak.events()).isEmpty();
      assertThat(submit(right).status()).isEqualTo(FlowStatus.SUCCESS);
    }

    @Test
    void hasAsManyDigitsAsTheKeySays() {
      user.takeKeys();
      OTPCredentialModel eight = OTPCredentialModel.createTOTP("secret", 8, 30, "HmacSHA1");
      eight.setId("eight");
      user.give(eight);
      user.accept(input -> true);
      assertThat(submit("123456").status()).isEqualTo(FlowStatus.FORCE_CHALLENGE);
      String code =
          new HmacOTP(8, "HmacSHA1", 0)
              .generateHOTP("secret".getBytes(StandardCharsets.US_ASCII), (int) OtpKey.now(eight));
      assertThat(submit(code).status()).isEqualTo(FlowStatus.SUCCESS);
    }

    @Test
    void isLookedAtWithoutAKey() {
      user.takeKeys();
      assertThat(submit(right).status()).isEqualTo(FlowStatus.FLOW_RESET);
      assertThat(keycloak.events()).isEmpty();
    }

    /** In a flow of an identity provider, before the link and after the sign-on there. */
    @ParameterizedTest
    @ValueSource(strings = {"BROKERED_CONTEXT", "PBL_BROKERED_IDENTITY_CONTEXT"})
    void endsTheSignOnThatAProviderBegan(String note) {
      user.takeKeys();
      signOn.model().setAuthNote(note, "{}");
      assertThatThrownBy(() -> submit(right)).isInstanceOf(ErrorPageException.class);
    }
  }

  @Nested
  class WrongCode {
    @Test
    void isRefused() {
      FakeFlowStep step = submit(WRONG);
      assertThat(step.status()).isEqualTo(FlowStatus.FAILURE_CHALLENGE);
      assertThat(step.error()).isEqualTo(AuthenticationFlowError.INVALID_CREDENTIALS);
      assertThat(step.page().template()).isEqualTo("campus-otp.ftl");
      assertThat(step.page().errors()).containsExactly("totp: campusOtpInvalid");
      assertThat(keycloak.eventNames()).containsExactly("LOGIN_ERROR invalid_user_credentials");
      assertThat(keycloak.events().get(0).getDetails())
          .containsEntry("selected_credential_id", "key")
          .containsEntry("second_factor", "otp");
      assertThat(VerifiedOtp.isFresh(session().model(), 0)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10,", "100, 1000"})
    void endsTheSignOnAfterTheDefault(int tries, String perHour) {
      if (perHour != null) {
        limit("wrongCodesPerHour", perHour);
      }
      for (int i = 0; i < tries; i++) {
        assertThat(submit(WRONG).status()).isEqualTo(FlowStatus.FAILURE_CHALLENGE);
      }
      expectEnd(submit(WRONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrongCodesPerHour", "wrongCodesPerKey"})
    void endsTheSignOnWhateverIsTypedNext(String setting) {
      limit(setting, "2");
      submit(WRONG);
      submit(WRONG);
      expectEnd(submit(right));
      assertThat(VerifiedOtp.isFresh(session().model(), 0)).isFalse();
    }

    /** Also where another sign-on and another node asks. */
    @Test
    void isCountedForTheUserOnAllNodes() {
      limit("wrongCodesPerHour", "2");
      submit(WRONG);
      signOn = signOn();
      submit(WRONG);
      expectEnd(submit(right));
    }

    @Test
    void isNotCountedForAnotherUser() {
      limit("wrongCodesPerHour", "1");
      submit(WRONG);
      FakeUser other = new FakeUser("taro");
      other.giveKey("key-of-taro", 1000);
      other.accept(input -> true);
      FakeFlowStep step = step(FakeRequest.from("198.51.100.1").field("otp", right), other);
      CampusOtpForm.SINGLETON.action(step.model());
      assertThat(step.status()).isEqualTo(FlowStatus.SUCCESS);
    }

    @ParameterizedTest
    @CsvSource({"wrongCodesPerHour, FLOW_RESET", "wrongCodesPerKey, SUCCESS"})
    void isForgottenWithANewKeyForTheKeyAlone(String setting, FlowStatus status) {
      limit(setting, "1");
      submit(WRONG);
      user.takeKeys();
      user.giveKey("next-key", 2000);
      user.accept(input -> input.getChallengeResponse().equals(right));
      assertThat(submit(right).status()).isEqualTo(status);
    }

    private void expectEnd(FakeFlowStep step) {
      assertThat(step.status()).isEqualTo(FlowStatus.FLOW_RESET);
      assertThat(keycloak.events().get(keycloak.events().size() - 1).getError())
          .isEqualTo("user_temporarily_disabled");
      assertThat(signOn.model().getClientNote("prompt")).isEqualTo("login");
      assertThat(signOn.model().getAuthNote(SamlProtocol.SAML_LOGIN_REQUEST_FORCEAUTHN))
          .isEqualTo(SamlProtocol.SAML_FORCEAUTHN_REQUIREMENT);
      FakePage next = keycloak.pageSoFar();
      assertThat(next.errors()).containsExactly("campusOtpInvalid");
    }
  }

  @Nested
  class Locked {
    @BeforeEach
    void byBruteForceDetection() {
      keycloak.realm().setBruteForceProtected(true);
    }

    @Test
    void forAWhileByWrongPasswordsTheCodeStillCounts() {
      keycloak.bruteForce().lockTemporarily();
      assertThat(submit(right).status()).isEqualTo(FlowStatus.SUCCESS);
      assertThat(submit(WRONG).status()).isEqualTo(FlowStatus.FAILURE_CHALLENGE);
    }

    /** Only Keycloak's own counter disables for good, and it counts failures of the flow. */
    @Test
    void forGoodByNoWrongCode() {
      keycloak.realm().setPermanentLockout(true);
      limit("wrongCodesPerHour", "1");
      FakeFlowStep wrong = submit(WRONG);
      assertThat(wrong.status()).isEqualTo(FlowStatus.FORCE_CHALLENGE);
      assertThat(wrong.page().errors()).containsExactly("totp: campusOtpInvalid");
      assertThat(keycloak.eventNames()).containsExactly("LOGIN_ERROR invalid_user_credentials");
      assertThat(submit(right).status()).as("by our own limit").isEqualTo(FlowStatus.FLOW_RESET);
    }

    @Test
    void forGoodTheRightCodeReadsLikeAWrongOne() {
      limit("wrongCodesPerHour", "1");
      keycloak.bruteForce().lockPermanently();
      for (int i = 0; i < 3; i++) {
        FakeFlowStep step = submit(right);
        assertThat(step.status()).isEqualTo(FlowStatus.FORCE_CHALLENGE);
        assertThat(step.page().errors()).containsExactly("totp: campusOtpInvalid");
      }
      assertThat(keycloak.eventNames().get(0)).isEqualTo("LOGIN_ERROR user_disabled");
      assertThat(VerifiedOtp.isFresh(session().model(), 0)).isFalse();
    }
  }

  @Nested
  class WrongClock {
    @Test
    void isToldAfterTwoCodesThatFitIt() {
      FakePage[] pages =
          OneSecond.within(
              () -> {
                signOn = signOn();
                FakePage first = submit(FakeUser.code(20)).page();
                return new FakePage[] {first, submit(FakeUser.code(21)).page()};
              });
      assertThat(pages[0].attribute("campusClockOffsetSeconds")).isNull();
      assertThat(pages[1].attribute("campusClockOffsetSeconds")).isIn(630, OptionalInt.of(630));
    }

    @Test
    void isNotToldAfterCodesThatDoNot() {
      submit(FakeUser.code(20));
      assertThat(submit(FakeUser.code(60)).page().attribute("campusClockOffsetSeconds")).isNull();
    }

    @Test
    void isNotToldOfAKeyThatCounts() {
      user.takeKeys();
      OTPCredentialModel counting = OTPCredentialModel.createHOTP("secret", 6, 7, "HmacSHA1");
      counting.setId("counting");
      user.give(counting);
      submit("111111");
      FakeFlowStep step = submit("222222");
      assertThat(step.status()).isEqualTo(FlowStatus.FAILURE_CHALLENGE);
      assertThat(step.page().attribute("campusClockOffsetSeconds")).isNull();
    }
  }

  @Nested
  class WithoutAKey {
    @Test
    void itIsNotConfigured() {
      assertThat(configured()).isTrue();
      user.takeKeys();
      assertThat(configured()).isFalse();
    }

    @Test
    void oneIsOwed() {
      keycloak.signOn(signOn);
      CampusOtpForm.SINGLETON.setRequiredActions(
          keycloak.session(), keycloak.realm().model(), user);
      assertThat(signOn.model().getRequiredActions()).containsExactly("campus-otp-setup");
      assertThat(OwedKey.is(signOn.model())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
      "true, enabled,, true",
      "true, disabled,, false",
      "true, missing,, false",
      "false, enabled,, false",
      "true, enabled, BROKERED_CONTEXT, false"
    })
    void itIsSetUpWhereTheActionIsOnButNotBeforeALink(
        boolean installed, String action, String note, boolean enabled) {
      keycloak.signOn(signOn);
      if (note != null) {
        signOn.model().setAuthNote(note, "{}");
      }
      if (installed) {
        keycloak.install(new OtpSetupAction());
      }
      if (!action.equals("missing")) {
        keycloak.realm().action("campus-otp-setup", action.equals("enabled"));
      }
      assertThat(
              CampusOtpForm.SINGLETON.areRequiredActionsEnabled(
                  keycloak.session(), keycloak.realm().model()))
          .isEqualTo(enabled);
      assertThat(CampusOtpForm.SINGLETON.getRequiredActions(keycloak.session()))
          .hasSize(installed ? 1 : 0);
    }

    @Test
    void noneIsSetUpByATransientUser() {
      keycloak.install(new OtpSetupAction());
      keycloak.realm().action("campus-otp-setup", true);
      keycloak.signOn(signOn);
      signOn
          .model()
          .setAuthenticatedUser(
              new LightweightUserAdapter(keycloak.session(), keycloak.realm().model(), "one"));
      assertThat(
              CampusOtpForm.SINGLETON.areRequiredActionsEnabled(
                  keycloak.session(), keycloak.realm().model()))
          .isFalse();
    }

    private boolean configured() {
      return CampusOtpForm.SINGLETON.configuredFor(
          keycloak.session(), keycloak.realm().model(), user);
    }
  }

  private FakeFlowStep submit(String typed) {
    FakeRequest request = FakeRequest.from("198.51.100.1");
    FakeFlowStep step = step(typed == null ? request : request.field("otp", typed));
    CampusOtpForm.SINGLETON.action(step.model());
    return step;
  }

  private FakeFlowStep step(FakeRequest request) {
    return step(request, user);
  }

  private FakeFlowStep step(FakeRequest request, FakeUser whose) {
    keycloak.request(request);
    return new FakeFlowStep(keycloak, signOn, execution("campus-otp-form"), whose);
  }

  private static AuthenticationExecutionModel execution(String authenticator) {
    AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
    execution.setId(authenticator);
    execution.setAuthenticator(authenticator);
    return execution;
  }

  private void limit(String setting, String count) {
    keycloak.realm().configureAction("campus-otp-setup", Map.of(setting, count));
  }

  private FakeAuthenticationSession signOn() {
    return new FakeAuthenticationSession(keycloak.realm(), "root", "tab");
  }

  private FakeUserSession session() {
    return new FakeUserSession("session", user, signOn);
  }
}
