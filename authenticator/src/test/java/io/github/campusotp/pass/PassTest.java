package io.github.campusotp.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;

/** A pass: for how long it is good, how often, and what ends it. */
class PassTest {
  /** What takes a pass away from a user. */
  static final List<Consumer<FakeUser>> ENDS =
      List.of(
          user -> user.giveKey("new", Time.currentTimeMillis()),
          user -> user.setPassword(Time.currentTimeMillis()),
          user -> user.giveKey("of a slow clock", 1),
          user -> Time.setOffset(3600));

  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));

  @AfterEach
  void timeIsNow() {
    Time.setOffset(0);
  }

  @Test
  void isTenRandomDigits() {
    Set<String> given = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      given.add(give(1));
    }
    assertThat(given).hasSize(20).allMatch(pass -> pass.matches("[0-9]{10}"));
  }

  @Test
  void isGoodOnceWhereItIsGoodOnce() {
    String digits = give(1);
    assertThat(use(digits)).isTrue();
    assertThat(use(digits)).isFalse();
    assertThat(present()).isEmpty();
  }

  @Test
  void isGoodAsOftenAsTheHelpDeskSaid() {
    String digits = give(3);
    List<Long> left = new ArrayList<>();
    while (present().isPresent()) {
      left.add(present().orElseThrow().usesLeft());
      assertThat(use(digits)).isTrue();
    }
    assertThat(left).containsExactly(3L, 2L, 1L);
  }

  /** Two requests that both found it good: the second one finds it used. */
  @Test
  void isUsedByOneOfTwo() {
    String digits = give(1);
    Pass first = present().orElseThrow();
    Pass second = present().orElseThrow();
    assertThat(Stream.of(first.use(digits), second.use(digits))).containsExactly(true, false);
  }

  @Test
  void isNotUsedByOtherDigits() {
    String digits = give(1);
    String other = "%010d".formatted((Long.parseLong(digits) + 1) % 10_000_000_000L);
    assertThat(Stream.of(other, "", "0", digits.substring(1))).noneMatch(this::use);
    assertThat(use(digits)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0, true", "3590, true", "3600, false", "90000, false"})
  void endsWithItsTime(int seconds, boolean good) {
    give(1);
    Time.setOffset(seconds);
    assertThat(present().isPresent()).isEqualTo(good);
  }

  @ParameterizedTest
  @FieldSource("ENDS")
  void ends(Consumer<FakeUser> what) {
    user.giveKey("old", Time.currentTimeMillis() - 1000);
    user.setPassword(Time.currentTimeMillis() - 1000);
    give(1);
    assertThat(present()).isPresent();
    what.accept(user);
    assertThat(present()).isEmpty();
  }

  /** The help desk takes a lost key away, before or after. */
  @Test
  void doesNotEndWithoutTheOldKey() {
    user.giveKey("old", 1000);
    give(1);
    user.takeKeys();
    assertThat(present()).isPresent();
  }

  /** Whatever becomes of that key: a thief who heard the pass would be in again. */
  @Test
  void endsForGoodWithANewKeyOfOurs() {
    use(give(3));
    String id = Pass.idOf(user).orElseThrow();
    Pass.end(user);
    assertThat(present()).isEmpty();
    assertThat(Pass.idOf(user)).isEmpty();
    assertThat(Pass.isLast(user, id)).as("the new key's page goes on").isTrue();
  }

  /** Another node may see it for a while. */
  @Test
  void isGoodNowhereOnceItIsTakenBack() {
    String digits = give(5);
    Pass elsewhere = present().orElseThrow();
    Pass.remove(keycloak.session(), user);
    assertThat(elsewhere.use(digits)).isFalse();
  }

  @Test
  void doesNotEndWhatItBeganWithANewPassword() {
    use(give(1));
    user.setPassword(Time.currentTimeMillis() + 1);
    assertThat(present()).isEmpty();
    assertThat(Pass.idOf(user)).isPresent();
    user.giveKey("new", Time.currentTimeMillis());
    assertThat(Pass.idOf(user)).isEmpty();
  }

  /** A time that Keycloak does not know is long ago. */
  @Test
  void doesNotEndWithWhatHasNoTime() {
    user.setPassword(null);
    give(1);
    assertThat(present()).isPresent();
  }

  /** An administrator may take the new password away within the day. */
  @Test
  void staysEndedOnceTheNewPasswordIsGone() {
    user.setPassword(1000L);
    give(5);
    user.setPassword(2000L);
    user.takePassword();
    assertThat(present()).isEmpty();
  }

  @Test
  void endsTheOneBefore() {
    String before = give(5);
    String digits = give(5);
    assertThat(use(before)).isFalse();
    assertThat(use(digits)).isTrue();
    assertThat(stored()).hasSize(1);
  }

  @Test
  void isStoredHashed() {
    String digits = give(1);
    CredentialModel pass = stored().get(0);
    assertThat(pass.getCredentialData() + pass.getSecretData()).doesNotContain(digits);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysWhetherAnAddressMayBeRegistered(boolean may) {
    Pass.give(keycloak.session(), user, Terms.of(Duration.ofHours(1), 1, may));
    assertThat(present().orElseThrow().terms().mayRegister()).isEqualTo(may);
  }

  @Test
  void isNamedAfterItsEndToo() {
    assertThat(Pass.idOf(user)).isEmpty();
    use(give(1));
    assertThat(Pass.idOf(user)).hasValue(stored().get(0).getId());
    assertThat(Pass.remove(keycloak.session(), user)).hasSize(1);
    assertThat(Pass.remove(keycloak.session(), user)).isEmpty();
    assertThat(Pass.idOf(user)).isEmpty();
  }

  @Test
  void isOfOneUser() {
    String digits = give(1);
    FakeUser other = keycloak.add(new FakeUser("taro"));
    Pass.give(keycloak.session(), other, Terms.of(Duration.ofHours(1), 1, false));
    assertThat(Pass.of(keycloak.session(), other).orElseThrow().use(digits)).isFalse();
    assertThat(use(digits)).isTrue();
  }

  private String give(int uses) {
    return Pass.give(keycloak.session(), user, Terms.of(Duration.ofHours(1), uses, false));
  }

  private boolean use(String digits) {
    return present().map(pass -> pass.use(digits)).orElse(false);
  }

  private Optional<Pass> present() {
    return Pass.of(keycloak.session(), user);
  }

  private List<CredentialModel> stored() {
    return user.credentialManager().getStoredCredentialsByTypeStream(Pass.TYPE).toList();
  }
}
