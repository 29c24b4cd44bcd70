package io.github.campusotp.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.finding.Finding;
import io.github.campusotp.finding.Finding.Severity;
import io.github.campusotp.finding.FindingsChecked;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEventListener;

class CampusMetricsTest {
  private static final String SIGN_ON = "campus_network=eduroam second_factor=not-required";
  private static final String OTP = "campus_network=off-campus second_factor=otp";

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private KeycloakTransaction transaction;

  @BeforeEach
  void addRegistry() {
    Metrics.addRegistry(registry);
  }

  @AfterEach
  void removeRegistry() {
    Metrics.removeRegistry(registry);
    Metrics.globalRegistry.clear();
  }

  @ParameterizedTest
  @CsvSource({
    SIGN_ON + ", LOGIN,, 'signons network=eduroam realm=omu second.factor=not-required'",
    OTP + ", LOGIN,, 'signons network=off-campus realm=omu second.factor=otp'",
    "campus_network=eduroam, LOGIN,, 'signons network=eduroam realm=omu second.factor=none'",
    OTP
        + " selected_credential_id=k, LOGIN_ERROR, invalid_user_credentials,"
        + " 'otp.refused error=invalid_user_credentials realm=omu'",
    "second_factor=backup-code selected_credential_id=k, LOGIN_ERROR, invalid_user_credentials,"
        + " 'otp.refused error=invalid_user_credentials realm=omu'",
    OTP
        + " selected_credential_id=k, RESET_PASSWORD_ERROR, user_temporarily_disabled,"
        + " 'otp.refused error=user_temporarily_disabled realm=omu'",
    "campus_purpose=setup, SEND_VERIFY_EMAIL,, 'codes.sent purpose=setup realm=omu'",
    "campus_purpose=password, SEND_RESET_PASSWORD,, 'codes.sent purpose=password realm=omu'",
    "campus_purpose=setup, SEND_VERIFY_EMAIL_ERROR, email_send_failed,"
        + " 'codes.unsent purpose=setup realm=omu'",
    "campus_purpose=password, SEND_RESET_PASSWORD_ERROR, email_send_failed,"
        + " 'codes.unsent purpose=password realm=omu'",
    OTP
        + " campus_purpose=show, CUSTOM_REQUIRED_ACTION_ERROR, user_temporarily_disabled,"
        + " 'codes.refused error=user_temporarily_disabled purpose=show realm=omu'",
    "campus_purpose=password, RESET_PASSWORD_ERROR, expired_code,"
        + " 'codes.refused error=expired_code purpose=password realm=omu'",
    "campus_purpose=reissue, UPDATE_CREDENTIAL,, 'key.actions purpose=reissue realm=omu'",
    "campus_purpose=show, CUSTOM_REQUIRED_ACTION,, 'key.actions purpose=show realm=omu'",
    "campus_purpose=delete, REMOVE_CREDENTIAL,, 'key.actions purpose=delete realm=omu'",
  })
  void whatIsOfThisExtensionIsCounted(String details, EventType type, String error, String id) {
    begin().onEvent(event(details, type, error));
    transaction.commit();
    assertThat(counts()).containsExactly("campusotp." + id + " 1");
  }

  @ParameterizedTest
  @CsvSource({"off-campus, ask", "library, spare"})
  void aListThatIsTriedOutIsCountedBesideTheSignOn(String network, String would) {
    begin().onEvent(event(SIGN_ON + " candidate_network=" + network, EventType.LOGIN, null));
    transaction.commit();
    assertThat(counts())
        .containsExactlyInAnyOrder(
            "campusotp.candidate realm=omu would=" + would + " 1",
            "campusotp.signons network=eduroam realm=omu second.factor=not-required 1");
  }

