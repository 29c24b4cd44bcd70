package io.github.campusotp.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.KeycloakAdmin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Thousands of requests that no honest browser sends, over every address and every form of ours:
 * never an error of the server's, never a stack trace, never a session.
 *
 * <p>They go to the node itself, since a proxy would keep the worst of them from it. All of them
 * come from off campus. What is sent depends on nothing but this file.
 */
@ExtendWith(Campus.Resolver.class)
class HostileRequestsIT {
  private static final int AT_LEAST = 5000;
  private static final int THREADS = 4;

  /** Requests by one person at one page before the next person takes over. */
  private static final int TURN = 40;

  private static final int STEPS = 20;
  private static final int SHOWN = 10;

  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  private static final Pattern PAGE = Pattern.compile("data-page-id=\"login-([^\"]+)\"");
  private static final Pattern STACK_TRACE =
      Pattern.compile(
          "\\sat [\\w.$/@]++\\(|[a-z]Exception\\b|Caused by:|java\\.lang\\.|org\\.keycloak\\."
              + "|io\\.github\\.campusotp|freemarker\\.|FTL stack");

  /** How an entry of the log begins that is no complaint: a library may trace what it tries. */
  private static final Pattern TALK = Pattern.compile("^\\S+ \\S+ +(DEBUG|FINE|FINER|TRACE) ");

  private static final Pattern IDENTITY = Pattern.compile("KEYCLOAK_(IDENTITY|SESSION)=[^;]+.*");
  private static final Pattern AUTHORIZATION_CODE = Pattern.compile("[?&#]code=");

  /** Percent-encoded where a query or a form needs it, and wrongly where that is the point. */
  private static final List<String> VALUES =
      List.of(
          "",
          "%20",
          "+++",
          "0",
          "-1",
          "9".repeat(30),
          "1e400",
          "NaN",
          "null",
          "true",
          "x",
          "123456",
          "%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96", // full-width digits
          "%D9%A1%D9%A2%D9%A3%D9%A4%D9%A5%D9%A6", // Arabic digits
          "12345",
          "1234567",
          "ja",
          "en",
          "zz-ZZ-x-y",
          "ja_JP_%23Latn%40x=y",
          "%00",
          "123456%00",
          "%5Cu0000",
          "%u0000",
          "%",
          "%2",
          "%ZZ",
          "%FF",
          "%FE%FF%00a",
          "%C0%AF", // overlong
          "%E0%80%AF",
          "%ED%A0%80", // a lone surrogate
          "%ED%BF%BF%ED%A0%80",
          "%F4%90%80%80", // beyond Unicode
          "%E3%81", // cut off
          "\u00ff\u00fe",
          "%EF%BB%BF",
          "%E2%80%AEabc%E2%80%8B",
          "e" + "%CC%81".repeat(50),
          "%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB",
          "%0D%0ASet-Cookie:%20KEYCLOAK_IDENTITY=forged",
          "%0d%0a%0d%0a%3Chtml%3E",
          "%E5%98%8D%E5%98%8ASet-Cookie:x=y", // a CR and an LF to whoever drops the upper bits
          "%3Cscript%3Ealert(1)%3C/script%3E",
          "%22%20autofocus%20onfocus=%22alert(1)",
          "%5D%5D%3E%3C!--",
          "$%7B7*7%7D",
          "%24%7Bjndi:ldap://127.0.0.1:1/x%7D",
          "%23%7B7*7%7D",
          "%3C%23list%201..9%20as%20x%3E",
          "%24%7Bx?eval%7D",
          "%7B0%7D",
          "%7B",
          "'%7B",
          "%25n%25s%251$s",
          "'%20OR%20'1'='1",
          "*)(uid=*",
          "..%2F..%2F..%2Fetc%2Fpasswd",
          "%2e%2e/%2e%2e/",
          "javascript:alert(1)",
          "//evil.example/",
          "%7B%22a%22:%5B1%5D%7D",
          "a@b@c",
          "%22a%20b%22@example.org",
          "x@%5B127.0.0.1%5D",
          "x@" + "a.".repeat(120) + "example",
          "x@xn--" + "a".repeat(70) + ".example",
          "x%0D%0ABcc:%20y@example.org",
          "success",
          "access_denied",
          "setup-success",
          "login_required",
          "x".repeat(1500));

