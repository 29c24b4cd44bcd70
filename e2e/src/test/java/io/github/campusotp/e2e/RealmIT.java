package io.github.campusotp.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.campusotp.demo.KeycloakServer;
import io.github.campusotp.demo.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shipped realm on an empty server that nobody configured. */
@Tag("fault")
class RealmIT {
  @Test
  void importsWithoutAWarningOfOursAsksEverybodyAndASecondStartChangesNothing() throws Exception {
    JsonNode imported;
    try (KeycloakServer server = start(false)) {
      KeycloakAdmin admin = KeycloakAdmin.of(server);
      ShippedRealm.finish(admin);
      imported = admin.realm();
      assertThat(complaints(server)).isEmpty();
      assertThat(imported.path("sslRequired").asText()).isEqualTo("external");
      assertThat(admin.configured("networks")).isEmpty();
      assertThat(admin.defaultRoles())
          .containsExactlyInAnyOrder("uma_authorization", "view-profile");
      assertThat(recoveryAddress(admin).at("/permissions/view")).hasToString("[\"admin\"]");
      assertThat(recoveryAddress(admin).at("/permissions/edit")).hasToString("[\"admin\"]");
      assertThat(client(admin, "mfa-management").at("/authenticationFlowBindingOverrides/browser"))
          .isEqualTo(flow(admin, "campus mfa management").path("id"));
      assertSecret(client(admin, "mfa-management"));
      assertSecret(client(admin, "mfa-test"));

      Person person = admin.student();
      HttpSignOn onLoopback = new HttpSignOn(server.address());
      assertThat(onLoopback.password(person, HttpSignOn.SHIPPED_PORTAL).isYellowPage()).isTrue();
      StoryServer.expectNoSecret(server.log());
    }
    try (KeycloakServer server = start(true)) {
      assertThat(KeycloakAdmin.of(server).realm()).isEqualTo(imported);
      assertThat(complaints(server)).isEmpty();
    }
  }

  private static JsonNode recoveryAddress(KeycloakAdmin admin) {
    return one(
        admin.get("/admin/realms/omu/users/profile").path("attributes"), "name", "recoveryEmail");
  }

  private static JsonNode client(KeycloakAdmin admin, String id) {
    return one(admin.get("/admin/realms/omu/clients"), "clientId", id);
  }

  private static JsonNode flow(KeycloakAdmin admin, String alias) {
    return one(admin.get("/admin/realms/omu/authentication/flows"), "alias", alias);
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
  private static KeycloakServer start(boolean keepData) throws Exception {
    return KeycloakServer.start(
        StoryServer.withRealHashing(ShippedRealm.in(StoryServer.options("realm")))
            .keepData(keepData),
        Progress.SILENT);
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
