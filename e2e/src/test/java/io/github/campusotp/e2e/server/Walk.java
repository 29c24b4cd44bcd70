package io.github.campusotp.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user without a browser who gives the right answer to one page after the other. */
public final class Walk {
  private static final Pattern KEY = Pattern.compile("data-copy=\"([A-Z2-7]+)\"");

  /** Whose a page is that serves many: a required action's, a flow's, a client's. */
  private static final Pattern OWNER =
      Pattern.compile("reset-credentials|(?<=execution=)campus-[a-z-]+|(?<=client_id=)[a-z-]+");

  private static final Set<String> SERVE_MANY =
      Set.of("campus-start", "campus-sign-on", "campus-code", "campus-confirm", "campus-key");

  private final HttpSignOn browser;
  private final Answers answers;
  private final boolean hadKey;
  private String wish;
  private String opened;
  private Answer answer;

  public Walk(HttpSignOn browser, Mailbox mail, Person person) {
    this.browser = browser;
    this.answers = new Answers(mail, person);
    this.hadKey = person.secret() != null;
  }

  /** What the walk is for, once it comes to the menu: how the address of its link ends. */
  public Walk wishes(String link) {
    wish = link;
    return this;
  }

  /** The user, as the walk has changed them. */
  public Person person() {
    return answers.person();
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

  /** The page that came last, or "" where it was none of a sign-on or an error. */
  public String page() {
    return answer.page();
  }

  /** That page, and of one that serves many its purpose too. */
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
    switch (page()) {
      case "campus-complete" -> open(link("/mfa"));
      case "campus-menu" -> {
        open(link(wish));
        wish = null;
      }
      case "campus-resume" -> submit(Map.of("back", "back")); // begins again: one page more
      default -> {
        if (page().equals("campus-start") && answer.form() == null) {
          open(link("/begin"));
        } else {
          submit(rightAnswer());
        }
      }
    }
  }

  private Map<String, String> rightAnswer() {
    assertThat(page()).as("a page, and not %s", answer).isNotEmpty();
    if (page().equals("campus-key")) {
      Matcher key = KEY.matcher(answer.body());
      assertThat(key.find()).as("a key on its page").isTrue();
      answers.enterIntoPhone(key.group(1));
    }
    return answers.to(page(), answer.body());
  }

  /** Answers it in a way of one's own. */
  public Answer submit(Map<String, String> fields) throws IOException {
    opened = null;
    answer = browser.follow(browser.submit(fields));
    return answer;
  }
}
