package io.github.campusotp.office;

import io.github.campusotp.location.CampusPolicies;
import io.github.campusotp.location.CampusPolicy;
import io.github.campusotp.network.CampusNetworks;
import io.github.campusotp.network.ClientLocation;
import io.github.campusotp.network.TrustedProxies;
import io.github.campusotp.people.EventHistory;
import io.github.campusotp.people.SignOn;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * What is wrong with a list of networks, and what it would change.
 *
 * @param problems one a line; empty if the list may be saved
 * @param changes null, and left out, where nothing was compared or the list has a mistake
 */
public record NetworksCheck(List<Problem> problems, Changes changes) {
  private static final int LONGEST = 366;

  /**
   * What is asked.
   *
   * @param networks as they would be saved
   * @param trustedProxies as they would be saved; null for those in force
   * @param days so long ago sign-ons are judged again; null or 0 for none
   */
  public record Lists(String networks, String trustedProxies, Integer days) {}

  /**
   * A mistake.
   *
   * @param setting in which of the two lists it is
   * @param line its number, from 1
   * @param text as it stands there
   * @param what is wrong, and what to write instead
   */
  public record Problem(String setting, int line, String text, String what) {}

  /**
   * What would have been otherwise.
   *
   * @param signOns how many were judged again
   * @param asked those that would need a one-time password and did not
   * @param spared those that would need none and did
   */
  public record Changes(long signOns, Change asked, Change spared) {}

  /**
   * Sign-ons that would have been otherwise.
   *
   * @param signOns how many
   * @param people of how many people
   * @param networks how many by the line that decided: that of the list in force for those who
   *     would be asked, that of the new list for those who would be spared
   */
  public record Change(long signOns, long people, Map<String, Long> networks) {}

  /** Reads the lists, and compares them with those in force. */
  static NetworksCheck of(KeycloakSession session, RealmModel realm, Lists lists) {
    if (Query.sent(lists).networks() == null) {
      throw Query.refusal("networks is the list to check");
    }
    int days = Optional.ofNullable(lists.days()).orElse(0);
    if (days < 0 || days > LONGEST) {
      throw Query.refusal("days is 0 to " + LONGEST);
    }
    CampusPolicy present = CampusPolicies.of(realm);
    CampusNetworks networks = CampusNetworks.parse(lists.networks());
    TrustedProxies proxies =
        lists.trustedProxies() == null
            ? present.trustedProxies()
            : TrustedProxies.parse(lists.trustedProxies());
    List<Problem> problems =
        Stream.concat(
                networks.problems().stream().map(of(CampusPolicy.NETWORKS)),
                proxies.problems().stream().map(of(CampusPolicy.TRUSTED_PROXIES)))
            .toList();
    if (days == 0 || !problems.isEmpty()) {
      return new NetworksCheck(problems, null);
    }
    Comparison comparison = new Comparison();
    new EventHistory(session, realm)
        .eachSignOn(
            days,
            signOn ->
                comparison.add(
                    signOn,
                    judged(signOn, present.networks(), present.trustedProxies()),
                    judged(signOn, networks, proxies)));
    return new NetworksCheck(problems, comparison.changes());
  }

  private static Function<io.github.campusotp.network.Problem, Problem> of(String setting) {
    return problem -> new Problem(setting, problem.line(), problem.text(), problem.what());
  }

  private static Optional<String> judged(
      SignOn signOn, CampusNetworks networks, TrustedProxies proxies) {
    return ClientLocation.of(List.of(signOn.address()), networks, proxies).network();
  }

  /** Counts. */
  private static final class Comparison {
    private final Count asked = new Count();
    private final Count spared = new Count();
    private long signOns;

    void add(SignOn signOn, Optional<String> now, Optional<String> then) {
      signOns++;
      // What was decided otherwise then rested on an older list, or on an address farther away.
      boolean comparable = signOn.isByNetwork() && signOn.isOnCampus() == now.isPresent();
      if (comparable && now.isPresent() != then.isPresent()) {
        (now.isPresent() ? asked : spared).add(signOn.user(), now.or(() -> then).orElseThrow());
      }
    }

    Changes changes() {
      return new Changes(signOns, asked.change(), spared.change());
    }
  }

  private static final class Count {
    private final Set<String> people = new HashSet<>();
    private final Map<String, Long> networks = new TreeMap<>();

    void add(String user, String network) {
      people.add(user);
      networks.merge(network, 1L, Long::sum);
    }

    Change change() {
      long signOns = networks.values().stream().mapToLong(Long::longValue).sum();
      return new Change(signOns, people.size(), networks);
    }
  }
}
