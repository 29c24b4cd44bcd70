package io.github.campusotp.e2e;

import io.github.campusotp.e2e.HttpSignOn.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who knows the answer to every page, and gives it. */
final class Walk {
  private static final Pattern PAGE = Pattern.compile("data-page-id=\"login-([^\"]+)\"");
  private static final Pattern KEY = Pattern.compile("data-copy=\"([A-Z2-7]+)\"");

  private final HttpSignOn browser;
  private final Mailbox mail;
  private Person person;
  private Answer answer;

  Walk(HttpSignOn browser, Mailbox mail, Person person) {
    this.browser = browser;
    this.mail = mail;
    this.person = person;
  }

  /** The person, as the walk has changed them: another password, a recovery address, a key. */
  Person person() {
    return person;
  }

  /** What came back last. */
  Answer answer() {
    return answer;
  }

  boolean isIn() {
    return answer.isIn();
  }

  /** The page that came last, or "" where it was none of ours or an error. */
  String page() {
    Matcher page = PAGE.matcher(answer.body());
    return answer.status() == 200 && page.find() ? page.group(1) : "";
  }

  Walk open(String address) throws IOException {
    answer = browser.open(address);
    return this;
  }

  /** Where a link of that page goes whose address has this word in it. */
  String link(String word) {
    Matcher link = Pattern.compile("href=\"([^\"]*" + word + "[^\"]*)\"").matcher(answer.body());
    if (!link.find()) {
      throw new AssertionError("No link with " + word + " on " + page());
    }
    return link.group(1);
  }

  void reload() throws IOException {
    answer = browser.goOn();
  }

  /** Answers the page that came last. */
  void step() throws IOException {
    submit(fields());
  }

  /** Answers it in a way of one's own. */
  Answer submit(Map<String, String> fields) throws IOException {
    answer = browser.submit(fields);
    return answer;
  }

  private Map<String, String> fields() {
    return switch (page()) {
      case "" -> throw new AssertionError("No page: " + answer);
      case "login", "campus-sign-on" ->
          Map.of("username", person.username(), "password", person.password());
      case "login-reset-password" -> Map.of("username", person.username());
      case "terms" -> Map.of("accept", "");
      case "login-update-password" -> {
        person = person.withPassword("new-" + person.password());
        yield Map.of("password-new", person.password(), "password-confirm", person.password());
      }
      case "campus-recovery-address" -> {
        person = person.withRecoveryEmail(person.username() + "@example.org");
        yield Map.of("recoveryEmail", person.recoveryEmail(), "confirm", "confirm");
      }
      case "campus-code" -> Map.of("code", mail.code(person.recoveryEmail()), "verify", "verify");
      case "campus-confirm" -> Map.of("confirm", "confirm");
      case "campus-key" -> {
        Matcher key = KEY.matcher(answer.body());
        if (!key.find()) {
          throw new AssertionError("No key on its page");
        }
        person = person.withKey(key.group(1));
        yield Map.of("otp", person.code(), "verify", "verify");
      }
      case "campus-otp" -> Map.of("otp", person.code());
      default -> throw new AssertionError("Nobody knows the answer to " + page());
    };
  }
}
