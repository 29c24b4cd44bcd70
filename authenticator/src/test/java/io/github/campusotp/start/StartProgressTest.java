package io.github.campusotp.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeRealm;
import io.github.campusotp.fake.FakeUser;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartProgressTest {
  private final FakeRealm realm = new FakeRealm();
  private final FakeUser user = new FakeUser("hanako");

  /**
   * Of a user: {@code owes} the pledge or a password, {@code has} pledged before, has an address or
   * a key, which may be unconfirmed.
   */
  @ParameterizedTest
  @CsvSource({
    // owes, has, open, done, finished, interrupted
    "pledge password, '', pledge password address key, '', false, false",
    "pledge, '', pledge address key, password, false, false",
    "password, pledged, password address key, pledge, false, true",
    "'', pledged, address key, pledge password, false, true",
    "'', pledged address, key, pledge password address, false, true",
    "'', address, key, pledge password address, false, false",
    "pledge, pledged address, pledge key, password address, false, false",
    "pledge, key, pledge, password address key, false, false",
    "password, pledged key, password, pledge address key, false, false",
    "'', pledged key, '', '', true, false",
    "'', pledged address key, '', '', true, false",
    "'', key, '', '', true, false",
    "'', pledged address unconfirmed key, key, pledge password address, false, true",
    "'', address unconfirmed key, key, pledge password address, false, false",
    "'', pledged unconfirmed key, '', '', true, false",
  })
  void isReadFromWhatTheUserHasAndOwes(
      String owes, String has, String open, String done, boolean finished, boolean interrupted) {
    enableActions(true);
    give(owes, has);
    expect(open, done, finished, interrupted);
  }

  @ParameterizedTest
  @CsvSource({
    "pledge password, '', address key, pledge password, false, false",
    "pledge password, pledged, address key, pledge password, false, true",
    "pledge password, key, '', '', true, false",
  })
  void countsNoActionThatIsSwitchedOff(
      String owes, String has, String open, String done, boolean finished, boolean interrupted) {
    enableActions(false);
    give(owes, has);
    expect(open, done, finished, interrupted);
  }

  @Test
  void countsNoActionThatTheRealmDoesNotHave() {
    give("pledge password", "key");
    assertThat(StartProgress.of(realm.model(), user).isFinished()).isTrue();
  }

  /** Whom the configuration bars from having a key; nobody where there is no such role. */
  @ParameterizedTest
  @CsvSource({
    "external-staff, true, true",
    "external-staff, false, false",
    "contractor, true, false",
  })
  void asksForNoKeyThatTheUserMayNotHave(String role, boolean member, boolean finished) {
    if (member) {
      user.grantRole(realm.role(role));
    } else {
      realm.role(role);
    }
    assertThat(StartProgress.of(realm.model(), user).isFinished()).isEqualTo(finished);
  }

  @ParameterizedTest
  @CsvSource({"'', address key", "' ', address key", "a@example.com, key"})
  void countsNoEmptyAddress(String address, String open) {
    user.setSingleAttribute("recoveryEmail", address);
    assertThat(StartProgress.of(realm.model(), user).openWords()).isEqualTo(words(open));
  }

  private void enableActions(boolean enabled) {
    realm.action("TERMS_AND_CONDITIONS", enabled);
    realm.action("UPDATE_PASSWORD", enabled);
  }

  private void give(String owes, String has) {
    if (owes.contains("pledge")) {
      user.addRequiredAction("TERMS_AND_CONDITIONS");
    }
    if (owes.contains("password")) {
      user.addRequiredAction("UPDATE_PASSWORD");
    }
    if (has.contains("pledged")) {
      user.setSingleAttribute("terms_and_conditions", "1775000000");
    }
    if (has.contains("address")) {
      user.setSingleAttribute("recoveryEmail", "hanako@example.com");
    }
    if (has.contains("key")) {
      user.giveKey("key", 1000);
    }
    if (has.contains("unconfirmed")) {
      user.setSingleAttribute("campus-otp-unconfirmed", "key");
    }
  }

  private void expect(String open, String done, boolean finished, boolean interrupted) {
    StartProgress progress = StartProgress.of(realm.model(), user);
    assertThat(progress.openWords()).isEqualTo(words(open));
    assertThat(progress.isFinished()).isEqualTo(finished);
    assertThat(progress.isInterrupted()).isEqualTo(interrupted);
    if (!finished) {
      assertThat(progress.doneWords()).isEqualTo(words(done));
    }
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
