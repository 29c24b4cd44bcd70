package io.github.campusotp.office;

import io.github.campusotp.level.Decision;
import io.github.campusotp.location.CampusPolicies;
import io.github.campusotp.location.CampusPolicy;
import io.github.campusotp.location.EventDetails;
import io.github.campusotp.location.KnownAddresses;
import io.github.campusotp.location.KnownAddresses.Known;
import io.github.campusotp.location.RequestLevel;
import io.github.campusotp.network.ClientAddress;
import io.github.campusotp.network.TrustedProxies;
import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Which level a sign-on would need, and why.
 *
 * @param level 1 for the password, 2 for a one-time password too
 * @param network the campus network, or {@code off-campus}
 * @param reasons those who want that level
 * @param addresses all that is known of where the client is, from the farthest to the nearest
 */
public record DecisionAnswer(
    int level, String network, List<Reason> reasons, List<Address> addresses) {
  /**
   * Who wants it.
   *
   * @param rule network, service, request or person
   * @param value which one, as the list of networks or an administrator calls it
   * @param level that it wants
   */
  public record Reason(String rule, String value, int level) {}

  /**
   * An address.
   *
   * @param text as it came
   * @param source the header it stands in, {@code server} for the server's remote address, {@code
   *     query} for one that was asked about
   * @param trusted whether it is a trusted proxy's, and left out
   */
  public record Address(String text, String source, boolean trusted) {}

  /**
   * Decides as a sign-on would.
   *
   * @param addresses where it would come from
   * @param client which service it would be to; null for any
   * @param user who would sign on; null for anyone
   */
  static DecisionAnswer of(
      KeycloakSession session,
      RealmModel realm,
      KnownAddresses addresses,
      ClientModel client,
      UserModel user) {
    CampusPolicy policy = CampusPolicies.of(realm);
    Decision decision =
        RequestLevel.of(
            session, addresses.locate(policy.networks(), policy.trustedProxies()), client, user);
    return new DecisionAnswer(
        decision.level(),
        decision.location().network().orElse(EventDetails.OFF_CAMPUS),
        decision.reasons().stream()
            .map(reason -> new Reason(reason.source().word(), reason.rule(), reason.level()))
            .toList(),
        addresses.all().stream().map(known -> address(known, policy.trustedProxies())).toList());
  }

  private static Address address(Known known, TrustedProxies proxies) {
    return new Address(
        known.text(),
        known.source(),
        ClientAddress.parse(known.text()).filter(proxies::contains).isPresent());
  }
}
