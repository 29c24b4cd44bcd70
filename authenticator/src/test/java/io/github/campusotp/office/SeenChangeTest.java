package io.github.campusotp.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.people.Change;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeenChangeTest {
  private static final String REMOTE = "192.0.2.1";

  @Test
  void itIsAboutACredentialOrAnAction() {
    assertThat(SeenChange.of(change("UPDATE_CREDENTIAL", null, Map.of("credential_type", "otp"))))
        .isEqualTo(new SeenChange(1, "UPDATE_CREDENTIAL", "otp", null, null, REMOTE));
    assertThat(
            SeenChange.of(
                change(
                    "CUSTOM_REQUIRED_ACTION",
                    null,
                    Map.of(
                        "credential_type",
                        "otp", // as the event itself says
                        "custom_required_action",
                        "campus-otp-show"))))
        .isEqualTo(
            new SeenChange(1, "CUSTOM_REQUIRED_ACTION", "campus-otp-show", null, null, REMOTE));
  }

  @Test
  void aFailureHasTheSameTypeAndItsError() {
    assertThat(SeenChange.of(change("SEND_VERIFY_EMAIL_ERROR", "email_send_failed", Map.of())))
        .isEqualTo(new SeenChange(1, "SEND_VERIFY_EMAIL", null, "email_send_failed", null, REMOTE));
  }

  @Test
  void theAddressThatDecidedCountsBeforeTheServersOwn() {
    Map<String, String> place =
        Map.of("client_address", "203.0.113.9", "campus_network", "off-campus");
    assertThat(SeenChange.of(change("UPDATE_PROFILE", null, place)))
        .isEqualTo(new SeenChange(1, "UPDATE_PROFILE", null, null, "off-campus", "203.0.113.9"));
  }

  /** Keycloak's own pages change other parts. */
  @Test
  void ofAProfileItSaysWhetherTheRecoveryAddressIsMeant() {
    assertThat(SeenChange.of(change("UPDATE_PROFILE", null, Map.of("recovery_address", "ha•••@x"))))
        .isEqualTo(new SeenChange(1, "UPDATE_PROFILE", "recovery_address", null, null, REMOTE));
  }

  private static Change change(String type, String error, Map<String, String> details) {
    return new Change(1, type, error, REMOTE, details);
  }
}
