package io.github.campusotp.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Patience;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;

/** A one-time password that let its owner in while somebody watched who knows the password too. */
final class UsedCode {
  private final Queue<Person> people;
  private final Person owner;
  private final long step = Person.step();

  /**
   * Lets somebody in.
   *
   * @param people with keys, of whom one more is needed wherever somebody is let in
   * @param there gives the browsers of those who come
   */
  UsedCode(Queue<Person> people, Callable<HttpSignOn> there) throws Exception {
    this.people = people;
    this.owner = letsSomebodyIn(there);
  }

  Person owner() {
    return owner;
  }

  /** Fails where the code is good once more, or where nobody's of that time is good any more. */
  void isRefused(Callable<HttpSignOn> there) throws Exception {
    Patience.until(
        "the watcher is answered",
        () -> {
          Answer answer = types(atYellowPage(there, owner), owner);
          assertThat(answer.isIn()).as("the code is good once more").isFalse();
          return answer.isYellowPage();
        });
    letsSomebodyIn(there);
  }

  private Person letsSomebodyIn(Callable<HttpSignOn> there) throws Exception {
    return Patience.await(
        "somebody gets in",
        () -> {
          HttpSignOn browser = atYellowPage(there, people.element());
          Person person = people.remove();
          return types(browser, person).isIn() ? person : null;
        });
  }

  private Answer types(HttpSignOn browser, Person person) throws IOException {
    return browser.submit(Map.of("otp", person.codeOf(step)));
  }

  private static HttpSignOn atYellowPage(Callable<HttpSignOn> there, Person person)
      throws Exception {
    return Patience.await(
        "the yellow page",
        () -> {
          HttpSignOn browser = there.call();
          Answer answer = browser.password(person, HttpSignOn.SHIPPED_PORTAL);
          return answer.isYellowPage() ? browser : null;
        });
  }
}
