package io.github.campusotp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.Fake;
import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.FakeUserSession;
import io.github.campusotp.otpkey.Proof;
import io.github.campusotp.otpkey.VerifiedOtp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.UserSessionModel;

/** What services hear of how a user signed on. */
class MethodsClaimTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeAuthenticationSession signOn =
      new FakeAuthenticationSession(keycloak.realm(), "root", "tab");

  @ParameterizedTest
  @CsvSource({
    // the steps, the second factor, a passkey in place of the password; amr
    "pwd, , , pwd",
    "pwd otp, , , pwd otp",
    "pwd otp, CODE, , pwd otp",
    "pwd otp, TOUCHED_PASSKEY, , pwd pop",
    "pwd otp, VERIFIED_PASSKEY, '', pwd pop",
    "pwd, VERIFIED_PASSKEY, passkey, pop mfa",
  })
  void isTheSecondFactorThatWasGiven(String steps, Proof given, String inPlace, String amr) {
    for (String step : steps.split(" ")) {
      keycloak
          .realm()
          .execution(
              step,
              "any",
              Map.of("default.reference.value", step, "default.reference.maxAge", "9"));
    }
    String done = "\":" + Time.currentTimeMillis() / 1000;
    signOn
        .model()
        .setUserSessionNote(
            "authenticators-completed",
            "{\"" + String.join(done + ",\"", steps.split(" ")) + done + "}");
    if (given != null) {
      VerifiedOtp.mark(signOn.model(), "credential", given);
    }
    if (inPlace != null) {
      signOn.model().setUserSessionNote("campus-passkey.in-place", inPlace);
    }
    UserSessionModel session =
        new FakeUserSession("session", new FakeUser("hanako"), signOn).model();
    AuthenticatedClientSessionModel client =
        Fake.of(
            AuthenticatedClientSessionModel.class,
            new Object() {
              UserSessionModel getUserSession() {
                return session;
              }
            });
    assertThat(new MethodsClaim().getAmr(client, keycloak.realm().model()))
        .isEqualTo(List.of(amr.split(" ")));
  }
}