  @ParameterizedTest
  @CsvSource({
    ", LOGIN,",
    "auth_method=openid-connect, LOGIN,",
    "campus_network=off-campus, LOGIN_ERROR, invalid_user_credentials",
    OTP + ", LOGIN_ERROR, interaction_required",
    OTP + ", LOGIN_ERROR, invalid_user_credentials",
    OTP + " selected_credential_id=k, LOGIN_ERROR, different_user_authenticated",
    "campus_network=eduroam, SEND_VERIFY_EMAIL,",
    "campus_network=eduroam, UPDATE_PROFILE,",
    "credential_type=otp, UPDATE_CREDENTIAL,",
  })
  void whatSaysNothingOfANetworkOrACodeIsNot(String details, EventType type, String error) {
    begin().onEvent(event(details, type, error));
    transaction.commit();
    assertThat(counts()).isEmpty();
  }

  @Test
  void whatIsNotCommittedIsNot() {
    EventListenerProvider listener = begin();
    listener.onEvent(event(SIGN_ON, EventType.LOGIN, null));
    assertThat(counts()).isEmpty();
    transaction.rollback();
    assertThat(counts()).isEmpty();
  }

  @Test
  void whatWasFoundLastIsShownWhereNothingIsToo() {
    List<ProviderEventListener> listeners = new ArrayList<>();
    new CampusMetrics()
        .postInit(
            proxy(
                KeycloakSessionFactory.class,
                listener -> listeners.add((ProviderEventListener) listener)));
    Finding error = new Finding("id", Severity.ERROR, "where", "what", "cure");
    Finding warning = new Finding("id", Severity.WARNING, "where", "what", "cure");
    listeners.get(0).onEvent(new PostMigrationEvent(null));
    assertThat(findings("omu", "error")).isNaN();
    listeners
        .get(0)
        .onEvent(
            new FindingsChecked(
                Map.of("omu", List.of(error, warning, warning), "library", List.of())));
    assertThat(findings("omu", "error")).isEqualTo(1);
    assertThat(findings("omu", "warning")).isEqualTo(2);
    assertThat(findings("library", "error")).isZero();
    listeners.get(0).onEvent(new FindingsChecked(Map.of("omu", List.of(warning))));
    assertThat(findings("omu", "error")).isZero();
    assertThat(findings("omu", "warning")).isEqualTo(1);
    assertThat(findings("library", "error")).as("a realm that is gone").isNaN();
  }

  private double findings(String realm, String severity) {
    Gauge gauge =
        registry.find("campusotp.findings").tags("realm", realm, "severity", severity).gauge();
    return gauge == null ? Double.NaN : gauge.value();
  }

  /** The listener of a new session, whose transaction has begun. */
  private EventListenerProvider begin() {
    KeycloakTransactionManager transactions =
        proxy(
            KeycloakTransactionManager.class,
            argument -> transaction = (KeycloakTransaction) argument);
    CampusMetrics metrics = new CampusMetrics();
    metrics.init(null);
    EventListenerProvider listener =
        metrics.create(proxy(KeycloakSession.class, argument -> transactions));
    transaction.begin();
    return listener;
  }

  private interface Call {
    Object with(Object argument);
  }

  /** Answers its one call. */
  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Object answer = call.with(arguments == null ? null : arguments[0]);
              return method.getReturnType() == void.class ? null : answer;
            }));
  }

  private static Event event(String details, EventType type, String error) {
    Event event = new Event();
    event.setRealmName("omu");
    event.setType(type);
    event.setError(error);
    if (details != null) {
      event.setDetails(
          Stream.of(details.split(" "))
              .map(detail -> detail.split("="))
              .collect(Collectors.toMap(detail -> detail[0], detail -> detail[1])));
    }
    return event;
  }

  private Stream<String> counts() {
    return registry.getMeters().stream()
        .map(Meter::getId)
        .map(
            id ->
                id.getName()
                    + id.getTags().stream()
                        .map(tag -> " " + tag.getKey() + "=" + tag.getValue())
                        .collect(Collectors.joining())
                    + " "
                    + (int) registry.get(id.getName()).counter().count());
  }
}
