package io.github.campusotp;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.Ours;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.RequiredActionFactory;

/** What realms and Keycloak itself know our providers by. */
class ProvidersTest {
  private static final Map<String, AuthenticatorFactory> STEPS =
      Ours.of(AuthenticatorFactory.class).stream()
          .collect(toMap(AuthenticatorFactory::getId, identity()));

  private static final Map<String, RequiredActionFactory> ACTIONS =
      Ours.of(RequiredActionFactory.class).stream()
          .collect(toMap(RequiredActionFactory::getId, identity()));

  /** Keycloak counts failures of the categories password and otp only. */
  @ParameterizedTest
  @CsvSource({
    "campus-cookie, cookie, false",
    "campus-network-condition, condition, true",
    "campus-otp-form, otp, false",
    "campus-management-form, password, false",
    "campus-start-form, password, false",
    "campus-start-resume,, false",
    "campus-reset-code,, false",
    "campus-password-form, password, false",
    "campus-choose-user,, false",
  })
  void aStepHasItsCategory(String id, String category, boolean configurable) {
    assertThat(STEPS).hasSize(9);
    assertThat(STEPS.get(id).getReferenceCategory()).isEqualTo(category);
    assertThat(STEPS.get(id).isConfigurable()).isEqualTo(configurable);
    assertThat(STEPS.get(id).isUserSetupAllowed()).isEqualTo(id.equals("campus-otp-form"));
  }

  /** Of two with the same id, Keycloak takes the one of the higher order. */
  @ParameterizedTest
  @CsvSource({
    "campus-otp-setup, 0",
    "campus-otp-show, 0",
    "campus-otp-delete, 0",
    "campus-backup-codes, 0",
    "campus-passkey, 0",
    "campus-recovery-address, 0",
    "campus-policy, 0",
    "UPDATE_PASSWORD, 1",
    "TERMS_AND_CONDITIONS, 1",
  })
  void anActionTakesItsPlace(String id, int order) {
    assertThat(ACTIONS.get(id).order()).isEqualTo(order);
  }

  @Test
  void thereAreNoOtherActions() {
    assertThat(ACTIONS).hasSize(9);
  }
}
