package io.github.campusotp.e2e.server;

import java.util.Map;

/**
 * A user event.
 *
 * @param client by its client id
 * @param error what went wrong, or null
 */
public record Event(String client, String error, Map<String, String> details) {
  public String network() {
    return details.get("campus_network");
  }

  public String secondFactor() {
    return details.get("second_factor");
  }

  public String clientAddress() {
    return details.get("client_address");
  }
}
