package io.github.campusotp.otpkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.FakeRealm;
import io.github.campusotp.keycloak.ActionConfig;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.userprofile.ValidationException;

class SetupConfigTest {
  @Test
  void withoutValuesItIsAsTheManualHasIt() {
    SetupConfig expected = new SetupConfig(false, "external-staff", "大阪公立大学", 10, 100, false);
    assertThat(SetupConfig.of(realm("大阪公立大学", Map.of()))).isEqualTo(expected);
    assertThat(SetupConfig.of(realm("大阪公立大学", null))).isEqualTo(expected);
  }

  @Test
  void readsEveryValue() {
    Map<String, String> values =
        Map.of(
            "firstCode", "required",
            "barredRole", " guests ",
            "issuer", "OMU",
            "wrongCodesPerHour", "5",
            "wrongCodesPerKey", "50",
            "reissueNeeds", "mail-and-second-factor");
    assertThat(SetupConfig.of(realm("大阪公立大学", values)))
        .isEqualTo(new SetupConfig(true, "guests", "OMU", 5, 50, true));
  }

  @ParameterizedTest
  @CsvSource({
    "OMU, 大阪公立大学, OMU",
    "'', 大阪公立大学, 大阪公立大学",
    "' ', 大阪公立大学, 大阪公立大学",
    "'', ' ', omu",
    "'', , omu",
    "'', 'OMU: SSO', 'OMU  SSO'",
    "OMU:SSO, 大阪公立大学, OMU SSO",
  })
  void theAppsEntryIsCalledAsSaidOrAsTheRealmIs(String issuer, String realm, String name) {
    assertThat(SetupConfig.of(realm(realm, Map.of("issuer", issuer))).issuer()).isEqualTo(name);
  }

  @Test
  void anIssuerWithAColonIsRefusedInTheConsole() {
    assertThatThrownBy(
            () -> SetupConfig.validate(new ActionConfig(model(Map.of("issuer", "OMU:SSO")))))
        .isInstanceOf(ValidationException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sometimes", "REQUIRED", "true", "required, optional"})
  void aWrongValueIsRefusedAndInARealmFileTheDefault(String firstCode) {
    Map<String, String> values = Map.of("firstCode", firstCode);
    assertThatThrownBy(() -> SetupConfig.validate(new ActionConfig(model(values))))
        .isInstanceOf(ValidationException.class);
    assertThat(SetupConfig.of(realm("OMU", values)).firstCodeRequired()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"optional", "required", " required ", ""})
  void rightAndMissingValuesAreAccepted(String firstCode) {
    assertThatCode(
            () -> SetupConfig.validate(new ActionConfig(model(Map.of("firstCode", firstCode)))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"wrongCodesPerHour, 0", "wrongCodesPerHour, many", "wrongCodesPerKey, -1"})
  void aLimitOfNoneIsRefusedAndInARealmFileTheDefault(String key, String value) {
    Map<String, String> values = Map.of(key, value);
    assertThatThrownBy(() -> SetupConfig.validate(new ActionConfig(model(values))))
        .isInstanceOf(ValidationException.class);
    assertThat(SetupConfig.of(realm("OMU", values)))
        .isEqualTo(SetupConfig.of(realm("OMU", Map.of())));
  }

  @Test
  void barsWhoeverHasTheRole() {
    RealmModel realm = realm("OMU", Map.of());
    SetupConfig config = SetupConfig.of(realm);
    assertThat(config.bars(realm, user("external-staff"))).isTrue();
    assertThat(config.bars(realm, user("student"))).isFalse();
  }

  /** Keycloak shows a configuration to everybody before it validates it. */
  @Test
  void whatIsNotSavedYetDoesNotCount() {
    FakeRealm realm = new FakeRealm();
    realm.configureAction("campus-otp-setup", Map.of("wrongCodesPerHour", "5"));
    realm.propose("campus-otp-setup", Map.of("wrongCodesPerHour", "1000"));
    assertThat(SetupConfig.of(realm.model()).wrongCodesPerHour()).isEqualTo(5);
  }

  @Test
  void aRoleThatTheRealmDoesNotHaveBarsNobody() {
    RealmModel realm = realm("OMU", Map.of("barredRole", "nobody-made-it"));
    assertThat(SetupConfig.of(realm).bars(realm, user("nobody-made-it"))).isFalse();
  }

  /** A realm with the role external-staff. */
  private static RealmModel realm(String displayName, Map<String, String> values) {
    return (RealmModel)
        Proxy.newProxyInstance(
            SetupConfigTest.class.getClassLoader(),
            new Class<?>[] {RealmModel.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getName" -> "omu";
                  case "getDisplayName" -> displayName;
                  case "getRequiredActionProviderByAlias" -> values == null ? null : stored(values);
                  case "getRole" ->
                      "external-staff".equals(arguments[0]) ? role("external-staff") : null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static RequiredActionProviderModel stored(Map<String, String> values) {
    RequiredActionProviderModel action = new RequiredActionProviderModel();
    action.setConfig(values);
    return action;
  }

  private static RoleModel role(String name) {
    return (RoleModel)
        Proxy.newProxyInstance(
            SetupConfigTest.class.getClassLoader(),
            new Class<?>[] {RoleModel.class},
            (proxy, method, arguments) -> name);
  }

  private static UserModel user(String role) {
    return (UserModel)
        Proxy.newProxyInstance(
            SetupConfigTest.class.getClassLoader(),
            new Class<?>[] {UserModel.class},
            (proxy, method, arguments) -> ((RoleModel) arguments[0]).getName().equals(role));
  }

  private static RequiredActionConfigModel model(Map<String, String> values) {
    RequiredActionConfigModel model = new RequiredActionConfigModel();
    model.setConfig(new HashMap<>(values));
    return model;
  }
}
