package io.github.campusotp.e2e.story;

import static io.github.campusotp.e2e.Parallel.parallel;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody gets who knows the password and sends one-time passwords all at once. */
@ExtendWith(Campus.Resolver.class)
class OtpRacesIT {
  private final Campus campus;
  private final Person person;

  OtpRacesIT(Campus campus) {
    this.campus = campus;
    this.person = campus.people().student();
  }

  /** Protected twice: a form is good for one answer, and a code is. */
  @Test
  void fiftySubmissionsOfACodeInOneBrowserLetInOnce() throws Exception {
    HttpSignOn browser = atYellowPage();
    String code = person.code();
    isInOnce(parallel(50, () -> browser.submitAside(Map.of("otp", code))));
  }

  @Test
  void fiftySubmissionsOfACodeInFiftyBrowsersLetInOnce() throws Exception {
    isInOnce(parallel(each(atYellowPages(50), person.code())));
  }

  @Test
  void twoHundredParallelGuessesEndAtTheLimit() throws Exception {
    try (Setting ours = campus.settings().withoutLocks()) {
      List<HttpSignOn> browsers = parallel(201, this::atYellowPage);
      HttpSignOn patient = browsers.remove(0);
      parallel(each(browsers, person.wrongCode()));
      assertThat(failures("invalid_user_credentials")).as("looked at").isEqualTo(10);
      assertThat(failures("user_temporarily_disabled")).as("not looked at").isEqualTo(190);

      browsers.add(patient);
      browsers.add(atYellowPage());
      assertThat(parallel(each(browsers, person.code()))).noneMatch(Answer::isIn);
      assertThat(failures("user_temporarily_disabled"))
          .as("with those that are still at a yellow page: looked at, patient and new")
          .isEqualTo(190 + 10 + 1 + 1);
    }
    assertThat(campus.records().events(person, "LOGIN")).isEmpty();
    assertThat(campus.records().sessions(person)).isEmpty();
  }

  private HttpSignOn atYellowPage() throws IOException {
    HttpSignOn browser = new HttpSignOn(campus.front());
    assertThat(browser.password(person, campus.portalCallback()).isYellowPage()).isTrue();
    return browser;
  }

  /** One after the other: Keycloak refuses passwords of one person that come at once. */
  private List<HttpSignOn> atYellowPages(int count) throws IOException {
    List<HttpSignOn> browsers = new ArrayList<>();
    while (browsers.size() < count) {
      browsers.add(atYellowPage());
    }
    return browsers;
  }

  private static List<Callable<Answer>> each(List<HttpSignOn> browsers, String code) {
    return browsers.stream()
        .map(browser -> (Callable<Answer>) () -> browser.submit(Map.of("otp", code)))
        .toList();
  }

  private void isInOnce(List<Answer> answers) {
    assertThat(answers).filteredOn(Answer::isIn).hasSize(1);
    assertThat(campus.records().events(person, "LOGIN"))
        .singleElement()
        .returns("otp", Event::secondFactor);
    assertThat(campus.records().sessions(person)).hasSize(1);
  }

  private long failures(String error) {
    return campus.records().events(person, "LOGIN_ERROR").stream()
        .filter(event -> error.equals(event.error()))
        .count();
  }
}
