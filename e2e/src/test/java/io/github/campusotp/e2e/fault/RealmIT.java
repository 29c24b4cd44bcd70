package io.github.campusotp.e2e.fault;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.campusotp.demo.KeycloakServer;
import io.github.campusotp.demo.Progress;
import io.github.campusotp.demo.StartupException;
import io.github.campusotp.e2e.Patience;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.KeycloakAdmin;
import io.github.campusotp.e2e.server.ShippedRealm;
import io.github.campusotp.e2e.server.StoryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The shipped realm on a server of its own: an empty one without settings, or one whose proxy
 * settings are not as they should be.
 */
@Tag("fault")
class RealmIT {
  private static final String FROM_CAMPUS = "X-Forwarded-For: 10.64.1.20";
  private static final String FROM_HOME = "X-Forwarded-For: 203.0.113.20";

  /** Whether an earlier story has left the realm behind, which others can go on with. */
  private static boolean kept;

  @Test
  void saysWhatItLacksAndASecondStartChangesNothing() throws Exception {
    JsonNode imported;
    try (KeycloakServer server = start(options().readyDatabase(false))) {
      KeycloakAdmin admin = KeycloakAdmin.of(server);
      imported = admin.get(REALM);
      expectComplaints(server, "no campus networks are set", "no trusted proxies are set");
      assertThat(imported.path("sslRequired").asText()).isEqualTo("external");
      assertThat(admin.settings().policy("networks")).isEmpty();
      assertThat(admin.get(REALM + "/roles/default-roles-omu/composites").findValuesAsText("name"))
          .containsExactlyInAnyOrder("uma_authorization", "view-profile");
      for (String name :
          List.of("recoveryEmail", "eduPersonPrincipalName", "eduPersonScopedAffiliation")) {
        assertThat(attribute(admin, name).at("/permissions/view")).hasToString("[\"admin\"]");
        assertThat(attribute(admin, name).at("/permissions/edit")).hasToString("[\"admin\"]");
      }
      assertThat(admin.get(REALM + "/default-default-client-scopes").findValuesAsText("name"))
          .contains("amr", "basic", "profile")
          .doesNotContain("eduperson", "saml_eduperson");
      assertThat(client(admin, "mfa-management").at("/authenticationFlowBindingOverrides/browser"))
          .isEqualTo(flow(admin, "campus mfa management").path("id"));
      assertNoTokens(client(admin, "mfa-management"));
      assertNoTokens(client(admin, "mfa-test"));
      assertThat(client(admin, "start-procedure").path("attributes").toString())
          .doesNotContain("campus.import");

      Person person = admin.people().student();
      HttpSignOn onLoopback = new HttpSignOn(server.address());
      assertThat(onLoopback.password(person, HttpSignOn.SHIPPED_PORTAL).isYellowPage()).isTrue();
      StoryServer.expectNoSecret(server.log());
    }
    try (KeycloakServer server = start(options().keepData(true))) {
      KeycloakAdmin admin = KeycloakAdmin.of(server);
      assertThat(admin.get(REALM)).isEqualTo(imported);
      expectComplaints(server, "no campus networks are set", "no trusted proxies are set");
      admin.settings().uncheckedPolicy("networks", "wired = 10.64.0.0/12\nlab = 10.80.0.1/16");
    }
    try (KeycloakServer server = start(options().keepData(true))) {
      expectComplaints(
          server,
          "realm omu, networks: line 2, \"lab = 10.80.0.1/16\": 10.80.0.1/16 has host bits set;"
              + " write 10.80.0.0/16",
          "no trusted proxies are set");
    }
  }

