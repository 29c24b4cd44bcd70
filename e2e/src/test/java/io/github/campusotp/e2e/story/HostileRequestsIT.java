package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Thousands of requests that no honest browser sends, over every address and every form of ours:
 * never an error of the server's, never a stack trace, never a session.
 *
 * <p>They go to the node itself, since a proxy would keep the worst of them from it. All of them
 * come from off campus. What is sent depends on nothing but this code.
 */
@ExtendWith(Campus.Resolver.class)
class HostileRequestsIT {
  private static final int AT_LEAST = 5000;
  private static final int THREADS = 4;

  /** Requests by one person at one page before the next person takes over. */
  private static final int TURN = 40;

  private static final int SHOWN = 10;

  private static final Pattern STACK_TRACE =
      Pattern.compile(
          "\\sat [\\w.$/@]++\\(|[a-z]Exception\\b|Caused by:|java\\.lang\\.|org\\.keycloak\\."
              + "|io\\.github\\.campusotp|freemarker\\.|FTL stack");

  /** How an entry of the log begins that is no complaint: a library may trace what it tries. */
  private static final Pattern TALK = Pattern.compile("^\\S+ \\S+ +(DEBUG|FINE|FINER|TRACE) ");

  private static final Pattern IDENTITY = Pattern.compile("KEYCLOAK_(IDENTITY|SESSION)=[^;]+.*");
  private static final Pattern AUTHORIZATION_CODE = Pattern.compile("[?&#]code=");

  private final Campus campus;
  private final LongAdder sent = new LongAdder();
  private final LongAdder keycloaksOwn = new LongAdder();
  private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
  private final Queue<String> offences = new ConcurrentLinkedQueue<>();
  private final Queue<Person> people = new ConcurrentLinkedQueue<>();

  HostileRequestsIT(Campus campus) {
    this.campus = campus;
  }

  @Test
  void thousandsOfHostileRequestsAreNoErrorAndNoWayIn() throws Exception {
    long log = campus.logged();
    List<Turn> turns = new ArrayList<>();
    for (HostileScene scene : HostileScene.values()) {
      inTurns(HostileRequests.forms(scene)).forEach(turn -> turns.add(() -> submit(scene, turn)));
    }
    inTurns(HostileRequests.addresses()).forEach(turn -> turns.add(() -> open(turn)));
    turns.add(this::openSignedOn);
    run(turns);

    for (Person person : people) {
      if (!campus.records().sessions(person).isEmpty()) {
        offences.add("a session of " + person.username());
      }
    }
    assertThat(offences.stream().limit(SHOWN))
        .as(
            "the first of %d offences in %s requests: %s, of which %s Keycloak's own",
            offences.size(), sent, statuses, keycloaksOwn)
        .isEmpty();
    assertThat(campus.logSince(log, HostileRequestsIT::hasStackTraceOfOurs).stream().limit(SHOWN))
        .isEmpty();
    assertThat(sent.sum()).isGreaterThanOrEqualTo(AT_LEAST);
    honestSignOnSucceeds();
  }

  /** So that the story can fail. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 500 Internal Server Error | status 500",
        "HTTP/1.1 200 OK~~<pre>~\tat org.example.A.b(A.java:1) | in the page",
        "HTTP/1.1 200 OK~~java.lang.NullPointerException | in the page",
        "HTTP/1.1 200 OK~~FreeMarker template error: FTL stack trace | in the page",
        "HTTP/1.1 302 Found~Set-Cookie: KEYCLOAK_IDENTITY=ey;Path=/realms/omu/ | signed on",
        "HTTP/1.1 302 Found~Location: http://localhost/portal?state=s&code=x | signed on",
        "'' | no answer",
      })
  void whatIsLookedForIsFound(String response, String offence) {
    assertThat(offences(Answer.of(response.replace("~", "\r\n"))))
        .singleElement()
        .asString()
        .contains(offence);
  }

  /** But for refused requests that Keycloak explains, and those {@link #isKeycloaksOwn} excused. */
  private static boolean hasStackTraceOfOurs(String entry) {
    return entry.contains("\n\tat io.github.campusotp")
        && !TALK.matcher(entry).find()
        && !entry.contains("RuntimeException: Form value is a file");
  }

  /** A user with a session sees pages that others do not; these requests start no second one. */
  private void openSignedOn() throws IOException {
    Person person = campus.people().student();
    HttpSignOn browser = new HttpSignOn(campus.node());
    browser.password(person, campus.portalCallback());
    assertThat(browser.submit(Map.of("otp", person.code())).isIn()).isTrue();
    Answer test = browser.open("/realms/omu/mfa/test");
    while (test.location() != null) {
      test = browser.open(test.location());
    }
    assertThat(test.body()).contains(person.username());
    int offset = 0;
    for (String address : HostileValues.ADDRESSES) {
      for (String value : HostileValues.every(6, offset++, HostileValues.VALUES).toList()) {
        send("", browser, Hostile.get(HostileValues.and(address, HostileValues.everywhere(value))));
        send(
            "",
            browser,
            Hostile.get(HostileValues.and(address, "state=s&error=" + value))
                .as(HostileRequests.ASKED_FOR));
        send("", browser, Hostile.get(address).as("Cookie: CAMPUS_SITE_FLASH=" + value));
      }
    }
    assertThat(campus.records().sessions(person)).hasSize(1);
  }

  private void honestSignOnSucceeds() throws IOException {
    Person person = campus.people().student();
    HttpSignOn browser = new HttpSignOn(campus.node());
    Answer yellow = browser.password(person, campus.portalCallback());
    assertThat(yellow.isYellowPage()).as(yellow.toString()).isTrue();
    Answer in = browser.submit(Map.of("otp", person.code()));
    assertThat(in.isIn()).as(in.toString()).isTrue();
    assertThat(campus.records().sessions(person)).hasSize(1);
  }

