package io.github.campusotp.e2e.server;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The realm's settings, those of the extension among them. */
public final class Settings {
  private static final String CONDITION = "campus-network-condition";
  private static final String POLICY = "campus-policy";
  private static final String ACTIONS = REALM + "/authentication/required-actions/";

  private final KeycloakAdmin admin;

  Settings(KeycloakAdmin admin) {
    this.admin = admin;
  }

  /** Changes one value of the campus policy until it is closed. */
  public Setting policy(String key, String value) {
    return action(POLICY, key, value);
  }

  /** One value of the campus policy. */
  public String policy(String key) {
    return admin.get(ACTIONS + POLICY + "/config").path("config").path(key).asText();
  }

  /**
   * Changes one value of the campus policy until it is closed, as an import does: Keycloak checks
   * nothing that comes with the whole action.
   */
  public Setting uncheckedPolicy(String key, String value) {
    ObjectNode before = (ObjectNode) admin.get(ACTIONS + POLICY);
    ObjectNode changed = before.deepCopy();
    changed.withObject("/config").put(key, value);
    admin.call("PUT", ACTIONS + POLICY, changed);
    return () -> admin.call("PUT", ACTIONS + POLICY, before);
  }

  /** Has the campus browser flow's condition match on campus until it is closed. */
  public Setting matchOnCampus() {
    String execution = conditionsId();
    String path = REALM + "/authentication/executions/" + execution + "/config";
    Map<String, Object> config =
        Map.of("alias", "match on campus", "config", Map.of("matchWhen", "on-campus"));
    String location = admin.call("POST", path, config).headers().firstValue("Location").get();
    String id = location.substring(location.lastIndexOf('/') + 1);
    return () -> admin.call("DELETE", REALM + "/authentication/config/" + id, null);
  }

  private String conditionsId() {
    String executions = REALM + "/authentication/flows/campus%20browser/executions";
    for (JsonNode execution : admin.get(executions)) {
      if (execution.path("providerId").asText().equals(CONDITION)) {
        return execution.path("id").asText();
      }
    }
    throw new IllegalStateException("campus browser has no " + CONDITION);
  }

  /** Changes one value of a required action until it is closed. */
  public Setting action(String action, String key, String value) {
    String before = changeAction(action, key, value);
    return () -> changeAction(action, key, before);
  }

  private String changeAction(String action, String key, String value) {
    String path = ACTIONS + action + "/config";
    ObjectNode config = (ObjectNode) admin.get(path);
    String before = config.path("config").path(key).asText(null);
    if (value == null) {
      config.withObject("/config").remove(key);
    } else {
      config.withObject("/config").put(key, value);
    }
    admin.call("PUT", path, config);
    return before;
  }

  /** Takes a required action out of the realm until it is closed. */
  public Setting disable(String action) {
    return without(action, "enabled");
  }

  /** Does not ask newcomers for a required action until it is closed. */
  public Setting noDefault(String action) {
    return without(action, "defaultAction");
  }

  private Setting without(String action, String property) {
    switchAction(action, property, false);
    return () -> switchAction(action, property, true);
  }

  private void switchAction(String action, String property, boolean on) {
    String path = ACTIONS + action;
    admin.call("PUT", path, ((ObjectNode) admin.get(path)).put(property, on));
  }

  /** Changes a property of the realm until it is closed. */
  public Setting realm(String name, Object value) {
    JsonNode before = admin.get(REALM).path(name);
    admin.call("PUT", REALM, Map.of(name, value));
    return () -> admin.call("PUT", REALM, Map.of(name, before));
  }

  /** Shows the sign-on pages in another theme until it is closed. */
  public Setting loginTheme(String theme) {
    return realm("loginTheme", theme);
  }

  /** Has the realm say something else than the theme until it is closed. */
  public Setting text(String language, String key, String value) {
    String path = REALM + "/localization/" + language;
    admin.call("POST", path, Map.of(key, value));
    return () -> admin.call("DELETE", path + "/" + key, null);
  }

  /** Never locks an account until it is closed: that would come long before our own limits. */
  public Setting withoutLocks() {
    return realm("bruteForceProtected", false);
  }

  /** Takes one-time passwords of so many time steps before and after now until it is closed. */
  public Setting otpWindow(int steps) {
    return policy("otpPolicy", "LookAheadWindow", JsonNodeFactory.instance.numberNode(steps));
  }

  /** Switches Keycloak's passkeys on, until it is closed. */
  public Setting passkeysInPlaceOfPasswords() {
    return policy(
        "webAuthnPolicyPasswordless",
        "PasskeysEnabled",
        JsonNodeFactory.instance.booleanNode(true));
  }

  /** A part of a policy would be ignored, or take the rest with it. */
  private Setting policy(String prefix, String name, JsonNode value) {
    ObjectNode before = JsonNodeFactory.instance.objectNode();
    admin.get(REALM).properties().stream()
        .filter(property -> property.getKey().startsWith(prefix))
        .forEach(property -> before.set(property.getKey(), property.getValue()));
    admin.call("PUT", REALM, before.deepCopy().set(prefix + name, value));
    return () -> admin.call("PUT", REALM, before);
  }

  /** Sends the realm's mail to another port until it is closed. */
  public Setting mailServer(int port) {
    ObjectNode there = (ObjectNode) admin.get(REALM).path("smtpServer");
    return realm("smtpServer", there.deepCopy().put("port", Integer.toString(port)));
  }
}