  /** Each as a person types it in a shell, in YAML or on Windows; two realms on one server. */
  @Test
  void valuesFromTheEnvironmentAreTakenAsTheyWereTyped() throws Exception {
    KeycloakServer.Options options =
        options("realm-values")
            .environment(
                "OMU_NETWORKS",
                "OMUNET-1X = 10.64.0.0/12\r\n\t!VPN\t= 10.64.99.0/24 # \"VPN\"\neduroam = 10.80.0.0/16;"
                    + "guests = 10.90.0.0/16\\nlibrary = 10.91.0.0/16\n")
            .environment("OMU_TRUSTED_PROXIES", "127.0.0.1\n::1\n")
            .environment("OMU_PORTAL_SECRET", "a\\back\"slash${HOME}")
            .environment("OMU_PORTAL_URL", "https://portal.example.ac.jp/")
            .environment("OMU_UNIPA_URL", "https://unipa.example.ac.jp/up/")
            .environment("OMU_UNIPA_LOGOUT_URL", "https://unipa.example.ac.jp/logout")
            .environment("OMU_SMTP_FROM", "大学 <mfa@example.ac.jp>")
            .environment("OMU_SSL_REQUIRED", "none");
    try (KeycloakServer server = KeycloakServer.start(options, Progress.SILENT)) {
      KeycloakAdmin admin = KeycloakAdmin.of(server);
      assertThat(admin.settings().policy("networks"))
          .isEqualTo(
              "OMUNET-1X = 10.64.0.0/12\n\t!VPN\t= 10.64.99.0/24 # \"VPN\"\neduroam = 10.80.0.0/16\n"
                  + "guests = 10.90.0.0/16\nlibrary = 10.91.0.0/16");
      assertThat(signOnAt(server, "10.91.1.1").isIn()).isTrue();
      assertThat(signOnAt(server, "10.64.99.1").isYellowPage()).isTrue();
      JsonNode portal = client(admin, "omu-portal");
      assertThat(portal.path("secret").asText()).isEqualTo("a\\back\"slash${HOME}");
      assertThat(portal.path("redirectUris")).hasToString("[\"https://portal.example.ac.jp/*\"]");
      JsonNode unipa = client(admin, "unipa").path("attributes");
      assertThat(unipa.path("saml_assertion_consumer_url_post").asText())
          .isEqualTo("https://unipa.example.ac.jp/up/saml");
      assertThat(unipa.path("saml_single_logout_service_url_post").asText())
          .isEqualTo("https://unipa.example.ac.jp/logout");
      assertThat(admin.get(REALM).at("/smtpServer/from").asText()).isEqualTo("mfa@example.ac.jp");
      assertThat(admin.get(REALM).at("/smtpServer/fromDisplayName").asText()).isEqualTo("大学");
      assertSecondRealm(admin);
      StoryServer.expectNoSecret(server.log());
    }
  }

  /** An administrator who may create realms reads no variable of the server that way. */
  private static void assertSecondRealm(KeycloakAdmin admin) throws IOException {
    String file = Files.readString(StoryServer.REPOSITORY.resolve("realm-config/omu-realm.json"));
    String second =
        file.replace("\"realm\": \"omu\"", "\"realm\": \"omu2\"")
            .replace("/realms/omu/", "/realms/omu2/");
    admin.call("POST", "/admin/realms", new ObjectMapper().readTree(second));
    JsonNode start = one(admin.get("/admin/realms/omu2/clients"), "clientId", "start-procedure");
    assertThat(start.at("/authenticationFlowBindingOverrides/browser"))
        .isEqualTo(
            one(admin.get("/admin/realms/omu2/authentication/flows"), "alias", "campus start")
                .path("id"));
    JsonNode portal = one(admin.get("/admin/realms/omu2/clients"), "clientId", "omu-portal");
    assertThat(portal.path("secret").asText()).hasSizeGreaterThan(30);
    assertThat(portal.path("redirectUris")).hasToString("[\"http://localhost:8000/portal/*\"]");
  }

  @Test
  void withoutAValueThatCanBeUsedTheServerDoesNotStart() throws Exception {
    KeycloakServer.Options options =
        options("realm-values").environment("OMU_NETWORKS", "\"campus = 10.64.0.0/12\"");
    assertThatThrownBy(() -> KeycloakServer.start(options, Progress.SILENT).close())
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("OMU_NETWORKS is refused: line 1");
  }

  @Test
  void withoutTrustedProxiesTheHeaderProvesNothing() throws Exception {
    try (KeycloakServer server = without("proxy-trusted-addresses")) {
      assertThat(signOn(server, FROM_CAMPUS).isYellowPage()).isTrue();
      Patience.until(
          "the log says so",
          () ->
              Files.readString(server.log())
                  .contains("proxy-trusted-addresses: proxy-headers is set, and this is not"));
      StoryServer.expectNoSecret(server.log());
    }
  }

