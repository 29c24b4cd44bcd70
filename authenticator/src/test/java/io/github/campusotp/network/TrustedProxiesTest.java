package io.github.campusotp.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private static boolean trusts(TrustedProxies proxies, String address) {
    return proxies.contains(ClientAddress.parse(address).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.10,2001:db8:ffff::/64",
        "192.0.2.10, 2001:db8:ffff::/64",
        "192.0.2.10 2001:db8:ffff::/64",
        "192.0.2.10\n2001:db8:ffff::/64",
        "192.0.2.10\r\n2001:db8:ffff::/64\r\n",
        "\uFEFF192.0.2.10\u3000\u00a02001:db8:ffff::/64",
        "# front doors\n\t192.0.2.10, # old\n,, 2001:db8:ffff::/64, # new, 203.0.113.1",
      })
  void are_separated_by_commas_spaces_or_lines(String text) {
    TrustedProxies proxies = TrustedProxies.parse(text);
    assertThat(proxies.problems()).isEmpty();
    assertThat(trusts(proxies, "192.0.2.10")).isTrue();
    assertThat(trusts(proxies, "::ffff:192.0.2.10")).isTrue();
    assertThat(trusts(proxies, "2001:db8:ffff::1")).isTrue();
    assertThat(trusts(proxies, "192.0.2.11")).isFalse();
    assertThat(trusts(proxies, "203.0.113.1")).isFalse();
    assertThat(trusts(proxies, "2001:db8:ffff:1::")).isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " \n", "# 192.0.2.10"})
  void are_none_where_none_is_named(String text) {
    assertThat(TrustedProxies.parse(text).problems()).isEmpty();
    assertThat(trusts(TrustedProxies.parse(text), "192.0.2.10")).isFalse();
    assertThat(trusts(TrustedProxies.parse(text), "127.0.0.1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "198.51.100.1/24",
        "0.0.0.0/0",
        "::/0",
        "proxy.example",
        "198.51.100.0/33",
        "*",
        "!x"
      })
  void leave_out_a_bad_entry_and_keep_the_others(String bad) {
    TrustedProxies proxies =
        TrustedProxies.parse("192.0.2.10\n192.0.2.11, " + bad + ", 192.0.2.12");
    assertThat(trusts(proxies, "198.51.100.1")).isFalse();
    assertThat(trusts(proxies, "192.0.2.11")).isTrue();
    assertThat(trusts(proxies, "192.0.2.12")).isTrue();
    assertThat(proxies.problems())
        .singleElement()
        .asString()
        .startsWith("line 2, \"" + bad + "\": " + bad)
        .contains("; write ");
  }

  @Test
  void say_what_to_write_instead() {
    assertThat(TrustedProxies.parse("192.0.2.10/24").problems())
        .extracting(Problem::toString)
        .containsExactly(
            "line 1, \"192.0.2.10/24\": 192.0.2.10/24 has host bits set; write 192.0.2.0/24. Until"
                + " then this entry is left out, and requests through that proxy are off"
                + " campus.");
  }
}
