package io.github.campusotp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeFlowStep;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeUser;
import io.github.campusotp.fake.FakeUserSession;
import io.github.campusotp.otpkey.Passkeys;
import io.github.campusotp.otpkey.Proof;
import io.github.campusotp.otpkey.VerifiedOtp;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.UserSessionModel;

class PasskeyInPlaceTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));
  private final FakeAuthenticationSession signOn =
      new FakeAuthenticationSession(keycloak.realm(), "root", "tab");

  /** Bit 2 of the flags (WebAuthn Level 2, 6.1) says it, and no other. */
  @ParameterizedTest
  @CsvSource({"0, true", "1, true", "4, false", "5, false", "251, true", "255, false"})
  void isBothFactorsWhereTheDeviceHasVerifiedItsUser(int flags, boolean unverified) {
    byte[] data = new byte[37];
    data[32] = (byte) flags;
    assertThat(
            PasskeyInPlace.isUnverified(
                sent(Base64.getUrlEncoder().withoutPadding().encodeToString(data))))
        .isEqualTo(unverified);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAA", "not Base64!", "====", "4"})
  void isNoneInWhatCannotBeRead(String data) {
    assertThat(PasskeyInPlace.isUnverified(sent(data))).isTrue();
  }

  /** The password's own form, or a ceremony that was cancelled. */
  @Test
  void isNotMissedWhereNoneIsSent() {
    assertThat(PasskeyInPlace.isUnverified(new MultivaluedHashMap<>())).isFalse();
    assertThat(PasskeyInPlace.isUnverified(sent(""))).isFalse();
  }

  @BeforeEach
  void hasAPasskey() {
    user.givePasskey("passkey");
  }

  @Test
  void endsWithThePasskey() {
    VerifiedOtp.mark(signOn.model(), "passkey", Proof.PASSKEY_ALONE);
    UserSessionModel session = new FakeUserSession("session", user, signOn).model();
    assertThat(VerifiedOtp.isByPasskeyAlone(signOn.model(), user)).isTrue();
    assertThat(VerifiedOtp.restsOnNothing(session)).isFalse();
    Passkeys.remove(keycloak.session(), user);
    assertThat(VerifiedOtp.isByPasskeyAlone(signOn.model(), user)).isFalse();
    assertThat(VerifiedOtp.restsOnNothing(session)).as("no password, and no passkey").isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Proof.class,
      names = {"CODE", "TOUCHED_PASSKEY", "VERIFIED_PASSKEY"})
  void isNoneGivenAtTheYellowPage(Proof proof) {
    VerifiedOtp.mark(signOn.model(), "passkey", proof);
    UserSessionModel session = new FakeUserSession("session", user, signOn).model();
    assertThat(VerifiedOtp.isByPasskeyAlone(signOn.model(), user)).isFalse();
    Passkeys.remove(keycloak.session(), user);
    assertThat(VerifiedOtp.restsOnNothing(session)).as("the password is left").isFalse();
  }

  /** Keycloak would take one of any step, and of whoever was the user then. */
  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  void aloneDoesForThePassword(boolean inPlace, boolean does) {
    FakeFlowStep step =
        new FakeFlowStep(keycloak, signOn, new AuthenticationExecutionModel(), user);
    AuthenticatorUtil.addAuthCredential(signOn.model(), Passkeys.TYPE);
    VerifiedOtp.mark(
        signOn.model(), "passkey", inPlace ? Proof.PASSKEY_ALONE : Proof.VERIFIED_PASSKEY);
    assertThat(
            new CampusPasswordForm(keycloak.session())
                .alreadyAuthenticatedUsingPasswordlessCredential(step.model()))
        .isEqualTo(does);
  }

  private static MultivaluedMap<String, String> sent(String data) {
    MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
    form.putSingle("authenticatorData", data);
    return form;
  }
}