  @Test
  void theConditionDecidesThoughTheServerReadsNoHeader() throws Exception {
    try (KeycloakServer server = without("proxy-headers", "proxy-trusted-addresses")) {
      assertThat(signOn(server, FROM_CAMPUS).isIn()).isTrue();
      assertThat(signOn(server, FROM_HOME).isYellowPage()).isTrue();
      assertThat(signOn(server, "X-Forwarded-For: 10.64.1.20, 203.0.113.20").isYellowPage())
          .isTrue();
      StoryServer.expectNoSecret(server.log());
    }
  }

  /** Keycloak allows trusted addresses only beside headers. */
  private static KeycloakServer without(String... settings) throws Exception {
    KeycloakServer.Options options = options();
    for (String setting : settings) {
      options.setting(setting, null);
    }
    KeycloakServer server = start(options.keepData(kept));
    KeycloakAdmin admin = KeycloakAdmin.of(server);
    admin.settings().realm("sslRequired", "none");
    admin.settings().policy("networks", "OMUNET-1X = 10.64.0.0/12");
    admin.settings().policy("trustedProxies", "127.0.0.1");
    return server;
  }

  private static HttpSignOn.Answer signOnAt(KeycloakServer server, String address)
      throws IOException {
    Person person = KeycloakAdmin.of(server).people().student();
    return new HttpSignOn(server.address())
        .password(person, "https://portal.example.ac.jp/callback", "X-Forwarded-For: " + address);
  }

  private static HttpSignOn.Answer signOn(KeycloakServer server, String header) throws IOException {
    Person person = KeycloakAdmin.of(server).people().student();
    return new HttpSignOn(server.address()).password(person, HttpSignOn.SHIPPED_PORTAL, header);
  }

  private static JsonNode attribute(KeycloakAdmin admin, String name) {
    return one(admin.get(REALM + "/users/profile").path("attributes"), "name", name);
  }

  private static JsonNode client(KeycloakAdmin admin, String id) {
    return one(admin.get(REALM + "/clients"), "clientId", id);
  }

  private static JsonNode flow(KeycloakAdmin admin, String alias) {
    return one(admin.get(REALM + "/authentication/flows"), "alias", alias);
  }

  private static JsonNode one(JsonNode all, String key, String value) {
    return StreamSupport.stream(all.spliterator(), false)
        .filter(node -> node.path(key).asText().equals(value))
        .findFirst()
        .orElseThrow();
  }

  /** Whatever their secret is: it may come from an export, where everyone can read it. */
  private static void assertNoTokens(JsonNode client) {
    assertThat(client.path("publicClient").asBoolean(true)).isFalse();
    assertThat(client.path("clientAuthenticatorType").asText()).isEqualTo("client-jwt");
    assertThat(client.path("attributes").toString()).doesNotContain("jwks", "jwt.credential");
  }

  /** The demo's server and jars, without the demo's people and settings; passwords cost theirs. */
  private static KeycloakServer.Options options() throws Exception {
    return options("realm");
  }

  private static KeycloakServer.Options options(String name) throws Exception {
    return StoryServer.withRealHashing(ShippedRealm.in(StoryServer.options(name)));
  }

  private static KeycloakServer start(KeycloakServer.Options options) throws Exception {
    KeycloakServer server = KeycloakServer.start(options, Progress.SILENT);
    kept = true;
    return server;
  }

  /** What the server says of the realm without a sign-on, soon after it has started. */
  private static void expectComplaints(KeycloakServer server, String... complaints)
      throws IOException {
    Patience.until("it looked at the realm", () -> complaints(server).size() >= complaints.length);
    List<String> lines = complaints(server);
    assertThat(lines).hasSameSizeAs(complaints);
    for (int line = 0; line < complaints.length; line++) {
      assertThat(lines.get(line)).contains(complaints[line]);
    }
  }

  /** Keycloak warns of every authenticator that its SPI is internal: that one is not ours. */
  private static List<String> complaints(KeycloakServer server) throws IOException {
    try (Stream<String> lines = Files.lines(server.log())) {
      return lines
          .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
          .filter(line -> line.contains("campus") || line.contains("omu"))
          .filter(line -> !line.contains("KC-SERVICES0047"))
          .toList();
    }
  }
}
