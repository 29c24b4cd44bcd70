package io.github.campusotp.realmfile;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ModelException;

/** A client's settings that come from variables. */
final class ClientValues {
  private ClientValues() {}

  /**
   * @param key what is set
   * @param name of the variable
   * @throws ModelException if the variable has no such value, or has to be set and is not
   */
  static void put(ClientModel client, String key, String name, UnaryOperator<String> environment) {
    if (key.equals("secret")) {
      client.setSecret(Variable.required(name, environment).secret());
      return;
    }
    Variable.of(name, environment)
        .ifPresent(
            variable -> {
              switch (key) {
                case "url" -> move(client, variable.url());
                case "saml_single_logout_service_url_post" ->
                    client.setAttribute(key, variable.url());
                case "saml.signing.certificate" -> client.setAttribute(key, variable.certificate());
                default -> throw new ModelException("The realm's file cannot import " + key);
              }
            });
  }

  /** All addresses of a client begin with its base URL. */
  private static void move(ClientModel client, String url) {
    String base = client.getBaseUrl();
    UnaryOperator<String> moved =
        address -> address.startsWith(base) ? url + address.substring(base.length()) : address;
    client.setBaseUrl(url);
    client.setRedirectUris(
        client.getRedirectUris().stream().map(moved).collect(Collectors.toSet()));
    Map.copyOf(client.getAttributes())
        .forEach((name, value) -> client.setAttribute(name, moved.apply(value)));
  }
}
