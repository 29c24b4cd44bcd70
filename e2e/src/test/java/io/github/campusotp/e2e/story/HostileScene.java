package io.github.campusotp.e2e.story;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.People;
import java.util.List;
import java.util.function.Function;

/** A form of ours, and how a user comes to it. */
enum HostileScene {
  PORTAL_SIGN_ON("", "login", People::student, "username", "password", "credentialId"),
  SITE_SIGN_ON(
      "/realms/omu/mfa/key", "campus-sign-on", People::student, "username", "password", "login"),
  START_SIGN_ON(
      "/realms/omu/start/begin",
      "campus-sign-on",
      People::freshman,
      "username",
      "password",
      "login"),
  YELLOW_PAGE("", "campus-otp", People::student, "otp", "login", "reset", "selectedCredentialId"),
  FIRST_ADDRESS(
      "", "campus-recovery-address", People::newcomer, "recoveryEmail", "confirm", "back"),
  CODE_TO_FIRST_ADDRESS(
      "", "campus-code", People::newcomer, "code", "verify", "resend", "recoveryEmail"),
  INTRODUCTION("", "campus-introduction", People::studentWithoutKey, "confirm", "back", "code"),
  CODE("", "campus-code", People::studentWithoutKey, "code", "verify", "resend", "back"),
  CONFIRMATION("", "campus-confirm", People::studentWithoutKey, "confirm", "back", "otp", "verify"),
  KEY_OWED("", "campus-key", People::studentWithoutKey, "confirm", "otp", "verify", "back"),
  KEY_SHOWN("/realms/omu/mfa/key", "campus-key", People::student, "confirm", "otp", "verify"),
  DELETION("/realms/omu/mfa/delete", "campus-confirm", People::student, "otp", "delete"),
  REISSUE("/realms/omu/mfa/reset/request", "campus-confirm", People::student, "otp", "verify"),
  FORGOTTEN(Entry.RESET, "login-reset-password", People::student, "username", "login"),
  FORGOTTEN_CODE(Entry.RESET, "campus-code", People::student, "code", "verify", "resend", "back"),
  PLEDGE("/realms/omu/start/begin", "terms", People::freshman, "accept", "cancel"),
  NEW_PASSWORD(
      "/realms/omu/start/begin",
      "login-update-password",
      People::freshman,
      "password-new",
      "password-confirm",
      "logout-sessions"),
  ATTENTION(
      "/realms/omu/start/begin", "campus-attention", People::freshman, "confirm", "otp", "verify"),
  RESUME("/realms/omu/start/begin", "campus-resume", People::freshman, "otp", "verify"),
  REFUSAL("/realms/omu/mfa/key", "campus-refused", People::studentWithoutAddress, "confirm", "otp");

  final String entry;
  final String page;
  final Function<People, Person> who;
  final List<String> fields;

  /** What does end the page, and yet is no way in. */
  List<String> more = List.of();

  static {
    for (HostileScene signOn : List.of(PORTAL_SIGN_ON, SITE_SIGN_ON, START_SIGN_ON)) {
      signOn.more =
          List.of(
              "username={username}%00&password={password}",
              "username=%00{username}&password={password}",
              "username={username}%FF&password={password}",
              "username=&username={username}&password={password}",
              "username[]={username}&password[]={password}",
              "username={username}&password={password}%00",
              "username={username}&password=x&password={password}",
              "username={username}&password=%ED%A0%80",
              "username={username}&password=%FF&login=%FF",
              "username={username}&password=" + "%E3%81%82".repeat(5_000));
    }
    RESUME.more =
        List.of(
            "confirm=%00", "confirm=%FF&back=%FF", "back=%ED%A0%80", "back", "confirm=&confirm=");
    CONFIRMATION.more = List.of("confirm=confirm&confirm=x", "confirm=confirm&back=x&otp=%FF");
    KEY_OWED.more =
        List.of("confirm=done", "confirm=yes", "confirm=done&confirm=yes", "confirm=yes&otp=");
    FIRST_ADDRESS.more =
        List.of("recoveryEmail=x@example.org&recoveryEmail=%FF", "recoveryEmail=x%40example.org");
  }

  HostileScene(String entry, String page, Function<People, Person> who, String... fields) {
    this.entry = entry;
    this.page = page;
    this.who = who;
    this.fields = List.of(fields);
  }

  /** Where a form begins that several scenes share. */
  private static final class Entry {
    static final String RESET = "/realms/omu/login-actions/reset-credentials?client_id=omu-portal";
  }
}
