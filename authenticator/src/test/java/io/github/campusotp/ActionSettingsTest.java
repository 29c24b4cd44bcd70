package io.github.campusotp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.Ours;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.userprofile.ValidationException;

/** The console does not save what an action could not read. */
class ActionSettingsTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();

  @ParameterizedTest
  @CsvSource({
    "campus-otp-setup, firstCode, required, true",
    "campus-otp-setup, firstCode, always, false",
    "campus-otp-setup, wrongCodesPerKey, 0, false",
    "campus-otp-setup, max_auth_age, soon, false",
    "campus-recovery-address, allowOffCampus, true, true",
    "campus-recovery-address, allowOffCampus, maybe, false",
    "campus-recovery-address, mailsPerHour, 0, false",
    "campus-recovery-address, max_auth_age, soon, false",
  })
  void areReadBeforeTheyAreSaved(String id, String setting, String value, boolean right) {
    RequiredActionFactory action =
        Ours.of(RequiredActionFactory.class).stream()
            .filter(ours -> ours.getId().equals(id))
            .findAny()
            .orElseThrow();
    RequiredActionConfigModel config = new RequiredActionConfigModel();
    config.setConfig(Map.of(setting, value));
    ThrowingCallable save =
        () -> action.validateConfig(keycloak.session(), keycloak.realm().model(), config);
    if (right) {
      assertThatCode(save).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(save).isInstanceOf(ValidationException.class);
    }
    assertThat(action.getConfigMetadata()).extracting("name").contains(setting, "max_auth_age");
  }
}
