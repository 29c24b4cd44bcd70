package io.github.campusotp.metrics;

import io.github.campusotp.location.EventDetails;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.Set;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

/**
 * Which counter does an event belong to? The extension's own details decide; an event without them
 * is not counted. Tags hold names given by administrators or this extension, never what users type.
 */
final class EventCounters {
  private static final Set<String> OTP_REFUSALS =
      Set.of(Errors.INVALID_USER_CREDENTIALS, Errors.USER_TEMPORARILY_DISABLED);

  private static final Set<EventType> MAILED =
      Set.of(EventType.SEND_VERIFY_EMAIL, EventType.SEND_RESET_PASSWORD);

  /** What is given at the yellow page. */
  private static final Set<String> GIVEN =
      Set.of(EventDetails.OTP, EventDetails.BACKUP_CODE, EventDetails.PASSKEY, EventDetails.PASS);

  private final MeterProvider<Counter> signOns;
  private final MeterProvider<Counter> candidates;
  private final MeterProvider<Counter> otpRefused;
  private final MeterProvider<Counter> codesSent;
  private final MeterProvider<Counter> codesUnsent;
  private final MeterProvider<Counter> codesRefused;
  private final MeterProvider<Counter> keyActions;

  /**
   * @param registry where the counters appear, each with its first event
   */
  EventCounters(MeterRegistry registry) {
    signOns = counter(registry, "signons", "Sign-ons that succeeded");
    candidates =
        counter(registry, "candidate", "Sign-ons that the list tried out would decide otherwise");
    otpRefused = counter(registry, "otp.refused", "One-time passwords that were refused");
    codesSent = counter(registry, "codes.sent", "Mailed codes that the mail server took");
    codesUnsent =
        counter(registry, "codes.unsent", "Mailed codes that the mail server did not take");
    codesRefused = counter(registry, "codes.refused", "Mailed codes that were refused");
    keyActions = counter(registry, "key.actions", "Keys set up, reissued, shown or deleted");
  }

  private static MeterProvider<Counter> counter(
      MeterRegistry registry, String name, String description) {
    return Counter.builder("campusotp." + name).description(description).withRegistry(registry);
  }

  /**
   * Counts an event, or ignores it.
   *
   * @param event of any realm and of any type
   */
  void count(Event event) {
    Map<String, String> details = event.getDetails();
    if (details == null) {
      return;
    }
    String realm = event.getRealmName();
    String error = event.getError();
    String purpose = details.get(EventDetails.PURPOSE);
    if (purpose != null) {
      countStep(event, "realm", realm, "purpose", purpose);
    } else if (event.getType() == EventType.LOGIN
        && details.containsKey(EventDetails.CAMPUS_NETWORK)) {
      String network = details.get(EventDetails.CAMPUS_NETWORK);
      String secondFactor = details.getOrDefault(EventDetails.SECOND_FACTOR, "none");
      signOns
          .withTags("realm", realm, "network", network, "second.factor", secondFactor)
          .increment();
      String candidate = details.get(EventDetails.CANDIDATE_NETWORK);
      if (candidate != null) {
        String would = candidate.equals(EventDetails.OFF_CAMPUS) ? "ask" : "spare";
        candidates.withTags("realm", realm, "would", would).increment();
      }
    } else if (error != null
        && OTP_REFUSALS.contains(error)
        && details.containsKey(Details.SELECTED_CREDENTIAL_ID)
        && GIVEN.contains(details.getOrDefault(EventDetails.SECOND_FACTOR, ""))) {
      otpRefused.withTags("realm", realm, "error", error).increment();
    }
  }

  private void countStep(Event event, String... tags) {
    String error = event.getError();
    if (Errors.EMAIL_SEND_FAILED.equals(error)) {
      codesUnsent.withTags(tags).increment();
    } else if (error != null) {
      codesRefused.withTags(Tags.of(tags).and("error", error)).increment();
    } else if (MAILED.contains(event.getType())) {
      codesSent.withTags(tags).increment();
    } else {
      keyActions.withTags(tags).increment();
    }
  }
}
