package io.github.campusotp.finding;

import io.github.campusotp.finding.Finding.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;

/** What each client may do. */
final class ClientChecks {
  private static final Set<String> OURS = Set.of("start-procedure", "mfa-management", "mfa-test");
  private static final String OFFICE = "campus-office";
  private static final String BY_SECRET = "client-secret";
  private static final String BY_SIGNATURE = "client-jwt";

  /** Those of examples; whatever is of asterisks only comes from a partial export. */
  private static final Set<String> KNOWN_SECRETS =
      Set.of("secret", "client-secret", "password", "changeit", "changeme", "change-me");

  static final List<Check> ALL =
      List.of(
          each(
              Severity.ERROR,
              "client-browser-flow",
              "it has a browser flow of its own",
              "take the override away, or give that flow the second factor",
              (realm, client) -> {
                String flow = flow(realm, client, "browser");
                return !flow.equals("none")
                    && !flow.equals(RealmFlows.OF_CLIENTS.get(client.getClientId()));
              }),
          each(
              Severity.ERROR,
              "client-direct-grant-flow",
              "it has a direct grant flow of its own",
              "take the override away",
              (realm, client) -> !flow(realm, client, "direct_grant").equals("none")),
          each(
              Severity.ERROR,
              "direct-access-grants",
              "direct access grants are on: a password is enough for a token",
              "switch them off, or bind " + RealmFlows.DIRECT_GRANT,
              (realm, client) ->
                  client.isDirectAccessGrantsEnabled() && !RealmFlows.directGrantsAreDenied(realm)),
          each(
              Severity.WARNING,
              "device-grant",
              "device grant is on",
              "leave it on only where a device needs it",
              (realm, client) -> isOn(client, "oauth2.device.authorization.grant.enabled")),
          each(
              Severity.ERROR,
              "ciba",
              "CIBA is on: a token without the second factor",
              "switch it off",
              (realm, client) -> isOn(client, "oidc.ciba.grant.enabled")),
          each(
              Severity.WARNING,
              "token-exchange",
              "token exchange is on",
              "switch it off",
              (realm, client) -> isOn(client, "standard.token.exchange.enabled")),
          each(
              Severity.ERROR,
              "jwt-grant",
              "JWT authorization grant is on: a token without the second factor",
              "switch it off",
              (realm, client) -> isOn(client, "oauth2.jwt.authorization.grant.enabled")),
          each(
              Severity.WARNING,
              "consent",
              "consent page: a sign-on that got to it on campus can be ended at home",
              "leave it on only for services outside",
              (realm, client) -> client.isConsentRequired()),
          each(
              Severity.ERROR,
              "site-with-tokens",
              "a password is enough for its tokens",
              "set Client Authenticator to Signed JWT, without keys",
              (realm, client) ->
                  OURS.contains(client.getClientId())
                      && (client.isPublicClient()
                          || !BY_SIGNATURE.equals(client.getClientAuthenticatorType()))),
          each(
              Severity.ERROR,
              "office-open",
              "its tokens are good for more than the office, or reach others than its page",
              "delete it and start the server again: it is made anew",
              (realm, client) ->
                  client.getClientId().equals(OFFICE)
                      && (client.isFullScopeAllowed()
                          || client.getRedirectUris().size() != 1
                          || !client.getRedirectUris().iterator().next().endsWith("/office")
                          || !"2".equals(client.getAttribute(Constants.MINIMUM_ACR_VALUE)))),
          each(
              Severity.ERROR,
              "known-secret",
              "its secret can be known: an example's, or what an export shows in its place",
              "regenerate it",
              (realm, client) ->
                  !client.isPublicClient()
                      && BY_SECRET.equals(client.getClientAuthenticatorType())
                      && isKnown(client)),
          each(
              Severity.ERROR,
              "saml-ecp",
              "SAML ECP is on: a password is enough",
              "switch it off, or let the flow saml ecp deny",
              (realm, client) ->
                  isOn(client, "saml.allow.ecp.flow") && !RealmFlows.ecpIsDenied(realm)));

  private ClientChecks() {}

  private static Check each(
      Severity severity,
      String id,
      String what,
      String cure,
      BiPredicate<RealmModel, ClientModel> wrong) {
    return (session, realm) ->
        realm
            .getClientsStream()
            .filter(client -> wrong.test(realm, client))
            .map(client -> new Finding(id, severity, "client " + client.getClientId(), what, cure));
  }

  private static String flow(RealmModel realm, ClientModel client, String binding) {
    return RealmFlows.alias(realm, client.getAuthenticationFlowBindingOverride(binding));
  }

  private static boolean isOn(ClientModel client, String attribute) {
    return Boolean.parseBoolean(client.getAttribute(attribute));
  }

  private static boolean isKnown(ClientModel client) {
    String secret = client.getSecret();
    return secret != null
        && (secret.matches("\\**")
            || secret.equalsIgnoreCase(client.getClientId())
            || KNOWN_SECRETS.contains(secret.toLowerCase(Locale.ROOT)));
  }
}
