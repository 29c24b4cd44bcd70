package io.github.campusotp.office;

import io.github.campusotp.location.EventDetails;
import io.github.campusotp.people.Change;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.events.Details;

/**
 * What the help desk sees of a mail, or of a change of password, key or address.
 *
 * @param time in milliseconds since 1970
 * @param type of the event, as Keycloak names it; without its {@code _ERROR}
 * @param about type of the credential, or id of the required action; null for none
 * @param error why it failed, as Keycloak names it; null if it did not
 * @param network campus network, or {@code off-campus}; null where it is not known
 * @param address that decided, or as Keycloak sees it
 */
record SeenChange(
    long time, String type, String about, String error, String network, String address) {
  static SeenChange of(Change change) {
    return new SeenChange(
        change.time(),
        change.type().replaceFirst("_ERROR$", ""),
        Stream.of(Details.CREDENTIAL_TYPE, Details.CUSTOM_REQUIRED_ACTION)
            .flatMap(detail -> Optional.ofNullable(change.details().get(detail)).stream())
            .findFirst()
            .orElse(null),
        change.error(),
        change.details().get(EventDetails.CAMPUS_NETWORK),
        change.details().getOrDefault(EventDetails.CLIENT_ADDRESS, change.remote()));
  }
}
