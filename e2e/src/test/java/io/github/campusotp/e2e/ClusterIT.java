package io.github.campusotp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.campusotp.demo.Demo;
import io.github.campusotp.e2e.Cluster.Node;
import io.github.campusotp.e2e.HttpSignOn.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Bad luck of two nodes: what people see of it, and that nobody gets in without a one-time
 * password. What is seen makes the table of docs/operations.md.
 */
@Tag("distribution")
@Order(5)
@Timeout(600)
class ClusterIT {
  private static final String PORTAL =
      new OidcClient("omu-portal", HttpSignOn.SHIPPED_PORTAL, "").authorization();

  private static final Path DOCUMENT = Campus.REPOSITORY.resolve("docs/operations.md");
  private static final Set<String> ROWS = new LinkedHashSet<>();
  private static final Set<String> KILLED = new HashSet<>();

  /** Proves the mailbox, and then the wish for a key. */
  private static final String TWICE = "campus-code";

  private static Cluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new Cluster();
  }

  @AfterAll
  static void end() throws IOException {
    cluster.close();
    Files.write(Path.of("target/faults.md"), ROWS);
    assertThat(Files.readAllLines(DOCUMENT))
        .as("the table, made anew in target/faults.md")
        .containsAll(ROWS);
  }

  @BeforeEach
  void bothNodesRun() throws Exception {
    for (Node node : cluster.nodes()) {
      node.start();
    }
  }

  private static void seen(String fault, String when, String what) {
    ROWS.add("| %s | %s | %s |".formatted(fault, when, what));
  }

  @Test
  void theNodeThatServesIsKilledAtEveryPageOfTheFirstSignOn() throws Exception {
    Person freshman = cluster.admin().freshman();
    Walk walk = new Walk(cluster.browserAtHome(), cluster.mailbox(), freshman);
    killedAtEachPage(walk.open(PORTAL));
    assertThat(cluster.admin().credentialIds(freshman, "otp")).hasSize(1);
    isAskedAndGetsInOnce(walk.person());
  }

  @Test
  void theNodeThatServesIsKilledAtEveryPageOfAForgottenPassword() throws Exception {
    Person person = cluster.admin().student();
    Walk walk = new Walk(cluster.browserAtHome(), cluster.mailbox(), person);
    walk.open(PORTAL).open(walk.link("reset-credentials"));
    killedAtEachPage(walk);
    isAskedAndGetsInOnce(walk.person());
  }

  /** Until in: the node that showed a page is dead when the page is answered. */
  private void killedAtEachPage(Walk walk) throws Exception {
    while (!walk.isIn()) {
      String page = walk.page();
      if (!KILLED.add(page)) {
        walk.step();
        continue;
      }
      Node node = cluster.lastServed();
      node.kill();
      walk.step();
      if (!walk.isIn() && walk.page().isEmpty()) {
        walk.reload();
      }
      boolean goesOn = walk.isIn() || !walk.page().equals(page) || page.equals(TWICE);
      node.start();
      seen(
          "`kill -9` of the node that serves",
          "page `" + page + "`",
          goesOn ? "the next page" : "the same page once more");
    }
  }

  private void isAskedAndGetsInOnce(Person person) throws IOException {
    Walk walk = new Walk(cluster.browserAtHome(), cluster.mailbox(), person);
    walk.open(PORTAL).step();
    assertThat(walk.answer()).matches(Answer::isYellowPage);
    String code = person.code();
    HttpSignOn thief = cluster.browserAtHome();
    assertThat(thief.password(person, HttpSignOn.SHIPPED_PORTAL)).matches(Answer::isYellowPage);
    assertThat(walk.submit(Map.of("otp", code)).isIn()).isTrue();
    assertThat(thief.submit(Map.of("otp", code)).isIn()).isFalse();
    assertThat(cluster.admin().events(person, "LOGIN"))
        .allSatisfy(event -> assertThat(event.secondFactor()).isEqualTo("otp"));
  }

  /** What the dead node knew the other knows too. */
  @Test
  void aUsedCodeIsRefusedThoughTheNodeThatTookItIsDead() throws Exception {
    Person person = cluster.admin().student();
    HttpSignOn owner = cluster.browserAtHome();
    HttpSignOn thief = cluster.browserAtHome();
    assertThat(owner.password(person, HttpSignOn.SHIPPED_PORTAL)).matches(Answer::isYellowPage);
    assertThat(thief.password(person, HttpSignOn.SHIPPED_PORTAL)).matches(Answer::isYellowPage);
    String code = person.code();
    assertThat(owner.submit(Map.of("otp", code)).isIn()).isTrue();
    cluster.lastServed().kill();
    assertThat(thief.submit(Map.of("otp", code)).isIn()).isFalse();
    assertThat(thief.submit(Map.of("otp", person.code())).isIn()).isTrue();
  }

  @Test
  void theExtensionIsReplacedOnOneNodeAfterTheOther() throws Exception {
    Path next = nextRelease();
    try (Crowd crowd = new Crowd(cluster)) {
      for (Node node : cluster.nodes()) {
        node.stop();
        node.of(next).start();
      }
      crowd.comesThrough();
    } finally {
      cluster.nodes().forEach(node -> node.of(Campus.REPOSITORY));
    }
    seen(
        "both nodes restarted one after the other, each with another jar of the extension",
        "sign-ons under way all the time",
        "whoever is interrupted begins again and gets in");
  }

  /** The same classes by another name: Keycloak builds itself anew for them. */
  private static Path nextRelease() throws Exception {
    Path next = Path.of("target/next-release").toAbsolutePath();
    for (String same : List.of("demo/target/dist", "themes/target")) {
      Path link = next.resolve(same);
      Files.createDirectories(link.getParent());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Campus.REPOSITORY.resolve(same).toRealPath());
    }
    Path target = Files.createDirectories(next.resolve("authenticator/target"));
    for (Path jar : Demo.server(Campus.REPOSITORY, Campus.DIRECTORY).providers()) {
      if (jar.getFileName().toString().startsWith("campus-otp-authenticator")) {
        Files.copy(
            jar,
            target.resolve("campus-otp-authenticator-999.jar"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return next;
  }

  @Test
  void theDatabaseIsAwayForTwentySeconds() throws Exception {
    Person person = cluster.admin().student();
    Walk atYellowPage = new Walk(cluster.browserAtHome(), cluster.mailbox(), person);
    atYellowPage.open(PORTAL).step();
    Person visitor = cluster.admin().student();
    try (Crowd crowd = new Crowd(cluster)) {
      cluster.toDatabase().pullOut();
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (System.nanoTime() < end) {
        HttpSignOn browser = cluster.browserOnCampus();
        Answer answer = browser.password(visitor, HttpSignOn.SHIPPED_PORTAL);
        assertThat(answer).matches(refused -> !refused.isIn() && refused.status() != 200);
      }
      cluster.toDatabase().putBack();
      crowd.comesThrough();
    }
    atYellowPage.reload();
    assertThat(atYellowPage.page()).isEqualTo("campus-otp");
    atYellowPage.step();
    assertThat(atYellowPage.isIn()).isTrue();
    assertThat(cluster.admin().events(visitor, "LOGIN")).isEmpty();
    seen(
        "the database away for 20 seconds",
        "sign-ons under way all the time",
        "a page that says that something went wrong; afterwards whoever reloads goes on");
  }

  @Test
  void theMailServerIsAway() throws Exception {
    Person newcomer = cluster.admin().newcomer();
    Walk walk = new Walk(cluster.browserAtHome(), cluster.mailbox(), newcomer);
    walk.open(PORTAL).step();
    cluster.toMail().pullOut();
    walk.step();
    assertThat(walk.page()).isEqualTo("campus-code");
    assertThat(walk.answer().body()).contains("確認コードを送信できませんでした");
    walk.submit(Map.of("code", "000000", "verify", "verify", "confirm", "confirm"));
    assertThat(walk.page()).isEqualTo("campus-code");
    cluster.toMail().putBack();
    while (cluster.mailbox().codes(walk.person().recoveryEmail()) == 0) {
      walk.submit(Map.of("resend", "resend"));
    }
    while (!walk.isIn()) {
      walk.step();
    }
    assertThat(cluster.admin().credentialIds(newcomer, "otp")).hasSize(1);
    seen(
        "the mail server away",
        "page `campus-code`",
        "the page says that no code could be sent; the button sends one later");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "libfaketime sets a clock for one process")
  void theClocksAreTenSecondsApart() throws Exception {
    Node behind = cluster.nodes().get(1);
    behind.stop();
    behind.with(clockBehind(10)).start();
    try {
      assertThat(Duration.between(behind.admin().now(), cluster.nodes().get(0).admin().now()))
          .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(12));
      Person newcomer = cluster.admin().newcomer();
      Walk walk = new Walk(cluster.browserAtHome(), cluster.mailbox(), newcomer);
      walk.open(PORTAL);
      while (!walk.isIn()) {
        walk.step();
      }
      for (int i = 0; i < 2; i++) { // whichever node is first
        Person person = cluster.admin().student();
        isAskedAndGetsInOnce(person);
      }
    } finally {
      behind.stop();
      behind.with(Map.of()).start();
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
    Person watched = cluster.admin().student();
    String code;
    cluster.split();
    try {
      while (first.isReady() && second.isReady()) {
        Thread.onSpinWait();
      }
      Node ready = first.isReady() ? first : second;
      assertThat(ready.isReady()).as("one of them goes on").isTrue();
      do {
        code = watched.codeOfClock(Duration.ofSeconds(30)); // good for a minute, and accepted
      } while (!getsIn(ready.browserAtHome(), watched, code));
      getsToYellowPageOnly(ready == first ? second : first, watched, code);
    } finally {
      cluster.join();
      while (!first.isReady() || !second.isReady()) {
        Thread.onSpinWait();
      }
    }
    getsToYellowPageOnly(first, watched, code);
    getsToYellowPageOnly(second, watched, code);
    Person other = cluster.admin().student();
    while (!getsIn(cluster.browserAtHome(), other, other.code())) {
      // begins again
    }
    isAskedAndGetsInOnce(cluster.admin().student());
    seen(
        "the nodes cut off from each other",
        "every page",
        "sign-ons that fail, for less than a minute and when they hear each other again; else"
            + " nothing, where the load balancer asks `/health/ready`: one node says no");
  }

  private static boolean getsIn(HttpSignOn browser, Person person, String code) throws IOException {
    return browser.password(person, HttpSignOn.SHIPPED_PORTAL).isYellowPage()
        && browser.submit(Map.of("otp", code)).isIn();
  }

  /** With a code that somebody watched, right after it was used. */
  private static void getsToYellowPageOnly(Node node, Person person, String code)
      throws IOException {
    HttpSignOn thief = node.browserAtHome();
    while (!thief.password(person, HttpSignOn.SHIPPED_PORTAL).isYellowPage()) {
      thief = node.browserAtHome(); // begins again
    }
    assertThat(thief.submit(Map.of("otp", code)).isIn()).isFalse();
  }
}
