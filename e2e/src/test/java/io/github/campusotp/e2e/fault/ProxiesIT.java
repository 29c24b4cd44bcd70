package io.github.campusotp.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.campusotp.demo.KeycloakServer;
import io.github.campusotp.demo.Progress;
import io.github.campusotp.e2e.Patience;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import io.github.campusotp.e2e.server.InstalledProxy;
import io.github.campusotp.e2e.server.KeycloakAdmin;
import io.github.campusotp.e2e.server.ShippedRealm;
import io.github.campusotp.e2e.server.StoryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What proxies write, in every spelling, on a real server; and the blocks of docs/networks.md in
 * the real proxies, where this machine has them.
 */
@Tag("fault")
class ProxiesIT {
  /** Clients of a real proxy come from loopback addresses: some of them are campus. */
  private static final String CAMPUS =
      "OMUNET-1X = 10.64.0.0/12, 2001:db8:1000::/36\nLoopback = 127.64.0.0/16";

  private static final byte[] AT_CAMPUS = {127, 64, 0, 20};
  private static final byte[] AT_HOME = {127, 0, 0, 66};
  private static final String PROXY = "127.0.0.1/32";
  private static final String TOO_WIDE = PROXY + ",127.64.0.0/15";

  private static KeycloakServer server;
  private static KeycloakAdmin admin;

  @BeforeAll
  static void start() throws Exception {
    server = start("xforwarded", PROXY);
    admin = KeycloakAdmin.of(server);
  }

