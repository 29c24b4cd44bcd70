package io.github.campusotp.office;

import io.github.campusotp.location.EventDetails;
import io.github.campusotp.people.Change;
import java.util.stream.Stream;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;

/**
 * What the help desk sees of a mail, or of a change of password, key or address.
 *
 * @param time in milliseconds since 1970
 * @param type of the event, as Keycloak names it; without its {@code _ERROR}
 * @param about id of the required action, type of the credential, or {@code recovery_address}; null
 *     for none of them
 * @param error why it failed, as Keycloak names it; null if it did not
 * @param network campus network, or {@code off-campus}; null where it is not known
 * @param address that decided, or as Keycloak sees it
 */
record SeenChange(
    long time, String type, String about, String error, String network, String address) {
  private static final String ADDRESS = "recovery_address";

  static SeenChange of(Change change) {
    return new SeenChange(
        change.time(),
        change.type().replaceFirst("_ERROR$", ""),
        about(change),
        change.error(),
        change.details().get(EventDetails.CAMPUS_NETWORK),
        change.details().getOrDefault(EventDetails.CLIENT_ADDRESS, change.remote()));
  }

  /** Events of credentials name an action, too, and the other way round. */
  private static String about(Change change) {
    String first =
        change.type().startsWith(EventType.CUSTOM_REQUIRED_ACTION.name())
            ? Details.CUSTOM_REQUIRED_ACTION
            : Details.CREDENTIAL_TYPE;
    return Stream.of(first, ADDRESS)
        .filter(change.details()::containsKey)
        .findFirst()
        .map(detail -> detail.equals(ADDRESS) ? detail : change.details().get(detail))
        .orElse(null);
  }
}
