package io.github.campusotp.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.storage.ReadOnlyException;

class RecoveryAddressTest {
  private static final String ADDRESS = "hanako@example.com";

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = new FakeUser("hanako");

  @ParameterizedTest
  @CsvSource({
    ",",
    "'',",
    "'  ',",
    "hanako@example.com, hanako@example.com",
    "' hanako@example.com ', hanako@example.com",
  })
  void isTheAttributeWithoutSpaces(String attribute, String address) {
    user.setSingleAttribute("recoveryEmail", attribute);
    assertThat(RecoveryAddress.of(user).orElse(null)).isEqualTo(address);
  }

  @Test
  void isStoredWithKeycloaksCopyOfAReadOnlyUser() {
    FakeUser imported = keycloak.add(new FakeUser("hanako"));
    user.setReadonly(true);
    RecoveryAddress.set(keycloak.session(), user, ADDRESS);
    assertThat(RecoveryAddress.of(imported)).contains(ADDRESS);
  }

  @Test
  void hasNoPlaceWithoutACopy() {
    user.setReadonly(true);
    assertThatThrownBy(() -> RecoveryAddress.set(keycloak.session(), user, ADDRESS))
        .isInstanceOf(ReadOnlyException.class);
  }
}