  private static KeycloakServer start(String header, String proxies) throws Exception {
    KeycloakServer.Options options = ShippedRealm.in(StoryServer.options("proxies-" + header));
    options
        .environment("OMU_NETWORKS", CAMPUS)
        .environment("OMU_TRUSTED_PROXIES", "127.0.0.1")
        .environment("OMU_SSL_REQUIRED", "none")
        .setting("proxy-headers", header)
        .setting("proxy-trusted-addresses", proxies);
    return KeycloakServer.start(options, Progress.SILENT);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    StoryServer.expectNoSecret(server.log());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2001:db8:1000::20]                   | OMUNET-1X",
        "[2001:db8:1000::20]:443               | OMUNET-1X",
        "[2001:db8:1000::20]:443 , 10.64.1.20  | OMUNET-1X",
        "2001:db8:1000::20 , 10.64.1.20        | OMUNET-1X",
        "10.64.1.20 , 10.64.1.21               | OMUNET-1X",
        "10.64.1.20:443 , 10.64.1.21           | OMUNET-1X",
        "[2001:db8:1000::20], 203.0.113.9      |",
        "[2001:db8:2000::20], 10.64.1.20       |",
        "203.0.113.9 , 10.64.1.20              |",
        "[2001:db8:1000::20]:x                 |",
        "[2001:db8:1000::20                    |",
        "2001:db8:1000::20]                    |",
        "[10.64.1.20]                          |",
        "10.64.1.20:                           |",
        "campus.omu.ac.jp                      |",
        "localhost                             |",
      })
  void ofXForwardedForTheFirstEntryIsReadAsAnyOther(String value, String network)
      throws IOException {
    expect(admin, server, "X-Forwarded-For: " + value, network);
  }

  /** On a server that trusts too many proxies, and says so when it starts and not once more. */
  @Test
  void ofForwardedTheFirstEntryIsReadAsAnyOther() throws Exception {
    List<String[]> rows =
        List.of(
            new String[] {"for=\"[2001:db8:1000::20]\"", "OMUNET-1X"},
            new String[] {"for=\"[2001:db8:1000::20]:443\";proto=http", "OMUNET-1X"},
            new String[] {"for=\"[2001:db8:1000::20]\" , for=10.64.1.20", "OMUNET-1X"},
            new String[] {"for=10.64.1.20 , for=10.64.1.21", "OMUNET-1X"},
            new String[] {"for=\"10.64.1.20:443\", for=10.64.1.21", "OMUNET-1X"},
            new String[] {"for=\"[2001:db8:1000::20]\", for=203.0.113.9", null},
            new String[] {"for=\"[2001:db8:2000::20]\", for=10.64.1.20", null},
            new String[] {"for=\"[2001:db8:1000::20\"", null},
            new String[] {"for=\"10.64.1.20:\"", null},
            new String[] {"for=campus.omu.ac.jp", null},
            new String[] {"for=_hidden", null});
    try (KeycloakServer other = start("forwarded", TOO_WIDE)) {
      KeycloakAdmin there = KeycloakAdmin.of(other);
      for (String warning : List.of("/15 is wider than", "/15 overlaps the campus network Loop")) {
        Patience.until(
            "the server says " + warning, () -> Files.readString(other.log()).contains(warning));
        assertThat(Files.readString(other.log())).containsOnlyOnce(warning);
      }
      for (String[] row : rows) {
        expect(there, other, "Forwarded: " + row[0], row[1]);
      }
      assertThat(Files.readString(other.log())).containsOnlyOnce("/15 overlaps the campus network");
      StoryServer.expectNoSecret(other.log());
    }
  }

  private static void expect(
      KeycloakAdmin admin, KeycloakServer server, String header, String network)
      throws IOException {
    Person person = admin.people().student();
    Answer answer =
        new HttpSignOn(server.address()).password(person, HttpSignOn.SHIPPED_PORTAL, header);
    if (network == null) {
      assertThat(answer.isYellowPage()).as("%s: %s", header, answer).isTrue();
    } else {
      assertThat(answer.isIn()).as("%s: %s", header, answer).isTrue();
      assertThat(admin.records().lastLogin(person).network()).isEqualTo(network);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "haproxy", "apache2"})
  void theBlockOfTheDocumentPassesNothingOn(String name) throws Exception {
    try (InstalledProxy proxy = start(name, "(?!)", "")) {
      for (String forged :
          List.of(
              "X-Forwarded-For: 10.64.1.20",
              "X-Forwarded-For: 10.64.1.20, 127.0.0.1",
              "X-Forwarded-For: ",
              "X-Forwarded-For: , 10.64.1.20",
              "Forwarded: for=10.64.1.20",
              "X-Real-IP: 10.64.1.20",
              "X-Forwarded-Prefix: /realms/master",
              "X-Forwarded-Host: portal.example.ac.jp")) {
        Person person = admin.people().student();
        HttpSignOn home = new HttpSignOn(proxy.address(), AT_HOME);
        Answer answer = home.password(person, HttpSignOn.SHIPPED_PORTAL, forged);
        assertThat(answer.isYellowPage()).as("%s: %s", forged, answer).isTrue();
        assertThat(home.action()).startsWith(proxy.address() + "/realms/omu/");
      }
      Person person = admin.people().student();
      HttpSignOn campus = new HttpSignOn(proxy.address(), AT_CAMPUS);
      String elsewhere = "X-Forwarded-For: 203.0.113.9";
      assertThat(campus.password(person, HttpSignOn.SHIPPED_PORTAL, elsewhere).isIn()).isTrue();
      assertThat(admin.records().lastLogin(person).clientAddress()).isEqualTo("127.64.0.20");
    }
  }

  /** What the document warns of; and so the headers above are such that would be believed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nginx; \\$remote_addr; $http_x_forwarded_for",
        "nginx; proxy_set_header X-Forwarded-For.*;",
        "haproxy; .*(del-header X-Forwarded-For|option forwardfor).*; option forwardfor if-none",
        "haproxy; .*(del-header X-Forwarded-For|option forwardfor).*;",
        "apache2; .*unset X-Forwarded-For.*; ProxyAddHeaders Off",
      })
  void anOptionThatPassesTheHeaderOnLetsAForgeryIn(String name, String line, String instead)
      throws Exception {
    try (InstalledProxy proxy = start(name, line, instead == null ? "" : instead)) {
      HttpSignOn home = new HttpSignOn(proxy.address(), AT_HOME);
      String forged = "X-Forwarded-For: 10.64.1.20";
      assertThat(home.password(admin.people().student(), HttpSignOn.SHIPPED_PORTAL, forged).isIn())
          .isTrue();
    }
  }

  /**
   * @param line of the block that is replaced, a regular expression
   */
  private static InstalledProxy start(String name, String line, String instead) throws Exception {
    assumeInstalled(name);
    String language = name.replaceAll("\\d", "");
    String document = Files.readString(StoryServer.REPOSITORY.resolve("docs/networks.md"));
    Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(document);
    assertThat(block.find()).isTrue();
    int port = InstalledProxy.freePort();
    String told =
        block
            .group(1)
            .replaceAll(line, Matcher.quoteReplacement(instead))
            .replaceAll("\\b443\\b", Integer.toString(port))
            .replace("192.0.2.20:8080", server.address().getAuthority());
    return InstalledProxy.start(name, told, port);
  }

  /** In docker/; nginx and Keycloak do not read every path alike. */
  @Test
  void theConsoleIsForTheOfficeHoweverThePathIsSpelt() throws Exception {
    assumeInstalled("nginx");
    int port = InstalledProxy.freePort();
    String told =
        Files.readString(StoryServer.REPOSITORY.resolve("docker/nginx/campus-otp.conf.template"))
            .replace("/etc/nginx/certificates/tls.crt", "/etc/ssl/private/sso.pem")
            .replace("/etc/nginx/certificates/tls.key", "/etc/ssl/private/sso.pem")
            .replace("include /run/nodes.conf", "server " + server.address().getAuthority())
            .replace("include /run/office.conf", "allow 127.64.0.0/16")
            .replaceAll("\\w+_temp_path .*", "")
            .replace("listen 80", "listen " + InstalledProxy.freePort())
            .replace("${HTTPS_PORT}", Integer.toString(port))
            .replace("${IDP_HOST}", "localhost")
            .replace("${MFA_HOST}", "mfa.localhost")
            .replace("${START_HOST}", "start.localhost")
            .replace("${INSIDE}", "10.255.0.0/16");
    try (InstalledProxy proxy = InstalledProxy.start("nginx", told, port)) {
      assertThat(get(proxy, AT_CAMPUS, "/realms/master").body()).contains("\"realm\":\"master\"");
      assertThat(get(proxy, AT_HOME, "/realms/omu").body()).contains("\"realm\":\"omu\"");
      for (String path : SPELLINGS) {
        Answer answer = get(proxy, AT_HOME, path);
        assertThat(answer.status()).as(path).isIn(400, 403, 404);
        assertThat(answer.body()).as(path).doesNotContain("master");
      }
    }
  }

  private static final List<String> SPELLINGS =
      List.of(
          "/realms/master",
          "/realms/master/",
          "/realms/master;x",
          "/realms/master;x=1/protocol/openid-connect/auth",
          "/realms/master%3bx",
          "/realms;x/master",
          "/realms/;x/master",
          "/realms//master",
          "//realms/master",
          "/realms/%6daster",
          "/realms/%256daster",
          "/realms/./master",
          "/realms/omu/../master",
          "/realms/omu/..;/master",
          "/realms/omu/..;x/master",
          "/realms/omu/%2e%2e/master",
          "/realms/omu/%2e%2e;/master",
          "/realms/omu%2f..%2fmaster",
          "/realms\\master",
          "/realms/master%00",
          "/realms/master?x",
          "/realms/master%3f",
          "/realms/master%23",
          "/resources/..;/realms/master",
          "/resources/../realms/master",
          "/.well-known/..;/realms/master",
          "/admin;x/master/console/",
          "/admin;/",
          "/%61dmin/master/console/");

  private static Answer get(InstalledProxy proxy, byte[] source, String path) throws IOException {
    String host = proxy.address().getAuthority();
    return Answer.of(
        new HttpSignOn(proxy.address(), source)
            .exchange(
                "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"));
  }

  private static void assumeInstalled(String name) {
    boolean possible = InstalledProxy.isPossible(name);
    if (!possible) {
      System.err.println("Not tried, since this machine has no " + name + ".");
    }
    assumeTrue(possible, "This machine has no " + name);
  }
}
