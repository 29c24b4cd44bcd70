package io.github.campusotp.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeMail;
import io.github.campusotp.fake.FakeUser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

/** Who is told that an identity provider was linked to an account. */
class LinkNoticeTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));

  @ParameterizedTest
  @CsvSource({
    "FEDERATED_IDENTITY_LINK, hanako@example.com, 1",
    "FEDERATED_IDENTITY_LINK,, 0",
    "FEDERATED_IDENTITY_LINK_ERROR, hanako@example.com, 0",
    "LOGIN, hanako@example.com, 0",
  })
  void goesToTheRecoveryAddress(EventType type, String address, int notices) {
    if (address != null) {
      user.setSingleAttribute("recoveryEmail", address);
    }
    happen(type);
    assertThat(keycloak.mail().sent())
        .hasSize(notices)
        .allMatch(notice -> notice.to().equals(address));
  }

  @Test
  void namesTheProvider() {
    user.setSingleAttribute("recoveryEmail", "hanako@example.com");
    happen(EventType.FEDERATED_IDENTITY_LINK);
    FakeMail.Sent notice = keycloak.mail().last();
    assertThat(notice.subject()).isEqualTo("campusNoticeMailSubject.link");
    assertThat(notice.told())
        .containsEntry("campusProvider", "partner")
        .containsEntry("campusUsername", "hanako");
  }

  private void happen(EventType type) {
    Event event = new Event();
    event.setType(type);
    event.setUserId(user.getId());
    event.setDetails(Map.of(Details.IDENTITY_PROVIDER, "partner"));
    new LinkNotice().create(keycloak.session()).onEvent(event);
  }
}
