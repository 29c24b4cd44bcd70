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
    // the second factor, whether its user still has it; amr
    ", false, pwd own",
    "CODE, true, pwd otp",
    "TOUCHED_PASSKEY, true, pwd pop",
    "VERIFIED_PASSKEY, true, pwd pop",
    "VERIFIED_PASSKEY, false, pwd own",
    "PASSKEY_ALONE, true, pop mfa",
    "PASSKEY_ALONE, false, pwd own",
  })
  void isTheSecondFactorThatWasGiven(Proof given, boolean present, String amr) {
    step("step-1", "campus-password-form", "pwd");
    step("step-2", "campus-otp-form", "own");
    long now = Time.currentTimeMillis() / 1000;
    signOn
        .model()
        .setUserSessionNote(
            "authenticators-completed", "{\"step-1\":%d,\"step-2\":%d}".formatted(now, now));
    FakeUser user = new FakeUser("hanako");
    if (given != null) {
      VerifiedOtp.mark(signOn.model(), "passkey", given);
    }
    if (present) {
      user.givePasskey("passkey");
    }
    assertThat(amr(new FakeUserSession("session", user, signOn).model()))
        .isEqualTo(List.of(amr.split(" ")));
  }

  private void step(String id, String authenticator, String reference) {
    keycloak
        .realm()
        .execution(
            id,
            authenticator,
            Map.of("default.reference.value", reference, "default.reference.maxAge", "9"));
  }

  private List<String> amr(UserSessionModel session) {
    AuthenticatedClientSessionModel client =
        Fake.of(
            AuthenticatedClientSessionModel.class,
            new Object() {
              UserSessionModel getUserSession() {
                return session;
              }
            });
    return new MethodsClaim().getAmr(client, keycloak.realm().model());
  }
}
