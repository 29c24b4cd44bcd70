package io.github.campusotp.e2e.server;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.campusotp.demo.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The realm that comes with the extension. A Keycloak before 26.6 cannot take it as it is; there it
 * is imported in the two steps of docs/install.md.
 */
public final class ShippedRealm {
  /** A version of Keycloak, as a regular expression. */
  public static final String BEFORE_26_6 = "26\\.[0-5]\\..*";

  private static final Path FILE = StoryServer.REPOSITORY.resolve("realm-config/omu-realm.json");
  private static final String OFFLINE = "offline_access";
  private static final boolean IN_TWO_STEPS =
      System.getProperty("keycloak.version", "").matches(BEFORE_26_6);

  private ShippedRealm() {}

  /** The first step, also for a server that was told to import the file itself. */
  public static KeycloakServer.Options in(KeycloakServer.Options server) {
    return server
        .realm(IN_TWO_STEPS ? withoutClientScopes() : FILE)
        .environment("OMU_PORTAL_SECRET", "the-secret-of-the-stories");
  }

  private static Path withoutClientScopes() {
    ObjectMapper json = new ObjectMapper();
    try {
      ObjectNode realm = (ObjectNode) json.readTree(FILE.toFile());
      realm.remove("clientScopes");
      Path file = Path.of("target/two-steps").resolve(FILE.getFileName());
      Files.createDirectories(file.getParent());
      json.writeValue(file.toFile(), realm);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The second step, once the server runs. */
  public static void finish(KeycloakAdmin admin) {
    if (!IN_TWO_STEPS) {
      return;
    }
    JsonNode role = admin.get(REALM + "/roles/" + OFFLINE);
    admin.call("DELETE", REALM + "/roles/default-roles-omu/composites", List.of(role));
    for (JsonNode scope : admin.get(REALM + "/client-scopes")) {
      if (scope.path("name").asText().equals(OFFLINE)) {
        admin.call("DELETE", REALM + "/client-scopes/" + scope.path("id").asText(), null);
      }
    }
    Map<String, String> scope = Map.of("name", OFFLINE, "protocol", "openid-connect");
    admin.call("POST", REALM + "/client-scopes", scope);
  }
}
