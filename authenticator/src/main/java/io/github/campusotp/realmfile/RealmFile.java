package io.github.campusotp.realmfile;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Completes a realm that was made from a file. Its attributes {@code campus.import.…}, and those of
 * its clients, name the environment variables to read, and the flow of a client by its alias.
 * Keycloak puts its own placeholders into the text of the file, where a line break, a quotation
 * mark or a backslash of the value is JSON's.
 *
 * <p>Variables are read only while the server starts: an administrator who may create realms must
 * not see them.
 */
public final class RealmFile implements ProviderEventListener {
  private static final String PREFIX = "campus.import.";

  private final UnaryOperator<String> environment;
  private volatile boolean starting = true;

  RealmFile(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  /** Completes every realm that is made from now on. */
  public static void listen(KeycloakSessionFactory factory) {
    factory.register(new RealmFile(System::getenv));
  }

  /**
   * @throws ModelException if a variable cannot be used; its message names the variable, and the
   *     realm is not made
   */
  @Override
  public void onEvent(ProviderEvent event) {
    if (event instanceof PostMigrationEvent) {
      starting = false;
    } else if (event instanceof RealmModel.RealmPostCreateEvent created) {
      complete(created.getKeycloakSession(), created.getCreatedRealm());
    }
  }

  private void complete(KeycloakSession session, RealmModel realm) {
    Map<String, String> variables = take(realm.getAttributes(), realm::removeAttribute);
    if (variables.isEmpty()) {
      return;
    }
    RealmValues values = new RealmValues(session, realm);
    if (starting) {
      variables.forEach(
          (key, name) -> Variable.of(name, environment).ifPresent(v -> values.put(key, v)));
    }
    realm.getClientsStream().toList().forEach(client -> complete(realm, client));
  }

  private void complete(RealmModel realm, ClientModel client) {
    Map<String, String> variables = take(client.getAttributes(), client::removeAttribute);
    String flow = variables.remove("browserFlow");
    if (flow != null) {
      client.setAuthenticationFlowBindingOverride("browser", flow(realm, flow).getId());
    }
    if (starting) {
      variables.forEach((key, name) -> ClientValues.put(client, key, name, environment));
    }
  }

  private static AuthenticationFlowModel flow(RealmModel realm, String alias) {
    AuthenticationFlowModel flow = realm.getFlowByAlias(alias);
    if (flow == null) {
      throw new ModelException("The realm's file has no flow " + alias);
    }
    return flow;
  }

  /** What the file says under our prefix; it is no attribute of the realm. */
  private static Map<String, String> take(Map<String, String> attributes, Consumer<String> remove) {
    Map<String, String> ours = new TreeMap<>();
    attributes.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            ours.put(name.substring(PREFIX.length()), value);
          }
        });
    ours.keySet().forEach(key -> remove.accept(PREFIX + key));
    return ours;
  }
}