  /** For bodies: some grow when they are normalised, decoded or escaped. */
  private static final List<String> HUGE_VALUES =
      List.of(
          "a".repeat(8_000),
          "1".repeat(60_000),
          "%EF%B7%BA".repeat(6_600), // one letter, eighteen when normalised
          "%3C".repeat(20_000),
          "%00".repeat(8_000),
          "%ED%A0%80".repeat(3_000),
          "e" + "%CC%81".repeat(9_000),
          "x@" + "a.".repeat(20_000) + "example");

  private static final List<String> CONTENT_TYPES =
      List.of(
          "application/json",
          "application/xml",
          "text/plain",
          "text/plain; charset=nonsense",
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "multipart/form-data; boundary=b",
          "application/x-www-form-urlencoded; charset=UTF-16",
          "application/x-www-form-urlencoded; charset=nonsense",
          "application/x-www-form-urlencoded; charset=",
          "application/x-www-form-urlencoded, application/json",
          "APPLICATION/X-WWW-FORM-URLENCODED",
          "application/octet-stream",
          "*/*",
          "nonsense",
          "",
          "/",
          ";");

  private static final List<String> BODIES =
      List.of(
          "",
          "&&&&",
          "=",
          "====",
          "=x",
          "%=%",
          ";;;",
          "\u0000\u0001\u00ff",
          "%00=%00",
          "x=1&".repeat(900),
          "x=1&".repeat(3000),
          "[]",
          "<x/>");

