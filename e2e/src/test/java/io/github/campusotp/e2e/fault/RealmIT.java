package io.github.campusotp.e2e.fault;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.campusotp.demo.KeycloakServer;
import io.github.campusotp.demo.Progress;
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
 * The shipped realm on a server of its own: an empty one that nobody configured, or one whose proxy
 * settings are not as they should be.
 */
@Tag("fault")
class RealmIT {
  private static final String FROM_CAMPUS = "X-Forwarded-For: 10.64.1.20";
  private static final String FROM_HOME = "X-Forwarded-For: 203.0.113.20";

  /** Whether an earlier story has left the realm behind, which others can go on with. */
  private static boolean kept;

  @Test
  void importsWithoutWarningAndASecondStartChangesNothing() throws Exception {
    JsonNode imported;
    try (KeycloakServer server = start(options())) {
      KeycloakAdmin admin = KeycloakAdmin.of(server);
      ShippedRealm.finish(admin);
      imported = admin.get(REALM);
      assertThat(complaints(server)).isEmpty();
      assertThat(imported.path("sslRequired").asText()).isEqualTo("external");
      assertThat(admin.settings().condition("networks")).isEmpty();
      assertThat(admin.get(REALM + "/roles/default-roles-omu/composites").findValuesAsText("name"))
          .containsExactlyInAnyOrder("uma_authorization", "view-profile");
      assertThat(recoveryAddress(admin).at("/permissions/view")).hasToString("[\"admin\"]");
      assertThat(recoveryAddress(admin).at("/permissions/edit")).hasToString("[\"admin\"]");
      assertThat(client(admin, "mfa-management").at("/authenticationFlowBindingOverrides/browser"))
          .isEqualTo(flow(admin, "campus mfa management").path("id"));
      assertSecret(client(admin, "mfa-management"));
      assertSecret(client(admin, "mfa-test"));

      Person person = admin.people().student();
      HttpSignOn onLoopback = new HttpSignOn(server.address());
      assertThat(onLoopback.password(person, HttpSignOn.SHIPPED_PORTAL).isYellowPage()).isTrue();
      StoryServer.expectNoSecret(server.log());
    }
    try (KeycloakServer server = start(options().keepData(true))) {
      assertThat(KeycloakAdmin.of(server).get(REALM)).isEqualTo(imported);
      assertThat(complaints(server)).isEmpty();
    }
  }

  @Test
  void withoutTrustedProxiesTheHeaderProvesNothing() throws Exception {
    try (KeycloakServer server = without("proxy-trusted-addresses")) {
      assertThat(signOn(server, FROM_CAMPUS).isYellowPage()).isTrue();
      assertThat(Files.readString(server.log()))
          .contains("Set proxy-trusted-addresses to the addresses of the proxies");
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
    boolean isNew = !kept;
    KeycloakServer server = start(options.keepData(kept));
    KeycloakAdmin admin = KeycloakAdmin.of(server);
    if (isNew) {
      ShippedRealm.finish(admin);
    }
    admin.settings().realm("sslRequired", "none");
    admin.settings().condition("networks", "OMUNET-1X = 10.64.0.0/12");
    admin.settings().condition("trustedProxies", "127.0.0.1");
    return server;
  }

  private static HttpSignOn.Answer signOn(KeycloakServer server, String header) throws IOException {
    Person person = KeycloakAdmin.of(server).people().student();
    return new HttpSignOn(server.address()).password(person, HttpSignOn.SHIPPED_PORTAL, header);
  }

  private static JsonNode recoveryAddress(KeycloakAdmin admin) {
    return one(admin.get(REALM + "/users/profile").path("attributes"), "name", "recoveryEmail");
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

  /** Made at the import, so that nobody knows it; the file says nothing. */
  private static void assertSecret(JsonNode client) {
    assertThat(client.path("publicClient").asBoolean(true)).isFalse();
    assertThat(client.path("secret").asText()).hasSizeGreaterThan(30);
  }

  /** The demo's server and jars, without the demo's people and settings; passwords cost theirs. */
  private static KeycloakServer.Options options() throws Exception {
    return StoryServer.withRealHashing(ShippedRealm.in(StoryServer.options("realm")));
  }

  private static KeycloakServer start(KeycloakServer.Options options) throws Exception {
    KeycloakServer server = KeycloakServer.start(options, Progress.SILENT);
    kept = true;
    return server;
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
