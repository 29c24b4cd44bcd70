package io.github.campusotp.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedAddressTest {
  private static final List<String> OWN = List.of("omu.ac.jp", "osakafu-u.ac.jp");

  @ParameterizedTest
  @CsvSource({
    "taro@example.com, taro@example.com",
    "' taro@example.com ', taro@example.com",
    "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ, taro@example.com",
    "Taro.Yamada@EXAMPLE.COM, Taro.Yamada@example.com",
    "taro+otp@mail.example.co.jp, taro+otp@mail.example.co.jp",
    "o'neill@example.com, o'neill@example.com",
    "taro@日本語.jp, taro@xn--wgv71a119e.jp",
    "taro@examp‍le.com, taro@example.com",
  })
  void takesMailAddressesAsPeopleTypeThem(String typed, String kept) {
    TypedAddress address = TypedAddress.of(typed);
    assertThat(address.text()).isEqualTo(kept);
    assertThat(address.isMailAddress()).isTrue();
    assertThat(address.within(OWN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "taro",
        "taro@",
        "@example.com",
        "taro@localhost",
        "taro@example.c",
        "taro yamada@example.com",
        "taro@exam ple.com",
        "taro@@example.com",
        "taro@example..com",
        "taro@-example.com",
        "taro@[192.0.2.1]",
        "\"taro\"@example.com",
        "<b>taro</b>@example.com",
        "taro@example.com>",
        "taro@example.com,hanako@example.com",
        "taro@example.com;hanako@example.com",
        "taro@example.com\r\nBcc: hanako@example.com",
        "Taro <taro@example.com>",
        "太郎@example.com",
        "taro@exa_mple.com",
        "taro%omu.ac.jp@example.com",
        "omu.ac.jp!taro@example.com",
        "taro..yamada@docomo.ne.jp", // as old mobile mailboxes are: no mail program would send
        // there
        "taro.@docomo.ne.jp",
      })
  void refusesWhatIsNone(String typed) {
    assertThat(TypedAddress.of(typed).isMailAddress()).isFalse();
  }

  /** Their owners cannot change them, and the page tells them to use another one. */
  @ParameterizedTest
  @CsvSource({
    "taro..yamada@docomo.ne.jp, true",
    "taro.@docomo.ne.jp, true",
    "t...aro..@ezweb.ne.jp, true",
    "ｔａｒｏ．．＠ｄｏｃｏｍｏ．ｎｅ．ｊｐ, true",
    "taro.yamada@docomo.ne.jp, false",
    "taro@example..com, false",
    "..@docomo.ne.jp, false",
    "taro..yamada, false",
    "@docomo.ne.jp, false",
    "taro..@docomo, false",
  })
  void knowsAddressesThatOnlyDotsKeepOut(String typed, boolean dots) {
    assertThat(TypedAddress.of(typed).hasStrayDots()).isEqualTo(dots);
  }

  @Test
  void refusesWhatIsTooLong() {
    String local = "a".repeat(64);
    String longest =
        local + "@" + "b".repeat(63) + "." + "c".repeat(63) + "." + "d".repeat(57) + ".jp";
    assertThat(longest).hasSize(253);
    assertThat(TypedAddress.of(longest).isMailAddress()).isTrue();
    assertThat(TypedAddress.of(longest.replace(".jp", "dd.jp")).isMailAddress()).isFalse();
    assertThat(TypedAddress.of("x".repeat(1_000_000) + "@example.com").isMailAddress()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "　"})
  void seesThatNothingWasTyped(String typed) {
    assertThat(TypedAddress.of(typed).isMissing()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "x@omu.ac.jp, omu.ac.jp",
    "x@OMU.AC.JP, omu.ac.jp",
    "x@ｏｍｕ.ac.jp, omu.ac.jp",
    "x@st.omu.ac.jp, omu.ac.jp",
    "x@a.b.osakafu-u.ac.jp, osakafu-u.ac.jp",
  })
  void knowsTheUniversitysOwnMailboxes(String typed, String domain) {
    assertThat(TypedAddress.of(typed).within(OWN)).contains(domain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x@xomu.ac.jp", "x@omu.ac.jp.example.com", "omu.ac.jp@example.com"})
  void andDoesNotTakeOthersForThem(String typed) {
    assertThat(TypedAddress.of(typed).within(OWN)).isEmpty();
  }

  @Test
  void aTrailingDotDoesNotHideTheDomain() {
    TypedAddress address = TypedAddress.of("x@omu.ac.jp.");
    assertThat(address.isMailAddress() && address.within(OWN).isEmpty()).isFalse();
  }
}
