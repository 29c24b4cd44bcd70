package io.github.campusotp.location;

import io.github.campusotp.network.CampusNetworks;
import io.github.campusotp.network.TrustedProxies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The configuration of the campus network condition, read once per change.
 *
 * @param networks what counts as campus
 * @param trustedProxies the university's own proxies, left out when addresses are judged
 * @param matchesOnCampus whether the condition matches on campus instead of off campus
 * @param otpMaxAge seconds for which a session that gave an OTP is not asked again; 0 as long as
 *     the session lives; negative never
 * @param problems what was refused in the configuration, for the log
 */
public record CampusNetworkConfig(
    CampusNetworks networks,
    TrustedProxies trustedProxies,
    boolean matchesOnCampus,
    int otpMaxAge,
    List<String> problems) {
  /** The id of the condition that has this configuration. */
  public static final String CONDITION = "campus-network-condition";

  public static final String NETWORKS = "networks";
  public static final String TRUSTED_PROXIES = "trustedProxies";
  public static final String MATCH_WHEN = "matchWhen";
  public static final String OTP_MAX_AGE = "otpMaxAge";
  public static final String OFF_CAMPUS = "off-campus";
  public static final String ON_CAMPUS = "on-campus";

  static CampusNetworkConfig of(Map<String, String> values) {
    List<String> problems = new ArrayList<>();
    CampusNetworks networks = CampusNetworks.parse(values.get(NETWORKS));
    networks.problems().forEach(problem -> problems.add(NETWORKS + ": " + problem));
    TrustedProxies proxies = TrustedProxies.parse(values.get(TRUSTED_PROXIES));
    proxies.problems().forEach(problem -> problems.add(TRUSTED_PROXIES + ": " + problem));
    boolean onCampus = onCampus(values.getOrDefault(MATCH_WHEN, OFF_CAMPUS), problems);
    int maxAge = maxAge(values.getOrDefault(OTP_MAX_AGE, "0"), problems);
    return new CampusNetworkConfig(networks, proxies, onCampus, maxAge, List.copyOf(problems));
  }

  private static boolean onCampus(String text, List<String> problems) {
    if (!text.equals(ON_CAMPUS) && !text.equals(OFF_CAMPUS)) {
      problems.add(MATCH_WHEN + ": write off-campus or on-campus; taken as off-campus");
    }
    return text.equals(ON_CAMPUS);
  }

  private static int maxAge(String text, List<String> problems) {
    String trimmed = text.trim();
    try {
      int seconds = trimmed.isEmpty() ? 0 : Integer.parseInt(trimmed);
      if (seconds >= 0) {
        return seconds;
      }
    } catch (NumberFormatException notANumber) {
      // falls through to the same advice
    }
    problems.add(OTP_MAX_AGE + ": write whole seconds, 0 or more; until then every sign-on asks");
    return -1;
  }
}
