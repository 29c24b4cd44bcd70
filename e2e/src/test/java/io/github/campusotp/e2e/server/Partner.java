package io.github.campusotp.e2e.server;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;

import io.github.campusotp.e2e.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Another university whose identity provider ours accepts: a realm of its own. */
public final class Partner implements AutoCloseable {
  private static final String PROVIDER = REALM + "/identity-provider/instances";

  private final KeycloakAdmin admin;
  private final String name = "partner-" + UUID.randomUUID().toString().substring(0, 8);
  private final String realm = "/admin/realms/" + name;

  public Partner(Campus campus) {
    admin = campus.admin();
    String secret = UUID.randomUUID().toString();
    admin.call(
        "POST",
        "/admin/realms",
        Map.of(
            "realm",
            name,
            "enabled",
            true,
            "sslRequired",
            "none",
            "clients",
            List.of(
                Map.of(
                    "clientId",
                    "omu",
                    "secret",
                    secret,
                    "redirectUris",
                    List.of(campus.front() + "/*")))));
    String outside = campus.front() + "/realms/" + name + "/protocol/openid-connect/";
    String inside = campus.node() + "/realms/" + name + "/protocol/openid-connect/";
    admin.call(
        "POST",
        PROVIDER,
        Map.of(
            "alias",
            name,
            "providerId",
            "oidc",
            "enabled",
            true,
            "postBrokerLoginFlowAlias",
            "campus after identity provider",
            "config",
            Map.of(
                "clientId",
                "omu",
                "clientSecret",
                secret,
                "clientAuthMethod",
                "client_secret_post",
                "issuer",
                campus.front() + "/realms/" + name,
                "authorizationUrl",
                outside + "auth",
                "tokenUrl",
                inside + "token",
                "jwksUrl",
                inside + "certs",
                "useJwksUrl",
                "true",
                "validateSignature",
                "true")));
  }

  /** Where the portal sends those who come from there. */
  public String signOn() {
    return "/portal/login?kc_idp_hint=" + name;
  }

  /** An account over there that belongs to one of our people. */
  public Person accountOf(Person ours) {
    Person theirs = admin.people().stranger(realm);
    admin.call(
        "POST",
        REALM + "/users/" + ours.id() + "/federated-identity/" + name,
        Map.of("userId", theirs.id(), "userName", theirs.username()));
    return theirs;
  }

  /** An account over there of the same name as one of ours, not linked yet. */
  public Person namesakeOf(Person ours) {
    String password = "pw-" + UUID.randomUUID();
    String user =
        admin
            .call(
                "POST",
                realm + "/users",
                Map.of(
                    "username",
                    ours.username(),
                    "enabled",
                    true,
                    "email",
                    ours.username() + "@partner.example",
                    "firstName",
                    "太郎",
                    "lastName",
                    "公立",
                    "credentials",
                    List.of(Map.of("type", "password", "value", password))))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    return new Person(
        user.substring(user.lastIndexOf('/') + 1), ours.username(), password, null, null);
  }

  /** Whether an account over there opens that one of ours. */
  public boolean isLinkedTo(Person ours) {
    return !admin.get("/admin/realms/omu/users/" + ours.id() + "/federated-identity").isEmpty();
  }

  /** What our users read that it is called. */
  public String name() {
    return name;
  }

  @Override
  public void close() {
    admin.call("DELETE", PROVIDER + "/" + name, null);
    admin.call("DELETE", realm, null);
  }
}
