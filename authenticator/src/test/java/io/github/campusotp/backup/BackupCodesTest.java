package io.github.campusotp.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeUser;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.credential.CredentialModel;

/** Backup codes: each is good once, and the last ten given are the ones that count. */
class BackupCodesTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeUser user = keycloak.add(new FakeUser("hanako"));

  @Test
  void areTenOfEightDigitsEachWithItsOwnFirst() {
    List<String> codes = give();
    assertThat(codes).hasSize(10).allMatch(code -> code.matches("[0-9]{8}"));
    assertThat(codes).extracting(code -> code.charAt(0)).doesNotHaveDuplicates();
    assertThat(give()).doesNotContainAnyElementsOf(codes);
  }

  @Test
  void eachIsGoodOnce() {
    List<String> codes = give();
    for (int used = 0; used < 10; used++) {
      assertThat(present().orElseThrow().left()).isEqualTo(10 - used);
      assertThat(use(codes.get(used))).isTrue();
      assertThat(use(codes.get(used))).isFalse();
    }
    assertThat(present().orElseThrow().left()).isZero();
  }

  /** Two requests that both read the codes before one was used. */
  @Test
  void oneIsUsedByOneOfTwo() {
    String code = give().get(7);
    BackupCodes first = present().orElseThrow();
    BackupCodes second = present().orElseThrow();
    assertThat(Stream.of(first.use(code), second.use(code))).containsExactly(true, false);
  }

  /** An export does not have the extension's table. */
  @Test
  void aUsedOneIsNoneWithoutItsStep() {
    List<String> codes = give();
    use(codes.get(7));
    CredentialModel exported = stored().shallowClone();
    BackupCodes.remove(keycloak.session(), user);
    exported.setId("imported");
    user.give(exported);
    assertThat(use(codes.get(7))).isFalse();
    assertThat(present().orElseThrow().left()).isEqualTo(9);
    assertThat(use(codes.get(6))).isTrue();
  }

  @Test
  void otherDigitsAreNone() {
    List<String> codes = give();
    String other = codes.get(3).substring(0, 7) + (codes.get(3).charAt(7) == '0' ? '1' : '0');
    assertThat(use(other)).isFalse();
    assertThat(use("4" + codes.get(3).substring(1))).isFalse();
    assertThat(present().orElseThrow().left()).isEqualTo(10);
  }

  @Test
  void newOnesEndThoseBefore() {
    List<String> old = give();
    BackupCodes onAnotherNode = present().orElseThrow();
    List<String> now = give();
    assertThat(use(old.get(0))).isFalse();
    assertThat(onAnotherNode.use(old.get(1))).as("a node that has not heard of it").isFalse();
    assertThat(use(now.get(0))).isTrue();
  }

  @Test
  void takenAwayTheyAreGone() {
    List<String> codes = give();
    BackupCodes onAnotherNode = present().orElseThrow();
    assertThat(BackupCodes.remove(keycloak.session(), user)).containsExactly(onAnotherNode.id());
    assertThat(present()).isEmpty();
    assertThat(BackupCodes.idOf(user)).isEmpty();
    assertThat(onAnotherNode.use(codes.get(0))).isFalse();
    assertThat(onAnotherNode.left()).isZero();
    assertThat(BackupCodes.remove(keycloak.session(), user)).isEmpty();
  }

  @Test
  void aNumberLeftIsSaidOnce() {
    give();
    BackupCodes codes = present().orElseThrow();
    assertThat(codes.isSaid(3)).isFalse();
    codes.say(3);
    assertThat(Stream.of(3, 2, 0).map(codes::isSaid)).containsExactly(true, false, false);
    codes.say(0);
    assertThat(Stream.of(3, 2, 0).map(codes::isSaid)).containsExactly(true, true, true);
  }

  @Test
  void noneIsStoredAsItIs() {
    List<String> codes = give();
    assertThat(stored().getSecretData() + stored().getCredentialData())
        .doesNotContain(codes.toArray(String[]::new));
  }

  private List<String> give() {
    return BackupCodes.give(keycloak.session(), user);
  }

  private CredentialModel stored() {
    return user.credentialManager()
        .getStoredCredentialsByTypeStream(BackupCodes.TYPE)
        .findFirst()
        .orElseThrow();
  }

  private Optional<BackupCodes> present() {
    return BackupCodes.of(keycloak.session(), user);
  }

  private boolean use(String code) {
    return present().orElseThrow().use(code);
  }
}
