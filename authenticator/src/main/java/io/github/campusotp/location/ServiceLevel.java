package io.github.campusotp.location;

import io.github.campusotp.level.Decision;
import io.github.campusotp.level.Reason;
import io.github.campusotp.level.Reason.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.utils.AcrUtils;
import org.keycloak.protocol.saml.SamlProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Which level does the service want: always, and this time? */
final class ServiceLevel {
  private ServiceLevel() {}

  /**
   * Always: the client's Minimum ACR value. Keycloak itself looks at it only where a service sends
   * the user; a device grant and SAML that begins here come without.
   *
   * @return empty where the client has none; a name that no level has may mean any
   */
  static Optional<Reason> always(ClientModel client) {
    String minimum = minimum(client);
    if (minimum == null || minimum.isBlank()) {
      return Optional.empty();
    }
    Map<String, Integer> levels =
        SamlProtocol.LOGIN_PROTOCOL.equals(client.getProtocol())
            ? AcrUtils.getUriLoaMap(client)
            : AcrUtils.getAcrLoaMap(client);
    int level = level(minimum, levels);
    return Optional.of(new Reason(Source.SERVICE, level, "minimum " + minimum));
  }

  private static int level(String name, Map<String, Integer> levels) {
    if (levels.containsKey(name)) {
      return levels.get(name);
    }
    return isNumber(name)
        ? Math.max(Decision.PASSWORD, Integer.parseInt(name))
        : Decision.SECOND_FACTOR;
  }

  /**
   * This time: what came with the request, as Keycloak read it.
   *
   * @param signOn the running one
   * @param user who signs on; null where that is not known yet
   * @return empty where the request wants nothing; what it only would like is what the user has
   */
  static Optional<Reason> thisTime(AuthenticationSessionModel signOn, UserModel user) {
    OptionalInt wanted = wanted(signOn, user);
    return wanted.isEmpty()
        ? Optional.empty()
        : rule(signOn).map(rule -> new Reason(Source.REQUEST, wanted.getAsInt(), rule));
  }

  /** The least that the service takes: it may only like to have more. */
  static int insisted(AuthenticationSessionModel signOn) {
    int least = always(signOn.getClient()).map(Reason::level).orElse(Decision.PASSWORD);
    return isEssential(signOn) ? Math.max(least, wanted(signOn, null).orElse(least)) : least;
  }

  private static OptionalInt wanted(AuthenticationSessionModel signOn, UserModel user) {
    String level = signOn.getClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION);
    if (level == null) {
      return OptionalInt.empty();
    }
    if (isEssential(signOn)) {
      return OptionalInt.of(Integer.parseInt(level));
    }
    ClientModel client = signOn.getClient();
    List<String> names =
        AcrUtils.getAcrValues(
            signOn.getClientNote(OIDCLoginProtocol.CLAIMS_PARAM),
            signOn.getClientNote(OIDCLoginProtocol.ACR_PARAM),
            client);
    // Of several Keycloak takes the lowest, and an unknown one for level 0.
    IntStream known =
        names.isEmpty()
            ? IntStream.of(Integer.parseInt(level))
            : known(names, AcrUtils.getAcrLoaMap(client));
    OptionalInt lowest = known.min();
    return lowest.isPresent() && lowest.getAsInt() > Decision.SECOND_FACTOR
        ? OptionalInt.of(hasPasskey(user) ? Decision.PHISHING_RESISTANT : Decision.SECOND_FACTOR)
        : lowest;
  }

  private static boolean hasPasskey(UserModel user) {
    return user != null
        && user.credentialManager()
            .getStoredCredentialsByTypeStream(WebAuthnCredentialModel.TYPE_PASSWORDLESS)
            .findAny()
            .isPresent();
  }

  private static IntStream known(List<String> names, Map<String, Integer> levels) {
    return names.stream()
        .filter(name -> levels.containsKey(name) || isNumber(name))
        .mapToInt(name -> levels.containsKey(name) ? levels.get(name) : Integer.parseInt(name));
  }

  private static boolean isNumber(String name) {
    return name.matches("\\d{1,4}");
  }

  private static boolean isEssential(AuthenticationSessionModel signOn) {
    return Boolean.parseBoolean(signOn.getClientNote(Constants.FORCE_LEVEL_OF_AUTHENTICATION));
  }

  /**
   * Empty where Keycloak put the minimum there itself. No text of the request: it is for events.
   */
  private static Optional<String> rule(AuthenticationSessionModel signOn) {
    ClientModel client = signOn.getClient();
    String samlClass = signOn.getClientNote(SamlProtocol.SAML_AUTHN_CONTEXT_CLASS_REF);
    if (samlClass != null) { // one of the realm's
      return Optional.of(samlClass).filter(name -> !name.equals(minimum(client)));
    }
    return Stream.of(OIDCLoginProtocol.CLAIMS_PARAM, OIDCLoginProtocol.ACR_PARAM)
        .filter(parameter -> signOn.getClientNote(parameter) != null)
        .findFirst()
        .or(() -> AcrUtils.getDefaultAcrValues(client).stream().findFirst())
        .or(() -> minimum(client) == null ? Optional.of("level") : Optional.empty());
  }

  private static String minimum(ClientModel client) {
    return AcrUtils.getMinimumAcrValue(client);
  }
}
