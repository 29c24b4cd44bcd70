package io.github.campusotp.e2e.server;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.Mailbox.Mail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who knows the answer to every page, and gives it. */
public final class Walk {
  private static final Pattern PAGE = Pattern.compile("data-page-id=\"login-([^\"]+)\"");
  private static final Pattern KEY = Pattern.compile("data-copy=\"([A-Z2-7]+)\"");

  /** Whose a page is that serves many: a required action's, a flow's, a client's. */
  private static final Pattern OWNER =
      Pattern.compile("reset-credentials|(?<=execution=)campus-[a-z-]+|(?<=client_id=)[a-z-]+");

  private static final Set<String> SERVE_MANY =
      Set.of("campus-start", "campus-sign-on", "campus-code", "campus-confirm", "campus-key");

  private final HttpSignOn browser;
  private final Mailbox mail;
  private final boolean hadKey;
  private Person person;
  private String wish;
  private String opened;
  private Answer answer;

  public Walk(HttpSignOn browser, Mailbox mail, Person person) {
    this.browser = browser;
    this.mail = mail;
    this.person = person;
    this.hadKey = person.secret() != null;
  }

  /** What the walk is for, once it comes to the menu: how the address of its link ends. */
  public Walk wishes(String link) {
    wish = link;
    return this;
  }

  /** The person, as the walk has changed them: another password, a recovery address, a key. */
  public Person person() {
    return person;
  }

  /** What came back last. */
  public Answer answer() {
    return answer;
  }

  public boolean isIn() {
    return answer.isIn();
  }

  /** In, or back at the menu with nothing left to wish for. */
  public boolean isOver() {
    return isIn() || page().equals("campus-menu") && wish == null;
  }

  /** The page that came last, or "" where it was none of ours or an error. */
  public String page() {
    Matcher page = PAGE.matcher(answer.body());
    return answer.status() == 200 && page.find() ? page.group(1) : "";
  }

  /** That page, and of one that serves many also for whom. */
  public String place() {
    Matcher owner = OWNER.matcher(answer.form() == null ? "" : answer.form());
    if (!SERVE_MANY.contains(page()) || !owner.find()) {
      return "`" + page() + "`";
    }
    boolean again = hadKey && owner.group().equals("campus-otp-setup");
    return "`%s` of `%s`%s".formatted(page(), owner.group(), again ? ", with a key before" : "");
  }

  /** Steps on until it is over; the answer is every page on the way. */
  public List<String> goesToTheEnd() throws IOException {
    List<String> places = new ArrayList<>();
    for (; !isOver(); step()) {
      places.add(place());
    }
    return places;
  }

  public Walk open(String address) throws IOException {
    opened = address;
    answer = browser.open(address);
    return this;
  }

  /** Steps on until that page. */
  public void goesTo(String page) throws IOException {
    while (!page().equals(page)) {
      step();
    }
  }

  /** Where a link of that page goes whose address ends like this expression. */
  public String link(String end) {
    Matcher link = Pattern.compile("href=\"([^\"]*" + end + ")\"").matcher(answer.body());
    if (!link.find()) {
      throw new AssertionError("No link to " + end + " on " + page());
    }
    return link.group(1);
  }

  public void reload() throws IOException {
    answer = browser.follow(opened == null ? browser.goOn() : browser.open(opened));
  }

  /** Answers the page that came last. */
  public void step() throws IOException {
    if (page().equals("campus-start") && answer.form() == null) {
      open(link("/begin"));
    } else if (page().equals("campus-complete")) {
      open(link("/mfa"));
    } else if (page().equals("campus-menu")) {
      open(link(wish));
      wish = null;
    } else {
      submit(fields());
    }
  }

  /** Answers it in a way of one's own. */
  public Answer submit(Map<String, String> fields) throws IOException {
    opened = null;
    answer = browser.follow(browser.submit(fields));
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
      case "campus-code" -> {
        // Somebody who forgot the password is not kept waiting for the mail: that would tell names.
        String code = mail.await(person.recoveryEmail(), Mail::hasCode).code();
        yield Map.of("code", code, "verify", "verify");
      }
      case "campus-confirm", "campus-start" -> Map.of("confirm", "confirm");
      case "campus-resume" -> Map.of("back", "back"); // begins again, which is one page more
      case "campus-key" -> {
        Matcher key = KEY.matcher(answer.body());
        if (!key.find()) {
          throw new AssertionError("No key on its page");
        }
        person = person.withKey(key.group(1));
        boolean mayEnd = answer.body().contains("value=\"done\"");
        yield mayEnd ? Map.of("confirm", "done") : Map.of("otp", person.code(), "verify", "verify");
      }
      case "campus-attention" -> Map.of("confirm", "yes");
      case "campus-otp" -> Map.of("otp", person.code());
      default -> throw new AssertionError("Nobody knows the answer to " + page());
    };
  }
}
