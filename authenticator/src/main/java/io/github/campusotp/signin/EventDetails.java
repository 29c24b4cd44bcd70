package io.github.campusotp.signin;

import io.github.campusotp.network.ClientLocation;
import org.keycloak.authentication.AuthenticationFlowContext;

/** What LOGIN and LOGIN_ERROR say beyond Keycloak's own details. */
final class EventDetails {
  static final String SECOND_FACTOR = "second_factor";
  static final String OTP = "otp";
  static final String SESSION = "session";
  static final String NOT_REQUIRED = "not-required";

  private EventDetails() {}

  static void place(AuthenticationFlowContext context, ClientLocation location) {
    context
        .getEvent()
        .user(context.getUser()) // Keycloak leaves it out where the flow fails without a form
        .detail("campus_network", location.network().orElse("off-campus"))
        .detail("client_address", location.address());
  }
}