  private static final List<String> METHODS =
      List.of("POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "GET", "PROPFIND");

  private static final List<String> ADDRESSES =
      List.of(
          "/realms/omu/mfa",
          "/realms/omu/mfa/reset/request",
          "/realms/omu/mfa/reset/request?setup=1",
          "/realms/omu/mfa/key",
          "/realms/omu/mfa/delete",
          "/realms/omu/mfa/address",
          "/realms/omu/mfa/test",
          "/realms/omu/mfa/test?again=1",
          "/realms/omu/mfa/elsewhere",
          "/realms/omu/start",
          "/realms/omu/start/begin",
          "/realms/omu/start/complete",
          "/realms/omu/start/elsewhere");

  private static final List<String> PARAMETERS =
      List.of(
          "state",
          "code",
          "error",
          "error_description",
          "kc_action",
          "kc_action_status",
          "kc_locale",
          "ui_locales",
          "session_state",
          "iss",
          "again",
          "setup");

  private static final String RESET =
      "/realms/omu/login-actions/reset-credentials?client_id=omu-portal";

  /** The site takes its own word for it that it asked: only then it reads what the answer says. */
  private static final String ASKED_FOR = "Cookie: CAMPUS_SITE_REQUEST=s.setup";

  private static final List<String> COOKIES =
      List.of(
          "CAMPUS_SITE_REQUEST",
          "CAMPUS_SITE_FLASH",
          "AUTH_SESSION_ID",
          "KC_RESTART",
          "KC_AUTH_SESSION_HASH",
          "KEYCLOAK_LOCALE",
          "KEYCLOAK_IDENTITY",
          "KEYCLOAK_SESSION");

  private static final List<String> HEADERS =
      List.of(
          "Accept-Language",
          "User-Agent",
          "Accept",
          "Accept-Encoding",
          "Referer",
          "Origin",
          "Authorization",
          "Range",
          "If-Modified-Since",
          "X-HTTP-Method-Override");

  private static final List<String> STATE_PARAMETERS =
      List.of("execution", "session_code", "tab_id", "client_data", "client_id");

  /** A form of ours, and how somebody comes to it. */
  private enum Scene {
    PORTAL_SIGN_ON("", "login", KeycloakAdmin::student, "username", "password", "credentialId"),
    SITE_SIGN_ON(
        "/realms/omu/mfa/key",
        "campus-sign-on",
        KeycloakAdmin::student,
        "username",
        "password",
        "login"),
    START_SIGN_ON(
        "/realms/omu/start/begin",
        "campus-sign-on",
        KeycloakAdmin::freshman,
        "username",
        "password",
        "login"),
    YELLOW_PAGE(
        "", "campus-otp", KeycloakAdmin::student, "otp", "login", "reset", "selectedCredentialId"),
    FIRST_ADDRESS(
        "", "campus-recovery-address", KeycloakAdmin::newcomer, "recoveryEmail", "confirm", "back"),
    CODE_TO_FIRST_ADDRESS(
        "", "campus-code", KeycloakAdmin::newcomer, "code", "verify", "resend", "recoveryEmail"),
    CODE("", "campus-code", KeycloakAdmin::studentWithoutKey, "code", "verify", "resend", "back"),
    CONFIRMATION(
        "", "campus-confirm", KeycloakAdmin::studentWithoutKey, "confirm", "back", "otp", "verify"),
    KEY_OWED(
        "", "campus-key", KeycloakAdmin::studentWithoutKey, "confirm", "otp", "verify", "back"),
    KEY_SHOWN(
        "/realms/omu/mfa/key", "campus-key", KeycloakAdmin::student, "confirm", "otp", "verify"),
    DELETION("/realms/omu/mfa/delete", "campus-confirm", KeycloakAdmin::student, "otp", "delete"),
    REISSUE(
        "/realms/omu/mfa/reset/request", "campus-confirm", KeycloakAdmin::student, "otp", "verify"),
    FORGOTTEN(RESET, "login-reset-password", KeycloakAdmin::student, "username", "login"),
    FORGOTTEN_CODE(
        RESET, "campus-code", KeycloakAdmin::student, "code", "verify", "resend", "back"),
    PLEDGE("/realms/omu/start/begin", "terms", KeycloakAdmin::freshman, "accept", "cancel"),
    NEW_PASSWORD(
        "/realms/omu/start/begin",
        "login-update-password",
        KeycloakAdmin::freshman,
        "password-new",
        "password-confirm",
        "logout-sessions"),
    ATTENTION(
        "/realms/omu/start/begin",
        "campus-attention",
        KeycloakAdmin::freshman,
        "confirm",
        "otp",
        "verify"),
    RESUME("/realms/omu/start/begin", "campus-resume", KeycloakAdmin::freshman, "otp", "verify"),
    REFUSAL(
        "/realms/omu/mfa/key",
        "campus-refused",
        KeycloakAdmin::studentWithoutAddress,
        "confirm",
        "otp");

    private final String entry;
    private final String page;
    private final Function<KeycloakAdmin, Person> who;
    private final List<String> fields;

    /** What does end the page, and yet is no way in. */
    private List<String> more = List.of();

    static {
      for (Scene signOn : List.of(PORTAL_SIGN_ON, SITE_SIGN_ON, START_SIGN_ON)) {
        signOn.more =
            List.of(
                "username={username}%00&password={password}",
                "username=%00{username}&password={password}",
                "username={username}%FF&password={password}",
                "username=&username={username}&password={password}",
                "username[]={username}&password[]={password}",
                "username={username}&password={password}%00",
                "username={username}&password=x&password={password}",
                "username={username}&password=%ED%A0%80",
                "username={username}&password=%FF&login=%FF",
                "username={username}&password=" + "%E3%81%82".repeat(5_000));
      }
      RESUME.more =
          List.of(
              "confirm=%00", "confirm=%FF&back=%FF", "back=%ED%A0%80", "back", "confirm=&confirm=");
      CONFIRMATION.more = List.of("confirm=confirm&confirm=x", "confirm=confirm&back=x&otp=%FF");
      KEY_OWED.more =
          List.of("confirm=done", "confirm=yes", "confirm=done&confirm=yes", "confirm=yes&otp=");
      FIRST_ADDRESS.more =
          List.of("recoveryEmail=x@example.org&recoveryEmail=%FF", "recoveryEmail=x%40example.org");
    }

    Scene(String entry, String page, Function<KeycloakAdmin, Person> who, String... fields) {
      this.entry = entry;
      this.page = page;
      this.who = who;
      this.fields = List.of(fields);
    }
  }

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
  void thousandsOfHostileRequestsAreNeitherAnErrorNorAWayIn() throws Exception {
    long log = campus.logged();
    List<Turn> turns = new ArrayList<>();
    for (Scene scene : Scene.values()) {
      inTurns(hostileForms(scene)).forEach(turn -> turns.add(() -> submit(scene, turn)));
    }
    inTurns(hostileAddresses()).forEach(turn -> turns.add(() -> open(turn)));
    turns.add(this::openSignedOn);
    run(turns);

    for (Person person : people) {
      if (!campus.admin().sessions(person).isEmpty()) {
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

  /** Whoever has a session sees pages that nobody else does; these requests start no second one. */
  private void openSignedOn() throws IOException {
    Person person = campus.admin().student();
    HttpSignOn browser = new HttpSignOn(campus.node());
    browser.password(person, campus.portalCallback());
    assertThat(browser.submit(Map.of("otp", person.code())).isIn()).isTrue();
    Answer test = browser.open("/realms/omu/mfa/test");
    while (test.location() != null) {
      test = browser.open(test.location());
    }
    assertThat(test.body()).contains(person.username());
    int offset = 0;
    for (String address : ADDRESSES) {
      for (String value : every(6, offset++, VALUES).toList()) {
        send("", browser, Hostile.get(and(address, everywhere(value))));
        send("", browser, Hostile.get(and(address, "state=s&error=" + value)).as(ASKED_FOR));
        send("", browser, Hostile.get(address).as("Cookie: CAMPUS_SITE_FLASH=" + value));
      }
    }
    assertThat(campus.admin().sessions(person)).hasSize(1);
  }

  private static String everywhere(String value) {
    String shortened = value.substring(0, Math.min(value.length(), 200));
    return PARAMETERS.stream().map(name -> name + "=" + shortened).collect(Collectors.joining("&"));
  }

  private void honestSignOnSucceeds() throws IOException {
    Person person = campus.admin().student();
    HttpSignOn browser = new HttpSignOn(campus.node());
    Answer yellow = browser.password(person, campus.portalCallback());
    assertThat(yellow.isYellowPage()).as(yellow.toString()).isTrue();
    Answer in = browser.submit(Map.of("otp", person.code()));
    assertThat(in.isIn()).as(in.toString()).isTrue();
    assertThat(campus.admin().sessions(person)).hasSize(1);
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

  private void submit(Scene scene, List<Hostile> turn) throws IOException {
    Visit visit = new Visit(scene);
    for (Hostile hostile : turn) {
      if (!visit.isThere()) {
        visit = new Visit(scene);
      }
      Hostile known = hostile.of(visit.person);
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
    Answer page = browser.open(authorization("master", "security-admin-console", console));
    assertThat(page.body()).contains("name=\"password\"");
    return browser;
  }

  private boolean failsAtNewPassword(Hostile hostile) throws IOException {
    String realm = "/admin/realms/master";
    Person person = campus.admin().stranger(realm);
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

  private static String authorization(String realm, String client, String redirect) {
    return "/realms/"
        + realm
        + "/protocol/openid-connect/auth?response_type=code&scope=openid&state=s&nonce=n"
        + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        + "&client_id="
        + client
        + "&redirect_uri="
        + redirect;
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

  private static Set<Hostile> hostileForms(Scene scene) {
    Set<Hostile> hostile = new LinkedHashSet<>();
    int offset = scene.ordinal();
    String first = scene.fields.get(0);
    for (String field : scene.fields) {
      int step = field.equals(first) ? 1 : 12;
      Stream.of(
              every(step == 1 ? 1 : 2, offset, shapes(field).toList()),
              every(step, offset++, VALUES).map(value -> field + "=" + value),
              every(step == 1 ? 1 : 3, offset, HUGE_VALUES).map(value -> field + "=" + value))
          .flatMap(bodies -> bodies)
          .forEach(body -> hostile.add(Hostile.form(body)));
    }
    Stream.concat(every(3, offset, VALUES), every(2, offset, HUGE_VALUES))
        .forEach(value -> hostile.add(Hostile.form(all(scene, value))));
    BODIES.forEach(body -> hostile.add(Hostile.form(body)));
    scene.more.forEach(body -> hostile.add(Hostile.form(body)));
    List<String> otherBodies =
        List.of(
            first + "=x",
            "{\"" + first + "\":[1,{}]}",
            part(first, ""),
            part(first, "; filename=x"));
    for (String type : CONTENT_TYPES) {
      every(4, offset++, otherBodies)
          .forEach(body -> hostile.add(Hostile.form(body).as("Content-Type: " + type)));
    }
    otherBodies.forEach(
        body ->
            hostile.add(Hostile.form(body).as("Content-Type: multipart/form-data; boundary=b")));
    hostile.add(Hostile.form(first + "=x").as());
    METHODS.forEach(method -> hostile.add(Hostile.form(first + "=x").by(method)));
    for (String name : STATE_PARAMETERS) {
      Pattern present = Pattern.compile("([?&])" + name + "=([^&]*)");
      Stream.of(
              every(5, offset++, shapes(name).toList()).map(shape -> "$1" + shape),
              every(18, offset, VALUES)
                  .map(value -> "$1" + name + "=" + Matcher.quoteReplacement(value)),
              Stream.of("$1", "$0&NAME=x", "$1NAME=x&NAME=$2", "$1NAME=$2x", "$1NAME=$2%00")
                  .map(shape -> shape.replace("NAME", name)))
          .flatMap(replacements -> replacements)
          .forEach(replacement -> hostile.add(Hostile.form("").with(present, replacement)));
    }
    for (String cookie : COOKIES) {
      every(48, offset++, VALUES)
          .forEach(
              value ->
                  hostile.add(Hostile.form("").aside(FORM, "Cookie: " + cookie + "=" + value)));
    }
    return hostile;
  }

  private static String part(String field, String more) {
    return "--b\r\nContent-Disposition: form-data; name=" + field + more + "\r\n\r\nx\r\n--b--\r\n";
  }

  private static String all(Scene scene, String value) {
    return scene.fields.stream().map(field -> field + "=" + value).collect(Collectors.joining("&"));
  }

  private static Set<Hostile> hostileAddresses() {
    Set<Hostile> hostile = new LinkedHashSet<>();
    int offset = 0;
    for (String address : ADDRESSES) {
      for (String name : PARAMETERS) {
        every(5, offset++, shapes(name).toList())
            .forEach(shape -> hostile.add(Hostile.get(and(address, shape))));
        every(24, offset, VALUES)
            .forEach(value -> hostile.add(Hostile.get(and(address, name + "=" + value))));
        every(24, offset + 12, VALUES)
            .map(value -> and(and(address, "state=s"), name + "=" + value))
            .forEach(target -> hostile.add(Hostile.get(target).as(ASKED_FOR)));
      }
      every(8, offset++, VALUES)
          .map(HostileRequestsIT::everywhere)
          .forEach(query -> hostile.add(Hostile.get(and(address, query))));
      for (String cookie : COOKIES) {
        every(24, offset++, VALUES)
            .forEach(
                value -> hostile.add(Hostile.get(address).as("Cookie: " + cookie + "=" + value)));
      }
      for (String header : HEADERS) {
        every(48, offset++, VALUES)
            .forEach(value -> hostile.add(Hostile.get(address).as(header + ": " + value)));
      }
      hostile.add(Hostile.get(address).as("Cookie: " + "a=b; ".repeat(1500)));
      hostile.add(Hostile.get(address).as("Accept-Language: " + "ja;q=0.5,".repeat(3000)));
      hostile.add(Hostile.get(address).as("Accept-Language: *;q=\u00ff, -, ja-"));
      hostile.add(Hostile.get(address).as("Cookie: CAMPUS_SITE_FLASH=" + "x".repeat(50_000)));
      hostile.add(Hostile.get(and(address, "kc_locale=" + "x".repeat(8_000))));
      for (String method : METHODS) {
        for (String type : every(18, offset++, CONTENT_TYPES).toList()) {
          hostile.add(
              new Hostile(
                  method, action -> address, List.of("Content-Type: " + type), "state=x", true));
        }
      }
    }
    for (String path :
        List.of(
            "/",
            "//",
            "/.",
            "/..",
            "/../mfa",
            "/;again=1",
            ";x=y/test",
            "/test;again=1",
            "/test/",
            "/test/x",
            "/TEST",
            "/%00",
            "/%0d%0a",
            "/%ZZ",
            "/%FF",
            "/%C0%AE%C0%AE",
            "/%ED%A0%80",
            "/%2e%2e/%2e%2e",
            "/%2F",
            "/%5C",
            "/{elsewhere:.+}",
            "/${7*7}",
            "/<script>",
            "/%3Cscript%3E",
            "/\u00ff",
            "/reset",
            "/reset/request/",
            "/" + "x/".repeat(1500),
            "/" + "x".repeat(3000),
            "?",
            "?&",
            "??",
            "?=",
            "?%",
            "?#")) {
      for (String site : List.of("/realms/omu/mfa", "/realms/omu/start")) {
        hostile.add(Hostile.get(site + path));
      }
    }
    for (String realm : every(3, 0, VALUES).toList()) {
      hostile.add(Hostile.get("/realms/" + realm + "/mfa"));
      hostile.add(Hostile.get("/realms/" + realm + "/start"));
    }
    for (String site : List.of("mfa", "mfa/key", "mfa/test", "start", "start/begin")) {
      hostile.add(Hostile.get("/realms/master/" + site));
    }
    return hostile;
  }

  /** A name without value, doubled, in the notations of other platforms, and almost right. */
  private static Stream<String> shapes(String name) {
    return Stream.of(
            "N",
            "N=a&N=b",
            "N=&N=",
            "N[]=a&N[]=b",
            "N[0][x]=a",
            "N.x=a&N.y=b",
            "%00N=a",
            "N%00=a",
            "N%FF=a",
            ("N=a&").repeat(60) + "N=a")
        .map(shape -> shape.replace("N", name));
  }

  private static String and(String address, String query) {
    return address + (address.contains("?") ? "&" : "?") + query;
  }

  /** One of so many, beginning elsewhere each time, so that together all have their turn. */
  private static Stream<String> every(int step, int offset, List<String> values) {
    return IntStream.range(0, values.size())
        .filter(i -> i % step == offset % step)
        .mapToObj(values::get);
  }

  /** Somebody new at a page, to which they came as honest people do. */
  private final class Visit {
    private final Scene scene;
    private Person person;
    private HttpSignOn browser;
    private Answer page;

    Visit(Scene scene) throws IOException {
      this.scene = scene;
      person = scene.who.apply(campus.admin());
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
      if (scene == Scene.ATTENTION && is("campus-key")) {
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
          if (scene == Scene.RESUME) {
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
  }

  /**
   * A request that nobody means well with.
   *
   * @param target from the address to which the page's form goes
   * @param body its bytes as ISO 8859-1, or null
   * @param isAside whether the browser stays where it is, whatever comes back
   */
  private record Hostile(
      String method,
      UnaryOperator<String> target,
      List<String> headers,
      String body,
      boolean isAside) {

    static Hostile get(String target) {
      return new Hostile("GET", action -> target, List.of(), null, true);
    }

    static Hostile form(String body) {
      return new Hostile("POST", action -> action, List.of(FORM), body, false);
    }

    Hostile by(String method) {
      return new Hostile(method, target, headers, body, isAside);
    }

    /** What knows a name and a password knows this person's. */
    Hostile of(Person person) {
      String known =
          body.replace("{username}", person.username()).replace("{password}", person.password());
      return new Hostile(method, target, headers, known, isAside);
    }

    Hostile as(String... headers) {
      return new Hostile(method, target, List.of(headers), body, isAside);
    }

    Hostile aside(String... headers) {
      return new Hostile(method, target, List.of(headers), body, true);
    }

    Hostile with(Pattern part, String replacement) {
      return new Hostile(
          method, action -> part.matcher(action).replaceFirst(replacement), headers, body, true);
    }

    /** The same at an address that Keycloak provides itself, in much the same way as ours. */
    Hostile elsewhere() {
      return new Hostile(
          method,
          action -> target.apply(action).replaceFirst("/(mfa|start)\\b", "/account"),
          headers,
          body,
          isAside);
    }

    String text(Campus campus, HttpSignOn browser) {
      String action = browser.action() == null ? "" : browser.action().replace("&amp;", "&");
      StringBuilder text = new StringBuilder();
      text.append(method).append(' ');
      text.append(target.apply(action.replaceFirst("^https?://[^/]+", "")));
      text.append(" HTTP/1.1\r\nHost: ").append(campus.node().getAuthority());
      text.append("\r\nConnection: close\r\n");
      if (!browser.cookieLine().isEmpty()) {
        text.append("Cookie: ").append(browser.cookieLine()).append("\r\n");
      }
      headers.forEach(header -> text.append(header).append("\r\n"));
      if (body != null) {
        text.append("Content-Length: ").append(body.length()).append("\r\n");
      }
      return text.append("\r\n").append(body == null ? "" : body).toString();
    }
  }
}
