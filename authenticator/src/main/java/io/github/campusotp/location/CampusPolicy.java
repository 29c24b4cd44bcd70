package io.github.campusotp.location;

import io.github.campusotp.network.CampusNetworks;
import io.github.campusotp.network.Problem;
import io.github.campusotp.network.TrustedProxies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * What all sign-ons of a realm are judged by: the settings of its required action {@link #ACTION}.
 *
 * @param networks what counts as campus
 * @param trustedProxies the university's own proxies, left out when addresses are judged
 * @param otpMaxAge seconds for which a session that gave an OTP is not asked again; 0 as long as
 *     the session lives; negative never
 * @param alwaysAsked who is asked on campus too
 * @param candidate what may count as campus one day: it decides nothing; empty if there is none
 * @param mistakes what is wrong in the settings, whatever roles and groups the realm has
 */
public record CampusPolicy(
    CampusNetworks networks,
    TrustedProxies trustedProxies,
    int otpMaxAge,
    AlwaysAsked alwaysAsked,
    Optional<CampusNetworks> candidate,
    List<Mistake> mistakes) {
  /** The id of the required action whose settings these are. */
  public static final String ACTION = "campus-policy";

  public static final String NETWORKS = "networks";
  public static final String TRUSTED_PROXIES = "trustedProxies";
  public static final String OTP_MAX_AGE = "otpMaxAge";
  public static final String ALWAYS_SECOND_FACTOR = "alwaysSecondFactor";
  public static final String CANDIDATE_NETWORKS = "candidateNetworks";

  /**
   * A mistake in one of the settings.
   *
   * @param setting its key
   * @param problem what is wrong with it
   */
  public record Mistake(String setting, Problem problem) {
    @Override
    public String toString() {
      return setting + ": " + problem;
    }
  }

  /**
   * Reads the settings; never throws. What cannot be read asks for a one-time password.
   *
   * @param values by key, as Keycloak stores them; any may be missing or null
   */
  public static CampusPolicy read(Map<String, String> values) {
    List<Mistake> mistakes = new ArrayList<>();
    CampusNetworks networks = networks(NETWORKS, values, mistakes);
    TrustedProxies proxies = TrustedProxies.parse(values.get(TRUSTED_PROXIES));
    proxies.problems().forEach(problem -> mistakes.add(new Mistake(TRUSTED_PROXIES, problem)));
    int maxAge = maxAge(values.get(OTP_MAX_AGE), mistakes);
    AlwaysAsked alwaysAsked = AlwaysAsked.parse(values.get(ALWAYS_SECOND_FACTOR));
    String candidate = values.get(CANDIDATE_NETWORKS);
    Optional<CampusNetworks> candidates =
        candidate == null || candidate.isBlank()
            ? Optional.empty()
            : Optional.of(networks(CANDIDATE_NETWORKS, values, mistakes));
    return new CampusPolicy(
        networks, proxies, maxAge, alwaysAsked, candidates, List.copyOf(mistakes));
  }

  private static CampusNetworks networks(
      String setting, Map<String, String> values, List<Mistake> mistakes) {
    CampusNetworks networks = CampusNetworks.parse(values.get(setting));
    networks.problems().forEach(problem -> mistakes.add(new Mistake(setting, problem)));
    return networks;
  }

  /** What is wrong with roles and groups, which come and go in a realm. */
  public List<Mistake> mistakesIn(KeycloakSession session, RealmModel realm) {
    return alwaysAsked.problems(session, realm).stream()
        .map(problem -> new Mistake(ALWAYS_SECOND_FACTOR, problem))
        .toList();
  }

  private static int maxAge(String text, List<Mistake> mistakes) {
    String trimmed = text == null ? "" : text.trim();
    try {
      int seconds = trimmed.isEmpty() ? 0 : Integer.parseInt(trimmed);
      if (seconds >= 0) {
        return seconds;
      }
    } catch (NumberFormatException notANumber) {
      // falls through to the same advice
    }
    mistakes.add(
        new Mistake(
            OTP_MAX_AGE,
            new Problem(0, "", "write whole seconds, 0 or more", "every sign-on asks")));
    return -1;
  }
}
