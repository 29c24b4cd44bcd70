package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Answers;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import java.io.IOException;
import java.util.Queue;

/** A new user at a page, who came to it as honest users do. */
final class HostileVisit {
  private static final int STEPS = 20;

  private final Campus campus;
  private final HostileScene scene;
  private final Answers answers;
  HttpSignOn browser;
  Answer page;

  HostileVisit(Campus campus, Queue<Person> people, HostileScene scene) throws IOException {
    this.campus = campus;
    this.scene = scene;
    Person person = scene.who.apply(campus.people());
    people.add(person);
    answers = new Answers(campus.mail(), person);
    begin();
    for (int i = 0; i < STEPS && !is(scene.page); i++) {
      step();
    }
    assertThat(is(scene.page)).as("%s is reached, not %s", scene, page).isTrue();
  }

  Person person() {
    return answers.person();
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
    boolean left = scene == HostileScene.ATTENTION && is("campus-key");
    if (left || is("campus-introduction") && scene != HostileScene.INTRODUCTION) {
      step();
    }
    return is(scene.page);
  }

  private boolean is(String id) {
    return id.equals(page.page());
  }

  private void step() throws IOException {
    if (scene == HostileScene.RESUME && is("login-update-password")) {
      begin();
    } else {
      page = browser.submit(answers.to(page.page(), page.body()));
    }
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
