package io.github.campusotp.people;

import io.github.campusotp.location.EventDetails;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A sign-on that Keycloak has saved.
 *
 * @param time in milliseconds since 1970
 * @param user id of the user
 * @param client id of the service
 * @param error why it failed, as Keycloak names it; null if it did not
 * @param details what the event says besides, {@link EventDetails} among it
 */
public record SignOn(
    long time, String user, String client, String error, Map<String, String> details) {
  private static final Pattern OTHERS = Pattern.compile("(^|; )(service|request|person|action): ");

  /** Whether the extension decided on it. */
  boolean isDecided() {
    return details.containsKey(EventDetails.CLIENT_ADDRESS);
  }

  /** Of the nearest hop that was no trusted proxy. */
  public String address() {
    return details.get(EventDetails.CLIENT_ADDRESS);
  }

  /** Whether it was on campus, as it was decided then. */
  public boolean isOnCampus() {
    return !EventDetails.OFF_CAMPUS.equals(details.get(EventDetails.CAMPUS_NETWORK));
  }

  /**
   * Whether the network decided alone: else service, request or user wanted a one-time password
   * wherever it came from.
   */
  public boolean isByNetwork() {
    return !OTHERS.matcher(details.getOrDefault(EventDetails.LEVEL_REASON, "")).find();
  }
}
