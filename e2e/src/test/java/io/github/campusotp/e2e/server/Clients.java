package io.github.campusotp.e2e.server;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** The settings of the realm's clients, each by its client id. */
public final class Clients {
  private final KeycloakAdmin admin;

  Clients(KeycloakAdmin admin) {
    this.admin = admin;
  }

  /** Turns one of a client's switches on until it is closed. */
  public Setting turnOn(String id, String name) {
    ObjectNode client = client(id);
    put(client.put(name, true));
    return () -> put(client.put(name, false));
  }

  /** Gives a client another secret until it is closed. */
  public Setting secret(String id, String secret) {
    ObjectNode client = client(id);
    String before = client.path("secret").asText();
    put(client.put("secret", secret));
    return () -> put(client.put("secret", before));
  }

  /** Gives a client another attribute until it is closed. */
  public Setting attribute(String id, String name, String value) {
    String before = change(id, name, value);
    return () -> change(id, name, before);
  }

  private String change(String id, String name, String value) {
    ObjectNode client = client(id);
    ObjectNode attributes = client.withObject("/attributes");
    String before = attributes.path(name).asText("");
    attributes.put(name, value);
    put(client);
    return before;
  }

  /** Takes a client out of the realm. */
  public void delete(String id) {
    admin.call("DELETE", path(client(id)), null);
  }

  /** Lets a client ask for a scope until it is closed. */
  public Setting optionalScope(String id, String scope) {
    String path =
        path(client(id)) + "/optional-client-scopes/" + idOf("/client-scopes", "name", scope);
    admin.call("PUT", path, null);
    return () -> admin.call("DELETE", path, null);
  }

  /** Lets a client sign people on by a copy of the browser flow without one of its steps. */
  public Setting withoutStep(String id, String step) {
    String flows = REALM + "/authentication/flows/";
    String copy = "copy-" + UUID.randomUUID().toString().substring(0, 8);
    admin.call("POST", flows + "campus%20browser/copy", Map.of("newName", copy));
    for (JsonNode execution : admin.get(flows + copy + "/executions")) {
      if (execution.path("providerId").asText().equals(step)) {
        ((ObjectNode) execution).put("requirement", "DISABLED");
        admin.call("PUT", flows + copy + "/executions", execution);
      }
    }
    String flow = idOf("/authentication/flows", "alias", copy);
    bindFlow(id, flow);
    return () -> {
      bindFlow(id, "");
      admin.call("DELETE", flows + flow, null);
    };
  }

  private void bindFlow(String id, String flow) {
    ObjectNode client = client(id);
    client.withObject("/authenticationFlowBindingOverrides").put("browser", flow);
    put(client);
  }

  private ObjectNode client(String id) {
    return (ObjectNode)
        admin
            .get(REALM + "/clients?clientId=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
            .path(0);
  }

  private void put(ObjectNode client) {
    admin.call("PUT", path(client), client);
  }

  private static String path(ObjectNode client) {
    return REALM + "/clients/" + client.path("id").asText();
  }

  private String idOf(String list, String property, String value) {
    for (JsonNode entry : admin.get(REALM + list)) {
      if (entry.path(property).asText().equals(value)) {
        return entry.path("id").asText();
      }
    }
    throw new IllegalArgumentException("No " + value + " in " + list);
  }
}
