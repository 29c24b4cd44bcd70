package io.github.campusotp.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeRequest;
import io.github.campusotp.fake.FakeRequiredAction;
import io.github.campusotp.fake.FakeUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.authentication.RequiredActionContext.Status;
import org.keycloak.common.util.Time;
import org.keycloak.storage.ReadOnlyException;

/** The pledge of users whose federation is read-only: Keycloak keeps it on its own copy. */
class TermsActionTest {
  private static final String PLEDGE = "terms_and_conditions";

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = new FakeUser("hanako");
  private final FakeUser imported = new FakeUser("hanako");

  @BeforeEach
  void pledgedOnce() {
    imported.setSingleAttribute(PLEDGE, "1");
  }

  @ParameterizedTest
  @CsvSource({"accept, SUCCESS, true", "cancel, FAILURE, false"})
  void isKeptWithKeycloaksCopy(String button, Status status, boolean kept) {
    keycloak.add(imported);
    user.setReadonly(true);
    long before = Time.currentTimeMillis() / 1000;
    assertThat(send(button).status()).isEqualTo(status);
    String pledge = imported.getFirstAttribute(PLEDGE);
    assertThat(pledge != null && Long.parseLong(pledge) >= before).isEqualTo(kept);
    assertThat(pledge == null).isEqualTo(!kept);
  }

  @ParameterizedTest
  @CsvSource({"accept, SUCCESS, true", "cancel, FAILURE, false"})
  void isKeycloaksOwnOtherwise(String button, Status status, boolean kept) {
    keycloak.add(imported);
    assertThat(send(button).status()).isEqualTo(status);
    assertThat(user.getFirstAttribute(PLEDGE) != null).isEqualTo(kept);
    assertThat(imported.getFirstAttribute(PLEDGE)).as("untouched").isEqualTo("1");
  }

  @Test
  void hasNoPlaceWithoutACopy() {
    user.setReadonly(true);
    assertThatThrownBy(() -> send("accept")).isInstanceOf(ReadOnlyException.class);
  }

  private FakeRequiredAction send(String button) {
    keycloak.request(FakeRequest.from("198.51.100.1").field(button, ""));
    FakeRequiredAction context =
        new FakeRequiredAction(
            keycloak,
            new FakeAuthenticationSession(keycloak.realm(), "root", "tab"),
            user,
            "TERMS_AND_CONDITIONS");
    new TermsAction().processAction(context.model());
    return context;
  }
}
