package io.github.campusotp.finding;

import static io.github.campusotp.finding.Finding.error;
import static io.github.campusotp.finding.Finding.warning;

import java.util.List;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;

/** The realm's own settings. */
final class SettingChecks {
  /** In seconds: a session that goes home is refreshed that long. */
  private static final int LONGEST_CLIENT_SESSION = 1800;

  static final List<Check> ALL =
      List.of(
          Check.that(
              warning(
                  "events-off",
                  "Realm settings, Events",
                  "events are not saved: the help desk cannot say why a sign-on failed",
                  "switch Save events on"),
              realm -> !realm.isEventsEnabled()),
          Check.that(
              warning(
                  "admin-events-off",
                  "Realm settings, Events",
                  "admin events are not saved: what the office does to people leaves no trace",
                  "switch Save admin events on"),
              realm -> !realm.isAdminEventsEnabled()),
          Check.that(
              warning(
                  "languages-off",
                  "Realm settings, Localization",
                  "languages are off: every page is in English",
                  "switch Internationalization on"),
              realm -> !realm.isInternationalizationEnabled()),
          Check.that(
              warning(
                  "login-with-email",
                  "Realm settings, Login",
                  "Login with email is on: the forgotten password can tell whose address it is",
                  "switch it off"),
              RealmModel::isLoginWithEmailAllowed),
          Check.that(
              warning(
                  "permanent-lockout",
                  "Realm settings, Brute force detection",
                  "permanent lockout is on: wrong passwords of a stranger disable a user for good",
                  "lock temporarily"),
              RealmModel::isPermanentLockout),
          Check.that(
              error(
                  "brute-force-off",
                  "Realm settings, Brute force detection",
                  "brute force detection is off: passwords can be guessed",
                  "switch it on"),
              realm -> !realm.isBruteForceProtected()),
          Check.that(
              warning(
                  "long-client-session",
                  "Realm settings, Sessions",
                  "Client Session Max is longer than 30 minutes: a session that went home is"
                      + " refreshed that long",
                  "make it 30 minutes or less"),
              realm ->
                  realm.getClientSessionMaxLifespan() <= 0
                      || realm.getClientSessionMaxLifespan() > LONGEST_CLIENT_SESSION),
          Check.that(
              error(
                  "reusable-codes",
                  "Authentication, Policies, OTP policy",
                  "a one-time password can be used again",
                  "switch Reusable token off"),
              realm -> realm.getOTPPolicy().isCodeReusable()),
          Check.that(
              warning(
                  "wide-otp-window",
                  "Authentication, Policies, OTP policy",
                  "the look around window is wider than 1: more codes are right at a time",
                  "make it 1"),
              realm -> realm.getOTPPolicy().getLookAheadWindow() > 1),
          Check.that(
              error(
                  "passkeys-unverified",
                  "Authentication, Policies, Webauthn passwordless policy",
                  "Enable Passkeys is on, and User verification is not required: a touch alone links"
                      + " an identity provider's account",
                  "require it, or switch Enable Passkeys off"),
              realm ->
                  Boolean.TRUE.equals(realm.getWebAuthnPolicyPasswordless().isPasskeysEnabled())
                      && !Constants.WEBAUTHN_POLICY_OPTION_REQUIRED.equals(
                          realm.getWebAuthnPolicyPasswordless().getUserVerificationRequirement())),
          Check.that(
              error(
                  "no-mail-server",
                  "Realm settings, Email",
                  "no mail server is set: no code can be mailed",
                  "name one"),
              realm -> isEmpty(realm.getSmtpConfig().get("host"))));

  private SettingChecks() {}

  private static boolean isEmpty(String text) {
    return text == null || text.isBlank();
  }
}