  private static void run(List<Turn> turns) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Turn turn : turns) {
        running.add(threads.submit(turn));
      }
      for (Future<?> done : running) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** What one thread does without a pause. */
  private interface Turn extends Callable<Void> {
    void take() throws IOException;

    @Override
    default Void call() throws IOException {
      take();
      return null;
    }
  }

  private static List<List<Hostile>> inTurns(Collection<Hostile> all) {
    List<Hostile> list = List.copyOf(all);
    List<List<Hostile>> turns = new ArrayList<>();
    for (int begin = 0; begin < list.size(); begin += TURN) {
      turns.add(list.subList(begin, Math.min(begin + TURN, list.size())));
    }
    return turns;
  }

  private void open(List<Hostile> turn) throws IOException {
    HttpSignOn browser = new HttpSignOn(campus.node());
    for (Hostile hostile : turn) {
      send("", browser, hostile);
    }
  }

  private void submit(HostileScene scene, List<Hostile> turn) throws IOException {
    HostileVisit visit = new HostileVisit(campus, people, scene);
    for (Hostile hostile : turn) {
      if (!visit.isThere()) {
        visit = new HostileVisit(campus, people, scene);
      }
      Hostile known = hostile.of(visit.person());
      String request = known.text(campus, visit.browser);
      Answer answer = send(scene.name(), visit.browser, known);
      if (hostile.isAside()) {
        visit.page = Answer.NONE;
        continue;
      }
      visit.page = visit.browser.take(answer);
      for (String what : offences(visit.page)) {
        if (visit.page != answer) {
          offences.add(what + " in the end, at " + scene + ": " + shortened(request));
        }
      }
    }
  }

  private Answer send(String where, HttpSignOn browser, Hostile hostile) throws IOException {
    String request = hostile.text(campus, browser);
    Answer answer = exchange(browser, request);
    sent.increment();
    statuses.computeIfAbsent(answer.status(), status -> new LongAdder()).increment();
    for (String what : offences(answer)) {
      if (!isKeycloaksOwn(where, hostile, answer)) {
        offences.add(what + " at " + where + ": " + shortened(request));
      }
    }
    return answer;
  }

  private static Answer exchange(HttpSignOn browser, String request) {
    try {
      return Answer.of(browser.exchange(request));
    } catch (IOException broken) {
      return Answer.NONE;
    }
  }

  /**
   * Keycloak's HTTP layer (RESTEasy Reactive) throws where it should refuse: at a media type that
   * cannot be parsed, a form with a wrong escape or with more than 1000 fields, a multipart form
   * without a boundary or without an end, all before any code of ours; and at a multipart form with
   * a file where an action asks Keycloak for the fields. So that nothing else is excused, the very
   * same request must end the same way where nothing of ours takes part: at the account console, or
   * at the sign-on form or the new password of the realm master.
   */
  private boolean isKeycloaksOwn(String where, Hostile hostile, Answer answer) throws IOException {
    if (!offences(answer).equals(List.of("status 500"))) {
      return false;
    }
    boolean isKeycloaksOwn =
        where.isEmpty()
            ? fails(new HttpSignOn(campus.node()), hostile.elsewhere())
            : fails(atKeycloaksOwnForm(), hostile) || failsAtNewPassword(hostile);
    if (isKeycloaksOwn) {
      keycloaksOwn.increment();
    }
    return isKeycloaksOwn;
  }

  private HttpSignOn atKeycloaksOwnForm() throws IOException {
    HttpSignOn browser = new HttpSignOn(campus.node());
    String console = campus.front().resolve("/admin/master/console/").toString();
    Answer page =
        browser.open(HostileVisit.authorization("master", "security-admin-console", console));
    assertThat(page.body()).contains("name=\"password\"");
    return browser;
  }

  private boolean failsAtNewPassword(Hostile hostile) throws IOException {
    String realm = "/admin/realms/master";
    Person person = campus.people().stranger(realm);
    String path = realm + "/users/" + person.id();
    campus.admin().call("PUT", path, Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
    HttpSignOn browser = atKeycloaksOwnForm();
    Answer page =
        browser.submit(Map.of("username", person.username(), "password", person.password()));
    assertThat(page.body()).contains("name=\"password-new\"");
    boolean fails = fails(browser, hostile);
    campus.admin().call("DELETE", path, null);
    return fails;
  }

  private boolean fails(HttpSignOn browser, Hostile hostile) {
    return exchange(browser, hostile.text(campus, browser)).status() == 500;
  }

  private static List<String> offences(Answer answer) {
    List<String> found = new ArrayList<>();
    if (answer.status() == 0) {
      found.add("no answer");
    }
    if (answer.status() >= 500) {
      found.add("status " + answer.status());
    }
    Matcher trace = STACK_TRACE.matcher(answer.body());
    if (trace.find()) {
      found.add("\"" + trace.group() + "\" in the page");
    }
    boolean identity = answer.cookies().stream().anyMatch(IDENTITY.asMatchPredicate());
    boolean authorized =
        answer.location() != null && AUTHORIZATION_CODE.matcher(answer.location()).find();
    if (identity || authorized) {
      found.add("signed on");
    }
    return found;
  }

  /** What is repeated is shown once. */
  private static String shortened(String request) {
    return request
        .replaceAll("(?s)(.{1,12}?)\\1{15,}", "$1…repeated…")
        .replace("\r\n", "\\r\\n")
        .replace("\u0000", "\\0");
  }
}
