package io.github.campusotp.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.fake.FakeAuthenticationSession;
import io.github.campusotp.fake.FakeFlowStep;
import io.github.campusotp.fake.FakeKeycloak;
import io.github.campusotp.fake.FakeUser;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.AuthenticationFlowContext;

/** A name is taken as it was meant, and counted as directories compare it. */
class TypedUsernameTest {
  private final FakeKeycloak keycloak = new FakeKeycloak();
  private final FakeAuthenticationSession signOn =
      new FakeAuthenticationSession(keycloak.realm(), "root", "tab");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s21001",
        " s21001\t",
        "ｓ２１００１",
        "s21001\u3000",
        "\u00a0s21001",
        "\u200bs21001\u200b",
        "\ufeffs21001",
        "s21001\0",
      })
  void isReadAsItWasMeant(String typed) {
    assertThat(read(typed).trim()).isEqualTo("s21001");
  }

  @Test
  void staysAsTypedWhereThatIsAUser() {
    keycloak.add(new FakeUser("ｓ２１００１"));
    assertThat(read("ｓ２１００１")).isEqualTo("ｓ２１００１");
  }

  @Test
  void staysMissing() {
    MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
    TypedUsername.read(step(), form);
    assertThat(form).isEmpty();
    assertThat(read("")).isEmpty();
    assertThat(read("\u3000")).isEqualTo("\u3000");
  }

  @ParameterizedTest
  @CsvSource({
    "Plain, plain",
    "ｐｌａｉｎ, plain",
    "' plain\u3000', plain",
    "'two \u00a0 parts', two parts",
    "ﾊﾅｺ, ハナコ",
  })
  void isCountedAsADirectoryComparesIt(String typed, String key) {
    assertThat(TypedUsername.key(typed)).isEqualTo(key);
  }

  @Test
  void isNotNormalisedWhereItIsTooLongForAName() {
    String typed = "ａ".repeat(256);
    assertThat(TypedUsername.key(typed)).isEqualTo(typed);
  }

  private String read(String typed) {
    MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
    form.putSingle("username", typed);
    TypedUsername.read(step(), form);
    return form.getFirst("username");
  }

  private AuthenticationFlowContext step() {
    return new FakeFlowStep(keycloak, signOn, null, null).model();
  }
}
