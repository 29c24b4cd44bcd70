package io.github.campusotp.e2e.server;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Mailbox.Mail;
import java.util.Map;

/** The right answer to every page that asks for one, and what users change by giving it. */
public final class Answers {
  private final Mailbox mail;
  private Person person;

  /** Those of a user, by what that user knows now. */
  public Answers(Mailbox mail, Person person) {
    this.mail = mail;
    this.person = person;
  }

  /** The user, as the answers so far have changed them: another password, an address, a key. */
  public Person person() {
    return person;
  }

  /** Takes the key that a page shows into the authenticator app. */
  public void enterIntoPhone(String key) {
    person = person.withKey(key);
  }

  /**
   * The answer to a page.
   *
   * @param page its id: the name of its template
   * @param html of it
   * @return the fields of its form, among them the button where it has a name of its own
   */
  public Map<String, String> to(String page, String html) {
    return switch (page) {
      case "login", "campus-sign-on" ->
          Map.of("username", person.username(), "password", person.password());
      case "login-reset-password" -> Map.of("username", person.username());
      case "terms" -> Map.of("accept", "");
      case "login-update-password" -> {
        person = person.withPassword("本パスワード-" + person.password());
        yield Map.of("password-new", person.password(), "password-confirm", person.password());
      }
      case "campus-recovery-address" -> {
        person = person.withRecoveryEmail(person.username() + "@example.org");
        yield Map.of("recoveryEmail", person.recoveryEmail(), "confirm", "confirm");
      }
      case "campus-code" -> {
        // A forgotten password's page does not wait for the mail: that would tell names.
        String code = mail.await(person.recoveryEmail(), Mail::hasCode).code();
        yield Map.of("code", code, "verify", "verify");
      }
      case "campus-introduction" -> Map.of("begin", "begin");
      case "campus-confirm", "campus-start", "campus-resume" -> Map.of("confirm", "confirm");
      case "campus-key" ->
          html.contains("value=\"done\"")
              ? Map.of("confirm", "done")
              : Map.of("otp", person.code(), "verify", "verify");
      case "campus-attention" -> Map.of("confirm", "yes");
      case "campus-otp" -> Map.of("otp", person.code());
      default -> throw new AssertionError("No answer to \"" + page + "\"");
    };
  }
}
