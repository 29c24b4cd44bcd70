package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A new user at a page, who came to it as honest users do. */
final class HostileVisit {
  private static final int STEPS = 20;
  private static final Pattern PAGE = Pattern.compile("data-page-id=\"login-([^\"]+)\"");

  private final Campus campus;
  private final HostileScene scene;
  Person person;
  HttpSignOn browser;
  Answer page;

  HostileVisit(Campus campus, Queue<Person> people, HostileScene scene) throws IOException {
    this.campus = campus;
    this.scene = scene;
    person = scene.who.apply(campus.people());
    people.add(person);
    begin();
    for (int i = 0; i < STEPS && !is(scene.page); i++) {
      step();
    }
    assertThat(is(scene.page)).as("%s is reached, not %s", scene, page).isTrue();
  }

  private void begin() throws IOException {
    browser = new HttpSignOn(campus.node());
    page =
        browser.open(
            scene.entry.isEmpty()
                ? authorization("omu", "omu-portal", campus.portalCallback())
                : scene.entry);
    while (page.location() != null && page.location().contains("/openid-connect/auth?")) {
      page = browser.open(page.location());
    }
  }

  /** Whether the page is still there, perhaps after a reload or the one step back to it. */
  boolean isThere() throws IOException {
    if (!is(scene.page) || page.form() == null) {
      page = browser.reload();
    }
    if (scene == HostileScene.ATTENTION && is("campus-key")) {
      step();
    }
    return is(scene.page);
  }

  private boolean is(String id) {
    return id.equals(id());
  }

  private String id() {
    Matcher id = PAGE.matcher(page.body());
    return page.status() == 200 && id.find() ? id.group(1) : "";
  }

  private void step() throws IOException {
    String chosen = "本パスワード-" + person.username();
    switch (id()) {
      case "login", "campus-sign-on" ->
          submit("username", person.username(), "password", person.password());
      case "terms" -> submit("accept", "");
      case "login-update-password" -> {
        if (scene == HostileScene.RESUME) {
          begin();
        } else {
          submit("password-new", chosen, "password-confirm", chosen);
        }
      }
      case "campus-recovery-address" -> {
        person = person.withRecoveryEmail(person.username() + "@example.org");
        submit("recoveryEmail", person.recoveryEmail());
      }
      case "login-reset-password" -> submit("username", person.username());
      case "campus-code" -> submit("code", campus.mail().code(person.recoveryEmail()));
      case "campus-confirm" -> submit("confirm", "confirm");
      case "campus-key" -> submit("confirm", "done");
      default -> throw new AssertionError("On the way to " + scene + ": " + page);
    }
  }

  private void submit(String... fields) throws IOException {
    Map<String, String> form =
        fields.length == 2
            ? Map.of(fields[0], fields[1])
            : Map.of(fields[0], fields[1], fields[2], fields[3]);
    page = browser.submit(form);
  }

  static String authorization(String realm, String client, String redirect) {
    return "/realms/"
        + realm
        + "/protocol/openid-connect/auth?response_type=code&scope=openid&state=s&nonce=n"
        + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        + "&client_id="
        + client
        + "&redirect_uri="
        + redirect;
  }
}
