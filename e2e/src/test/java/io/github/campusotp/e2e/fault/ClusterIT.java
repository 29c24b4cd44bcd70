package io.github.campusotp.e2e.fault;

import static io.github.campusotp.e2e.Parallel.parallel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.campusotp.e2e.Patience;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.server.Cluster;
import io.github.campusotp.e2e.server.Cluster.Node;
import io.github.campusotp.e2e.server.Event;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.Setting;
import io.github.campusotp.e2e.server.StoryServer;
import io.github.campusotp.e2e.server.Walk;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Bad luck of two nodes: what people see of it, and that nobody gets in without a one-time
 * password. What is seen makes the table of docs/operations.md.
 */
@Tag("fault")
@TestMethodOrder(OrderAnnotation.class)
class ClusterIT {
  private static final Path DOCUMENT = StoryServer.REPOSITORY.resolve("docs/operations.md");
  private static final String HEAD = "| fault | when | what people see |";
  private static final Set<String> ROWS = Collections.synchronizedSet(new LinkedHashSet<>());
  private static final Set<String> TOLD = new HashSet<>();

  private static final String ADDRESS_ACTION = "campus-recovery-address";

  /** What a node of the next release says on the menu of the management site. */
  private static final String NEXT_RELEASE = "次の版。";

  private static final String MENU_LEAD = "campusMenuLead=";

