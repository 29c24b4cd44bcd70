package io.github.campusotp.location;

import io.github.campusotp.level.Decision;
import io.github.campusotp.level.Reason;
import io.github.campusotp.network.ClientLocation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.EventBuilder;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What events say beyond Keycloak's own details. Those of a sign-on are kept with it, since
 * Keycloak begins a new event in every request.
 */
public final class EventDetails {
  public static final String OTP = "otp";
  public static final String BACKUP_CODE = "backup-code";
  public static final String PASSKEY = "passkey";
  public static final String PASS = "pass";
  public static final String SESSION = "session";
  public static final String NOT_REQUIRED = "not-required";

  public static final String CAMPUS_NETWORK = "campus_network";
  public static final String CLIENT_ADDRESS = "client_address";
  public static final String LEVEL = "level";
  public static final String LEVEL_REASON = "level_reason";
  public static final String SECOND_FACTOR = "second_factor";
  public static final String PURPOSE = "campus_purpose";
  public static final String CANDIDATE_NETWORK = "candidate_network";

  /** Where no list has an address. */
  public static final String OFF_CAMPUS = "off-campus";

  private static final String NOTE_PREFIX = "campus-event-";

  private EventDetails() {}

  /** Where one request comes from, for the event of that request alone. */
  public static EventBuilder place(EventBuilder event, ClientLocation location) {
    return event
        .detail(CAMPUS_NETWORK, location.network().orElse(OFF_CAMPUS))
        .detail(CLIENT_ADDRESS, location.address());
  }

  /** Where a sign-on comes from, for its LOGIN or LOGIN_ERROR. */
  public static void place(AuthenticationFlowContext context, ClientLocation location) {
    context.getEvent().user(context.getUser()); // left out where the flow fails without a form
    put(context, CAMPUS_NETWORK, location.network().orElse(OFF_CAMPUS));
    put(context, CLIENT_ADDRESS, location.address());
  }

  /** Which level a sign-on needs and why, for its LOGIN or LOGIN_ERROR. */
  public static void level(AuthenticationFlowContext context, Decision decision) {
    put(context, LEVEL, Integer.toString(decision.level()));
    put(
        context,
        LEVEL_REASON,
        decision.reasons().stream().map(Reason::toString).collect(Collectors.joining("; ")));
  }

  /**
   * Where the list that is tried out sees the client, for its LOGIN or LOGIN_ERROR.
   *
   * @param candidate what it would have decided otherwise; empty where it agrees
   */
  public static void candidate(AuthenticationFlowContext context, Optional<Decision> candidate) {
    candidate.ifPresentOrElse(
        decision ->
            put(context, CANDIDATE_NETWORK, decision.location().network().orElse(OFF_CAMPUS)),
        () -> context.getAuthenticationSession().removeAuthNote(NOTE_PREFIX + CANDIDATE_NETWORK));
  }

  /** What a sign-on had for a second factor, for its LOGIN or LOGIN_ERROR. */
  public static void secondFactor(AuthenticationFlowContext context, String value) {
    put(context, SECOND_FACTOR, value);
  }

  /** What a mailed code or a step with the key is for, as pages and mails know it. */
  public static EventBuilder purpose(EventBuilder event, String purpose) {
    return event.detail(PURPOSE, purpose);
  }

  /** Repeats them in the event of a later request of the same sign-on. */
  public static void restore(AuthenticationSessionModel signOn, EventBuilder event) {
    for (String detail :
        List.of(
            CAMPUS_NETWORK,
            CLIENT_ADDRESS,
            SECOND_FACTOR,
            LEVEL,
            LEVEL_REASON,
            CANDIDATE_NETWORK)) {
      String value = signOn.getAuthNote(NOTE_PREFIX + detail);
      if (value != null) {
        event.detail(detail, value);
      }
    }
  }

  private static void put(AuthenticationFlowContext context, String detail, String value) {
    context.getEvent().detail(detail, value);
    context.getAuthenticationSession().setAuthNote(NOTE_PREFIX + detail, value);
  }
}
