package io.github.campusotp.office;

import io.github.campusotp.location.EventDetails;
import io.github.campusotp.people.SignOn;

/**
 * What the help desk sees of a sign-on.
 *
 * @param time in milliseconds since 1970
 * @param client id of the service
 * @param error why it failed, as Keycloak names it; null if it did not
 * @param network campus network, or {@code off-campus}; null where it did not get that far, as the
 *     four after it
 * @param address that decided
 * @param level that it needed
 * @param reason who wanted that level
 * @param secondFactor what there was for one
 */
record SeenSignOn(
    long time,
    String client,
    String error,
    String network,
    String address,
    String level,
    String reason,
    String secondFactor) {
  static SeenSignOn of(SignOn signOn) {
    return new SeenSignOn(
        signOn.time(),
        signOn.client(),
        signOn.error(),
        signOn.details().get(EventDetails.CAMPUS_NETWORK),
        signOn.address(),
        signOn.details().get(EventDetails.LEVEL),
        signOn.details().get(EventDetails.LEVEL_REASON),
        signOn.details().get(EventDetails.SECOND_FACTOR));
  }
}
