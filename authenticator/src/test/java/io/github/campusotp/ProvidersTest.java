package io.github.campusotp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.RequiredActionFactory;

/** What realms and Keycloak itself know our providers by. */
class ProvidersTest {
  private static final Path SERVICES = Path.of("src/main/resources/META-INF/services");

  private static final Map<String, AuthenticatorFactory> STEPS =
      ours(AuthenticatorFactory.class, AuthenticatorFactory::getId);

  private static final Map<String, RequiredActionFactory> ACTIONS =
      ours(RequiredActionFactory.class, RequiredActionFactory::getId);

  private static <T> Map<String, T> ours(Class<T> kind, Function<T, String> id) {
    Map<String, T> ours = new HashMap<>();
    try {
      for (String name : Files.readAllLines(SERVICES.resolve(kind.getName()))) {
        T one = kind.cast(Class.forName(name).getConstructor().newInstance());
        assertThat(ours.put(id.apply(one), one)).isNull();
      }
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return ours;
  }

  /** Keycloak counts failures of the categories password and otp only. */
  @ParameterizedTest
  @CsvSource({
    "campus-network-condition, condition, true",
    "campus-otp-form, otp, false",
    "campus-management-form, password, false",
    "campus-start-form, password, false",
    "campus-start-resume,, false",
    "campus-reset-code,, false",
  })
  void aStepHasItsCategory(String id, String category, boolean configurable) {
    assertThat(STEPS).hasSize(6);
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
    "campus-recovery-address, 0",
    "campus-sign-on-record, 0",
    "UPDATE_PASSWORD, 1",
    "TERMS_AND_CONDITIONS, 1",
  })
  void anActionTakesItsPlace(String id, int order) {
    assertThat(ACTIONS.get(id).order()).isEqualTo(order);
  }

  @Test
  void thereAreNoOtherActions() {
    assertThat(ACTIONS).hasSize(7);
  }
}
