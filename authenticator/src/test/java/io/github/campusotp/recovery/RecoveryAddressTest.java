package io.github.campusotp.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeUser;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.UserModel;
import org.keycloak.storage.ReadOnlyException;

class RecoveryAddressTest {
  private static final String ADDRESS = "hanako@example.com";

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = new FakeUser("hanako");

  @BeforeEach
  void domainOfTheUniversity() {
    keycloak.realm().configureAction(RecoveryAddressAction.ID, Map.of("ownDomains", "omu.ac.jp"));
  }

  /** What is stored may have come by an import or a directory, past the profile's validators. */
  @ParameterizedTest
  @CsvSource({
    "hanako@example.com, hanako@example.com",
    "' hanako@example.com ', hanako@example.com",
    "hanako@EXAMPLE.com, hanako@example.com",
    "ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｃｏｍ, hanako@example.com",
  })
  void isReadAsIfItWereTyped(String stored, String address) {
    assertThat(read(stored)).contains(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "not an address",
        "hanako@omu.ac.jp",
        "hanako@mail.OMU.ac.jp",
        "hanako@example.com, taro@example.com",
        "<hanako@example.com>",
        "hanako%omu.ac.jp@example.com",
      })
  void isNoneWhereItMayNotBeTyped(String stored) {
    assertThat(read(stored)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "hanako@example.com, '', hanako@example.com",
    "hanako@example.com, hanako@example.net,",
    "hanako@example.com, not an address,",
  })
  void isNoneOfSeveral(String one, String other, String address) {
    assertThat(read(one, other)).isEqualTo(Optional.ofNullable(address));
  }

  @Test
  void isNoneWithoutTheAttribute() {
    assertThat(read()).isEmpty();
  }

  @Test
  void isStoredWithKeycloaksCopyOfAReadOnlyUser() {
    FakeUser imported = keycloak.add(new FakeUser("hanako"));
    user.setReadonly(true);
    RecoveryAddress.set(keycloak.session(), user, ADDRESS);
    assertThat(of(imported)).contains(ADDRESS);
  }

  @Test
  void hasNoPlaceWithoutACopy() {
    user.setReadonly(true);
    assertThatThrownBy(() -> RecoveryAddress.set(keycloak.session(), user, ADDRESS))
        .isInstanceOf(ReadOnlyException.class);
  }

  private Optional<String> read(String... stored) {
    user.setAttribute("recoveryEmail", Stream.of(stored).toList());
    return of(user);
  }

  private Optional<String> of(UserModel whose) {
    return RecoveryAddress.of(keycloak.realm().model(), whose);
  }
}
