package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Networks;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Setting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever client asks for an action, with the password alone nothing of the key comes back. */
@ExtendWith(Campus.Resolver.class)
class EveryClientIT {
  private final Campus campus;
  private final Person person;

  EveryClientIT(Campus campus) {
    this.campus = campus;
    this.person = campus.people().student();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "campus-otp-show",
        "campus-otp-setup",
        "campus-otp-delete",
        "campus-recovery-address",
        "CONFIGURE_TOTP",
        "delete_credential",
      })
  void noClientGetsTheKeyOrItsDeletionByAskingForAnAction(String action) throws IOException {
    List<String> keys = campus.records().credentialIds(person, "otp");
    String wish = action.equals("delete_credential") ? action + ":" + keys.get(0) : action;
    List<OidcClient> clients =
        OidcClient.all(campus).stream().filter(OidcClient::signsPeopleOn).toList();
    assertThat(clients).extracting(OidcClient::id).contains("omu-portal", "mfa-management");
    for (OidcClient client : clients) {
      HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET);
      browser.open(client.authorization("kc_action", wish));
      for (Map<String, String> form :
          List.of(
              Map.of("username", person.username(), "password", person.password()),
              Map.of("confirm", "confirm"),
              Map.of("confirm", "done"),
              Map.of("code", "", "verify", "verify"))) {
        Answer answer = browser.follow(browser.submit(form));
        assertThat(keyIn(answer)).as("%s for %s: %s", wish, client.id(), form.keySet()).isFalse();
        assertThat(keyIn(browser.reload())).isFalse();
      }
    }
    assertThat(campus.records().credentialIds(person, "otp")).isEqualTo(keys);
    assertThat(campus.records().recoveryEmail(person)).contains(person.recoveryEmail());
  }

  /** So that the stories here can fail. */
  @Test
  void withTheMailedCodeTheAnswerHoldsTheKey() throws IOException {
    HttpSignOn browser = atCodePage(person);
    String code = campus.mail().code(person.recoveryEmail());
    assertThat(keyIn(browser.submit(Map.of("code", code, "verify", "verify")))).isTrue();
  }

  @Test
  void aCodeMailedToSomebodyElseProvesNothing() throws IOException {
    Person other = campus.people().student();
    try (Setting quick = campus.settings().action("campus-recovery-address", "resendWait", "1")) {
      atCodePage(other);
      HttpSignOn browser = atCodePage(person);
      String others = campus.mail().code(other.recoveryEmail());
      String own = campus.mail().code(person.recoveryEmail());
      while (others.equals(own)) { // once in a million
        browser.submit(Map.of("resend", "resend"));
        own = campus.mail().code(person.recoveryEmail());
      }
      assertThat(keyIn(browser.submit(Map.of("code", others, "verify", "verify")))).isFalse();
      assertThat(keyIn(browser.submit(Map.of("code", own, "verify", "verify")))).isTrue();
    }
  }

  private HttpSignOn atCodePage(Person person) throws IOException {
    HttpSignOn browser = new HttpSignOn(campus.front()).at(Networks.OMUNET).wish("campus-otp-show");
    browser.password(person, campus.portalCallback());
    return browser;
  }

  private boolean keyIn(Answer answer) {
    return answer.body().contains(person.secret())
        || answer.body().contains("id=\"setup-key\"")
        || answer.body().contains("id=\"setup-qr\"")
        || answer.body().contains("otpauth:");
  }
}
