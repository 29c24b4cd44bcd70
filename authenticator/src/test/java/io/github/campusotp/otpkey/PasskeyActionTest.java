package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.level.Decision;
import io.github.campusotp.location.ReachedLevel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.RequiredActionContext.Status;
import org.keycloak.services.ErrorPageException;

/** A service that insists on a passkey waits for it; what browsers make is for stories. */
class PasskeyActionTest {
  private final KeyActionInBrowser browser = new KeyActionInBrowser(new PasskeyAction());

  @BeforeEach
  void aCodeWasGiven() {
    VerifiedOtp.mark(browser.signOn.model(), browser.user.giveKey("key", 1000).getId());
  }

  private void insists() {
    browser.keycloak.realm().client("omu-portal").setAttribute("minimum.acr.value", "3");
  }

  @ParameterizedTest
  @CsvSource({"true, true, true", "false, true, false", "true, false, false"})
  void isDemandedWhereAServiceInsists(boolean insists, boolean enabled, boolean demanded) {
    if (insists) {
      insists();
    }
    browser.keycloak.realm().action(PasskeyAction.ID, enabled);
    browser.evaluate();
    assertThat(browser.signOn.model().getRequiredActions().contains(PasskeyAction.ID))
        .isEqualTo(demanded);
  }

  /** And of nobody who has given one, or who has given nothing yet. */
  @ParameterizedTest
  @ValueSource(ints = {Decision.PASSWORD, Decision.PHISHING_RESISTANT})
  void isNotDemandedAtAnotherLevel(int level) {
    insists();
    ReachedLevel.set(browser.signOn.model(), level);
    browser.evaluate();
    assertThat(browser.signOn.model().getRequiredActions()).isEmpty();
  }

  @Test
  void endsTheSignOnOfAUserWhoLeavesWithoutOne() {
    insists();
    browser.demanded();
    assertThatThrownBy(() -> browser.send("confirm", "done"))
        .isInstanceOf(ErrorPageException.class);
    assertThat(browser.keycloak.eventNames())
        .containsExactly("CUSTOM_REQUIRED_ACTION_ERROR rejected_by_user");
  }

  @Test
  void isDoneWithoutOneElsewhere() {
    assertThat(browser.demanded().send("confirm", "done").status()).isEqualTo(Status.SUCCESS);
  }

  /** Without an address, long after the code. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cannotBeSkippedByUsersWhoCannot(boolean insists) {
    if (insists) {
      insists();
    }
    browser.user.removeAttribute("recoveryEmail");
    browser.signOn.model().removeAuthNote("campus-otp-given");
    assertThat(browser.demanded().open().page().attribute("campusCanGoOn")).isEqualTo(!insists);
  }
}
