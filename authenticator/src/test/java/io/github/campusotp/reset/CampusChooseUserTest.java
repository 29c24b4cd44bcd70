package io.github.campusotp.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeFlowStep;
import io.github.campusotp.fake.FakeKeycloak;
import org.junit.jupiter.api.Test;
import org.keycloak.services.ErrorPageException;

/** A mailbox alone links no account to an identity provider. */
class CampusChooseUserTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeAuthenticationSession signOn =
      new FakeAuthenticationSession(keycloak.realm(), "root", "tab");

  @Test
  void hasNoPlaceInALink() {
    signOn.model().setAuthNote("BROKERED_CONTEXT", "of the provider");
    CampusChooseUser step = new CampusChooseUser();
    FakeFlowStep shown = new FakeFlowStep(keycloak, signOn, null, null);
    assertThatThrownBy(() -> step.authenticate(shown.model()))
        .isInstanceOf(ErrorPageException.class);
    FakeFlowStep sent = new FakeFlowStep(keycloak, signOn, null, null);
    assertThatThrownBy(() -> step.action(sent.model())).isInstanceOf(ErrorPageException.class);
    assertThat(shown.status()).isNull();
    assertThat(sent.status()).isNull();
  }
}
