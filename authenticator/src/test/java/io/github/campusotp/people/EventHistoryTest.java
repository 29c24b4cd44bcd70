package io.github.campusotp.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;

class EventHistoryTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final PeopleDatabase database = new PeopleDatabase(keycloak.realm().model().getId());
  private EventHistory history;

  @BeforeEach
  void connect() {
    keycloak.provide(JpaConnectionProvider.class, database.connection());
    history = new EventHistory(keycloak.session(), keycloak.realm().model());
    database.event("hanako", 1, "LOGIN", null, "{\"client_address\": \"10.64.1.1\"}");
    database.event("hanako", 2, "SEND_VERIFY_EMAIL", null, "{\"campus_purpose\": \"setup\"}");
    database.event("hanako", 3, "SEND_VERIFY_EMAIL_ERROR", "email_send_failed", null);
    database.event("hanako", 4, "LOGIN_ERROR", "invalid_user_credentials", "not JSON");
    database.event("hanako", 5, "CODE_TO_TOKEN", null, "{}");
    database.event("taro", 6, "UPDATE_CREDENTIAL", null, "{}");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theLatestSignOnsComeFirstAndFailedOnesToo() {
    assertThat(history.signOns("id-of-hanako", 0, 10))
        .containsExactly(
            new SignOn(4, "id-of-hanako", "portal", "invalid_user_credentials", Map.of()),
            new SignOn(1, "id-of-hanako", "portal", null, Map.of("client_address", "10.64.1.1")));
  }

  @Test
  void whatTheOfficeDidIsToldWithItsReason() {
    String hanako = "campus-otp/people/id-of-hanako/";
    long now = Time.currentTimeMillis();
    database.adminEvent(hanako + "key", now - 2, "desk", "{\"reason\": \"phone lost\"}");
    database.adminEvent(hanako + "pass", now - 1, "desk", "{\"uses\": \"5\"}");
    database.adminEvent(hanako + "locks", 1, "desk", "{}");
    database.adminEvent("users/id-of-hanako", now, "desk", "{}");
    database.adminEvent("campus-otp/people/id-of-taro/key", now, "desk", "{}");
    database.adminEvent("campus-otp/people/id_of_hanako/key", now, "desk", "{}");
    assertThat(history.acts("id-of-hanako", 0, 10))
        .containsExactly(
            new DoneAct(now - 1, "pass", "desk", null, "5"),
            new DoneAct(now - 2, "key", "desk", "phone lost", null));
    assertThat(history.acts("id_of_hanako", 0, 10)).as("no pattern").hasSize(1);
  }

  @Test
  void mailsAndChangesAreApart() {
    assertThat(history.changes("id-of-hanako", 0, 10))
        .containsExactly(
            new Change(3, "SEND_VERIFY_EMAIL_ERROR", "email_send_failed", "192.0.2.1", Map.of()),
            new Change(
                2, "SEND_VERIFY_EMAIL", null, "192.0.2.1", Map.of("campus_purpose", "setup")));
    assertThat(history.changes("id-of-hanako", 1, 1))
        .extracting(Change::time)
        .isEqualTo(List.of(2L));
  }
}