  private static Cluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new Cluster();
  }

  @AfterAll
  static void end() throws IOException {
    cluster.close();
    Files.write(Path.of("target/faults.md"), ROWS);
    List<String> table =
        Files.readAllLines(DOCUMENT).stream()
            .dropWhile(line -> !line.equals(HEAD))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    assertThat(table).as("made anew in target/faults.md").containsAll(ROWS);
    if (TOLD.containsAll(stories())) {
      assertThat(table).as("what nobody saw").hasSameSizeAs(ROWS);
    }
  }

  private static Set<String> stories() {
    return Stream.of(ClusterIT.class.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(Method::getName)
        .collect(Collectors.toSet());
  }

  @AfterEach
  void isTold(TestInfo story) {
    TOLD.add(story.getTestMethod().orElseThrow().getName());
  }

  @BeforeEach
  void bothNodesRun() throws Exception {
    for (Node node : cluster.nodes()) {
      node.start();
    }
  }

  private static long mails(Person person) {
    return cluster.mailbox().codes(person.recoveryEmail());
  }

  private static void seen(String fault, String when, String what) {
    ROWS.add("| %s | %s | %s |".formatted(fault, when, what));
  }

  /**
   * At every page that there is stands somebody to whom the same node has shown it; and somebody
   * has just typed a one-time password there. What the dead node knew the other knows too. A wave
   * of the office that it was half through is begun again.
   */
  @Test
  @Order(Integer.MAX_VALUE) // only to spare the dead node's next start
  void theNodeThatServesIsKilledAndAllGoOnAtTheOther() throws Exception {
    Node dead = cluster.nodes().get(1);
    Map<String, Callable<Void>> people = new LinkedHashMap<>();
    for (Journey journey : Journey.values()) {
      Walk whole = journey.begin(cluster);
      List<String> places = whole.goesToTheEnd();
      isOver(journey, whole.person());
      for (int page = 0; page < places.size(); page++) {
        String place = places.get(page);
        if (!people.containsKey(place)) {
          Walk walk = journey.stopsAt(page, cluster, dead);
          assertThat(walk.place()).isEqualTo(place);
          people.put(place, () -> goesOnAtTheOther(walk, journey));
        }
      }
    }
    try (Setting patient = codesStayGood()) {
      cluster.sendTo(dead);
      UsedCode used = new UsedCode(cluster.students(6), cluster::browserAtHome);
      cluster.sendToBoth();
      people.put(
          "a used code",
          () -> {
            used.isRefused(cluster::browserAtHome);
            return null;
          });
      KilledWave wave = new KilledWave(cluster.nodes().get(0));
      wave.beginAt(dead);
      dead.kill();
      people.put(
          "a wave",
          () -> {
            wave.isBegunAgain();
            return null;
          });
      parallel(List.copyOf(people.values()));
    }
  }

  private static Void goesOnAtTheOther(Walk walk, Journey journey) throws IOException {
    String place = walk.place();
    walk.step();
    boolean lost = !walk.isOver() && walk.page().isEmpty();
    if (lost) {
      walk.reload();
    }
    boolean goesOn = walk.isOver() || !walk.place().equals(place);
    seen(
        "`kill -9` of the node that serves",
        "page " + place,
        (lost ? "an error page, and after a reload " : "")
            + (goesOn ? "the next page" : "the same page once more"));
    walk.goesToTheEnd();
    isOver(journey, walk.person());
    return null;
  }

  private static void isOver(Journey journey, Person person) throws IOException {
    boolean hasKey = journey != Journey.DELETION;
    assertThat(cluster.records().credentialIds(person, "otp")).hasSize(hasKey ? 1 : 0);
    if (hasKey) {
      isAskedAndGetsInOnce(person);
    }
  }

  private static void isAskedAndGetsInOnce(Person person) throws IOException {
    Walk walk = new Walk(cluster.browserAtHome(), cluster.mailbox(), person);
    walk.open(Journey.PORTAL).step();
    assertThat(walk.answer()).matches(Answer::isYellowPage);
    String code = person.code();
    HttpSignOn thief = cluster.browserAtHome();
    assertThat(thief.password(person, HttpSignOn.SHIPPED_PORTAL)).matches(Answer::isYellowPage);
    assertThat(walk.submit(Map.of("otp", code)).isIn()).isTrue();
    assertThat(thief.submit(Map.of("otp", code))).matches(Answer::isYellowPage);
    assertThat(cluster.records().events(person, "LOGIN"))
        .filteredOn(event -> event.client().equals("omu-portal"))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.secondFactor()).isEqualTo("otp"));
  }

  /** Else what is refused after a fault might only be too old. */
  private static Setting codesStayGood() {
    return cluster.settings().otpWindow(10);
  }

  @Test
  void theExtensionIsReplacedOnOneNodeAfterTheOther() throws Exception {
    Path next = nextRelease();
    for (Node node : cluster.nodes()) {
      node.becomes(next);
    }
    try (Setting patient = codesStayGood();
        Crowd crowd = new Crowd(cluster)) {
      UsedCode used = new UsedCode(cluster.students(9), cluster::browserAtHome);
      for (Node node : cluster.nodes()) {
        assertThat(menu(node)).doesNotContain(NEXT_RELEASE);
        node.stop();
        node.start();
        assertThat(menu(node)).contains(NEXT_RELEASE);
        used.isRefused(node::browserAtHome);
      }
      crowd.comesThrough();
      isAskedAndGetsInOnce(used.owner());
    }
    seen(
        "both nodes restarted one after the other, each with another jar of the extension",
        "sign-ons under way all the time",
        "whoever is interrupted begins again and gets in");
  }

  private static String menu(Node node) throws IOException {
    return node.browserAtHome().open(MenuPage.PATH).body();
  }

  /** It says so, and else does the same: Keycloak builds itself anew for it. */
  private static Path nextRelease() throws Exception {
    Path next = Path.of("target/next-release").toAbsolutePath();
    for (String same : List.of("demo/target/dist", "themes/target")) {
      Path link = next.resolve(same);
      Files.createDirectories(link.getParent());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, StoryServer.REPOSITORY.resolve(same).toRealPath());
    }
    Path target = Files.createDirectories(next.resolve("authenticator/target"));
    for (Path jar : StoryServer.options("cluster-1").providers()) {
      if (jar.getFileName().toString().startsWith("campus-otp-authenticator")) {
        Path copy = target.resolve("campus-otp-authenticator-999.jar");
        Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem inside = FileSystems.newFileSystem(copy)) {
          Path texts = inside.getPath("theme-resources/messages/messages_ja.properties");
          String old = Files.readString(texts);
          Files.writeString(texts, old.replace(MENU_LEAD, MENU_LEAD + NEXT_RELEASE));
        }
      }
    }
    return next;
  }

  /** In the middle of each kind of step: nobody gets in, and who was on the way goes on. */
  @Test
  void theDatabaseIsAwayAtEachStep() throws Exception {
    DatabaseAway away = new DatabaseAway(cluster);
    away.signOnNeedsIt();
    away.yellowPageNeedsIt();
    away.mailedCodeNeedsIt();
    away.keyNeedsIt();
  }

  @Test
  void theDatabaseIsAwayForTwentySeconds() throws Exception {
    Person person = cluster.people().student();
    Walk atYellowPage = new Walk(cluster.browserAtHome(), cluster.mailbox(), person);
    atYellowPage.open(Journey.PORTAL).step();
    Person visitor = cluster.people().student();
    try (Setting patient = codesStayGood();
        Crowd crowd = new Crowd(cluster)) {
      UsedCode used = new UsedCode(cluster.students(9), cluster::browserAtHome);
      cluster.toDatabase().pullOut();
      Patience.during(
          Duration.ofSeconds(20),
          () -> {
            HttpSignOn browser = cluster.browserOnCampus();
            Answer answer =
                browser.password(visitor, HttpSignOn.SHIPPED_PORTAL, "Accept: text/html");
            assertThat(answer.status()).isGreaterThanOrEqualTo(500);
            assertThat(answer).matches(has("kc-error-message"));
          });
      cluster.toDatabase().putBack();
      used.isRefused(cluster::browserAtHome);
      crowd.comesThrough();
      isAskedAndGetsInOnce(used.owner());
    }
    atYellowPage.reload();
    assertThat(atYellowPage.page()).isEqualTo("campus-otp");
    atYellowPage.step();
    assertThat(atYellowPage.isIn()).isTrue();
    assertThat(cluster.records().events(visitor, "LOGIN")).isEmpty();
    seen(
        "the database away for 20 seconds",
        "sign-ons under way all the time",
        "a page that says that something went wrong; afterwards whoever reloads goes on");
  }

  @Test
  void theMailServerIsAway() throws Exception {
    Person newcomer = cluster.people().newcomer();
    Walk walk = new Walk(cluster.browserAtHome(), cluster.mailbox(), newcomer);
    try (Setting quick = cluster.settings().action(ADDRESS_ACTION, "resendWait", "1")) {
      walk.open(Journey.PORTAL).goesTo("campus-recovery-address");
      cluster.toMail().pullOut();
      walk.step();
      assertThat(walk.page()).isEqualTo("campus-code");
      assertThat(walk.answer()).matches(has("確認コードを送信できませんでした"));
      walk.submit(Map.of("code", "000000", "verify", "verify", "confirm", "confirm"));
      assertThat(walk.page()).isEqualTo("campus-code");
      cluster.toMail().putBack();
      Patience.until(
          "the code is sent",
          () -> {
            walk.submit(Map.of("resend", "resend"));
            return mails(walk.person()) > 0;
          });
      while (!walk.isIn()) {
        walk.step();
      }
    }
    assertThat(cluster.records().credentialIds(newcomer, "otp")).hasSize(1);
    isAskedAndGetsInOnce(walk.person());
    seen(
        "the mail server away",
        "page `campus-code`",
        "the page says that no code could be sent; the button sends one later");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "libfaketime sets a clock for one process")
  void theClocksAreTenSecondsApart() throws Exception {
    Node behind = cluster.nodes().get(1);
    behind.with(clockBehind(10)).start();
    try {
      assertThat(Duration.between(behind.admin().now(), cluster.nodes().get(0).admin().now()))
          .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(12));
      Person newcomer = cluster.people().newcomer();
      Walk walk = new Walk(cluster.browserAtHome(), cluster.mailbox(), newcomer);
      walk.open(Journey.PORTAL);
      while (!walk.isIn()) {
        walk.step();
      }
      // The newcomer has typed the code of now: the next comes too early for the node behind.
      isAskedAndGetsInOnce(cluster.people().student());
      Node ahead = cluster.nodes().get(0);
      new UsedCode(cluster.students(6), ahead::browserAtHome).isRefused(behind::browserAtHome);
      new UsedCode(cluster.students(6), behind::browserAtHome).isRefused(ahead::browserAtHome);
    } finally {
      behind.with(Map.of());
    }
    seen("the clocks of the nodes 10 seconds apart", "every page", "nothing");
  }

  private static Map<String, String> clockBehind(int seconds) {
    List<Path> libraries = new ArrayList<>();
    for (String folder : List.of("x86_64-linux-gnu", "aarch64-linux-gnu", "")) {
      libraries.add(Path.of("/usr/lib", folder, "faketime", "libfaketimeMT.so.1"));
    }
    Path library =
        libraries.stream()
            .filter(Files::exists)
            .findFirst()
            .orElseGet(
                () -> fail("This story needs the package faketime: apt-get install faketime"));
    return Map.of("LD_PRELOAD", library.toString(), "FAKETIME", "-" + seconds);
  }

  /** Keycloak itself tells, by the database, which of two halves is not to be used. */
  @Test
  void theNodesAreCutOffFromEachOther() throws Exception {
    Node first = cluster.nodes().get(0);
    Node second = cluster.nodes().get(1);
    try (Setting patient = codesStayGood()) {
      Queue<Person> people = cluster.students(20);
      UsedCode used;
      cluster.split();
      try {
        Patience.until("one of them says no", () -> !first.isReady() || !second.isReady());
        Node ready = first.isReady() ? first : second;
        assertThat(ready.isReady()).as("one of them goes on").isTrue();
        Node other = ready == first ? second : first;
        used = new UsedCode(people, ready::browserAtHome);
        used.isRefused(other::browserAtHome);
      } finally {
        cluster.join();
        Patience.until("both say yes", () -> first.isReady() && second.isReady());
      }
      used.isRefused(first::browserAtHome);
      used.isRefused(second::browserAtHome);
      Patience.until("sign-ons go on at both", () -> comeToTheYellowPage(used.owner(), 6));
      isAskedAndGetsInOnce(used.owner());
    }
    seen(
        "the nodes cut off from each other",
        "every page",
        "sign-ons that fail, for less than two minutes and when they hear each other again; else"
            + " nothing, where the load balancer asks `/health/ready`: one node says no");
  }

  private static boolean comeToTheYellowPage(Person person, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      HttpSignOn browser = cluster.browserAtHome();
      if (!browser.password(person, HttpSignOn.SHIPPED_PORTAL).isYellowPage()) {
        return false;
      }
    }
    return true;
  }

  /** Five by the memory of each: neither alone would refuse the next. */
  @Test
  void wrongOneTimePasswordsAreCountedOverBothNodes() throws Exception {
    Person person = cluster.people().student();
    try (Setting ours = cluster.settings().withoutLocks()) {
      HttpSignOn guesser = cluster.browserAtHome();
      assertThat(guesser.password(person, HttpSignOn.SHIPPED_PORTAL)).matches(Answer::isYellowPage);
      isTypedAtBothNodes(10, guesser, Map.of("otp", person.wrongCode()));
      for (Node node : cluster.nodes()) {
        HttpSignOn owner = node.browserAtHome();
        assertThat(owner.password(person, HttpSignOn.SHIPPED_PORTAL)).matches(Answer::isYellowPage);
        assertThat(owner.submit(Map.of("otp", person.code()))).matches(has("name=\"password\""));
      }
    }
    assertThat(cluster.records().events(person, "LOGIN_ERROR"))
        .filteredOn(event -> "invalid_user_credentials".equals(event.error()))
        .hasSize(10);
    assertThat(cluster.records().events(person, "LOGIN")).isEmpty();
  }

  @Test
  void wrongMailedCodesAreCountedOverBothNodes() throws Exception {
    Person person = cluster.people().student();
    try (Setting ours = cluster.settings().withoutLocks();
        Setting quick = cluster.settings().action(ADDRESS_ACTION, "resendWait", "1")) {
      HttpSignOn unhurried = withNewCode(cluster.browserOnCampus(), "campus-otp-show", person);
      String right = cluster.mailbox().code(person.recoveryEmail());
      String wrong = right.equals("111111") ? "222222" : "111111";
      for (String action : List.of("campus-otp-delete", "campus-otp-setup")) {
        HttpSignOn guesser = withNewCode(cluster.browserOnCampus(), action, person);
        isTypedAtBothNodes(5, guesser, Map.of("code", wrong, "verify", "verify"));
      }
      unhurried.submit(Map.of("code", right, "verify", "verify"));
    }
    assertThat(cluster.records().events(person, "CUSTOM_REQUIRED_ACTION_ERROR"))
        .extracting(Event::error)
        .filteredOn(error -> !error.equals("invalid_code"))
        .containsExactly("user_temporarily_disabled");
  }

  private static void isTypedAtBothNodes(int times, HttpSignOn browser, Map<String, String> fields)
      throws IOException {
    Set<Node> served = new HashSet<>();
    for (int i = 0; i < times; i++) {
      assertThat(browser.submit(fields).status()).isEqualTo(200);
      served.add(cluster.lastServed());
    }
    assertThat(served).hasSize(2);
  }

  /** Who asks for it at the one and the other in turn has no more of them. */
  @Test
  void mailsAreCountedOverBothNodes() throws Exception {
    Person person = cluster.people().student();
    try (Setting quick = cluster.settings().action(ADDRESS_ACTION, "resendWait", "1")) {
      for (int i = 0; i < 5; i++) {
        withNewCode(cluster.nodes().get(i % 2).browserOnCampus(), "campus-otp-show", person);
      }
      for (Node node : cluster.nodes()) {
        HttpSignOn browser = node.browserOnCampus().wish("campus-otp-show");
        browser.password(person, HttpSignOn.SHIPPED_PORTAL);
        assertThat(browser.submit(Map.of("resend", "resend"))).matches(has("1時間にお送りできる回数に達しました"));
      }
    }
    assertThat(mails(person)).isEqualTo(5);
  }

  /** Asks again until the pause after another mail is over. */
  private static HttpSignOn withNewCode(HttpSignOn browser, String action, Person person)
      throws Exception {
    long before = mails(person);
    browser.wish(action).password(person, HttpSignOn.SHIPPED_PORTAL);
    Patience.until(
        "a mail",
        () -> {
          boolean sent = mails(person) > before;
          if (!sent) {
            browser.submit(Map.of("resend", "resend"));
          }
          return sent;
        });
    return browser;
  }

  @Test
  void aKeyReissuedOrDeletedAtOneNodeIsNoGoodAtTheOther() throws Exception {
    Node first = cluster.nodes().get(0);
    Node second = cluster.nodes().get(1);
    Person person = cluster.people().student();
    HttpSignOn session = second.browserAtHome();
    HttpSignOn thief = second.browserAtHome();
    assertThat(getsIn(session, person)).isTrue();
    assertThat(session.open(Journey.PORTAL)).as("is not asked again").matches(Answer::isIn);
    assertThat(thief.password(person, HttpSignOn.SHIPPED_PORTAL)).matches(Answer::isYellowPage);
    Walk reissue = at(first, "campus-otp-setup", person);
    reissue.goesTo("campus-key");
    assertThat(thief.submit(Map.of("otp", person.code()))).matches(Answer::isYellowPage);
    assertThat(session.open(Journey.PORTAL)).matches(Answer::isYellowPage);
    reissue.step();

    Person renewed = reissue.person();
    session = first.browserAtHome();
    thief = first.browserAtHome();
    assertThat(getsIn(session, renewed)).isTrue();
    assertThat(session.open(Journey.PORTAL)).as("is not asked again").matches(Answer::isIn);
    assertThat(thief.password(renewed, HttpSignOn.SHIPPED_PORTAL)).matches(Answer::isYellowPage);
    Walk delete = at(second, "campus-otp-delete", renewed);
    delete.goesTo("campus-confirm");
    delete.step();
    assertThat(thief.submit(Map.of("otp", renewed.code()))).matches(has("name=\"password\""));
    assertThat(session.open(Journey.PORTAL)).matches(has("campus-introduction"));
  }

  private static Walk at(Node node, String action, Person person) throws IOException {
    Walk walk = new Walk(node.browserOnCampus(), cluster.mailbox(), person);
    return walk.open(Journey.PORTAL + "&kc_action=" + action);
  }

  private static Predicate<Answer> has(String text) {
    return answer -> answer.body().contains(text);
  }

  private static boolean getsIn(HttpSignOn browser, Person person) throws IOException {
    return browser.password(person, HttpSignOn.SHIPPED_PORTAL).isYellowPage()
        && browser.submit(Map.of("otp", person.code())).isIn();
  }
}
