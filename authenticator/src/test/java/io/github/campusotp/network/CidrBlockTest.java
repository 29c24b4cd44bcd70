package io.github.campusotp.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrBlockTest {
  private static ClientAddress address(String text) {
    return ClientAddress.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "10.64.0.0/12, 10.63.255.255, 10.64.0.0, 10.79.255.255, 10.80.0.0",
    "10.64.0.0/16, 10.63.255.255, 10.64.0.0, 10.64.255.255, 10.65.0.0",
    "10.64.99.0/24, 10.64.98.255, 10.64.99.0, 10.64.99.255, 10.64.100.0",
    "10.64.99.128/25, 10.64.99.127, 10.64.99.128, 10.64.99.255, 10.64.100.0",
    "10.64.99.4/30, 10.64.99.3, 10.64.99.4, 10.64.99.7, 10.64.99.8",
    "10.64.99.4/31, 10.64.99.3, 10.64.99.4, 10.64.99.5, 10.64.99.6",
    "10.64.99.4/32, 10.64.99.3, 10.64.99.4, 10.64.99.4, 10.64.99.5",
    "10.64.99.4, 10.64.99.3, 10.64.99.4, 10.64.99.4, 10.64.99.5",
    "128.0.0.0/2, 127.255.255.255, 128.0.0.0, 191.255.255.255, 192.0.0.0",
    "2001:db8:1000::/36, 2001:db8:fff:ffff:ffff:ffff:ffff:ffff, 2001:db8:1000::,"
        + " 2001:db8:1fff:ffff:ffff:ffff:ffff:ffff, 2001:db8:2000::",
    "2001:db8:0:2::/63, 2001:db8:0:1:ffff:ffff:ffff:ffff, 2001:db8:0:2::,"
        + " 2001:db8:0:3:ffff:ffff:ffff:ffff, 2001:db8:0:4::",
    "2001:db8:0:2::/64, 2001:db8:0:1:ffff:ffff:ffff:ffff, 2001:db8:0:2::,"
        + " 2001:db8:0:2:ffff:ffff:ffff:ffff, 2001:db8:0:3::",
    "2001:db8:0:2:8000::/65, 2001:db8:0:2:7fff:ffff:ffff:ffff, 2001:db8:0:2:8000::,"
        + " 2001:db8:0:2:ffff:ffff:ffff:ffff, 2001:db8:0:3::",
    "2001:db8::/127, 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db8::, 2001:db8::1,"
        + " 2001:db8::2",
    "2001:db8::1/128, 2001:db8::, 2001:db8::1, 2001:db8::1, 2001:db8::2",
    "2001:db8::1, 2001:db8::, 2001:db8::1, 2001:db8::1, 2001:db8::2",
  })
  void holds_its_first_and_last_address_and_not_their_neighbours(
      String block, String before, String first, String last, String behind) {
    CidrBlock cidr = CidrBlock.parse(block);
    assertThat(cidr.contains(address(before))).as(before).isFalse();
    assertThat(cidr.contains(address(first))).as(first).isTrue();
    assertThat(cidr.contains(address(last))).as(last).isTrue();
    assertThat(cidr.contains(address(behind))).as(behind).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/1, 0.0.0.0, 127.255.255.255",
    "128.0.0.0/1, 128.0.0.0, 255.255.255.255",
    "0.0.0.0/32, 0.0.0.0, 0.0.0.0",
    "255.255.255.255/32, 255.255.255.255, 255.255.255.255",
    "::/1, ::, 7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "8000::/1, 8000::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "::/128, ::, ::",
  })
  void reaches_the_ends_of_the_address_space(String block, String first, String last) {
    assertThat(CidrBlock.parse(block).contains(address(first))).isTrue();
    assertThat(CidrBlock.parse(block).contains(address(last))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.64.0.0/12, ::10.64.0.1",
    "10.64.0.0/12, 2001:db8::10.64.0.1",
    "10.64.0.0/12, 64:ff9b::10.64.0.1",
    "10.64.0.0/12, a40:1::",
    "::/1, 10.64.0.1",
    "::/1, ::ffff:10.64.0.1",
    "::/80, ::ffff:10.64.0.1",
    "a40::/12, 10.64.0.1",
  })
  void never_holds_an_address_of_the_other_family(String block, String address) {
    assertThat(CidrBlock.parse(block).contains(address(address))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"10.64.0.0/12", "10.64.99.4/32", "2001:db8:1000::/36", "2001:db8::1/128"})
  void is_a_value_with_a_canonical_text(String text) {
    assertThat(CidrBlock.parse(text)).hasToString(text).isEqualTo(CidrBlock.parse(text));
    assertThat(CidrBlock.parse(text)).hasSameHashCodeAs(CidrBlock.parse(text));
  }

  @Nested
  class GivenWhatIsNoBlock {
    @ParameterizedTest
    @CsvSource({
      "10.64.1.0/12, has host bits set; write 10.64.0.0/12",
      "10.64.99.5/30, has host bits set; write 10.64.99.4/30",
      "2001:db8:1001::/36, has host bits set; write 2001:db8:1000::/36",
      "2001:db8::1/64, has host bits set; write 2001:db8::/64",
      "::ffff:10.0.0.0/96, is IPv4 written as IPv6; write an address and a prefix",
      "１０.64.0.0/33, is neither IPv4 nor IPv6 in CIDR notation; write an address and a prefix",
      "::ffff:1.2.3.4/95, is IPv4 written as IPv6; write",
      "::fffe:1.2.3.4/95, has host bits set; write ::fffe:0:0/95",
      "010.1.0.0/16, is neither IPv4 nor IPv6 in CIDR notation; write 10.1.0.0/16",
      "10.064.0.0/12, is neither IPv4 nor IPv6 in CIDR notation; write 10.64.0.0/12",
      "１０.64.0.0/12, is neither IPv4 nor IPv6 in CIDR notation; write 10.64.0.0/12",
      "10.64.0.0／12, is neither IPv4 nor IPv6 in CIDR notation; write 10.64.0.0/12",
      "2001：db8::/32, is neither IPv4 nor IPv6 in CIDR notation; write 2001:db8::/32",
      "10.64.0.0 /12, is neither IPv4 nor IPv6 in CIDR notation; write 10.64.0.0/12",
      "::ffff:10.0.0.0/104, is IPv4 written as IPv6; write 10.0.0.0/8",
      "::ffff:10.0.0.1/104, is IPv4 written as IPv6; write 10.0.0.0/8",
      "::ffff:10.1.2.3, is IPv4 written as IPv6; write 10.1.2.3/32",
      "::ffff:a01:203/128, is IPv4 written as IPv6; write 10.1.2.3/32",
    })
    void says_what_to_write_instead(String text, String message) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CidrBlock.parse(text))
          .withMessageStartingWith(text + " " + message);
    }

    @ParameterizedTest
    @CsvSource({
      "10.64.0.0/33, /32",
      "10.64.0.0/-1, /32",
      "10.64.0.0/+8, /32",
      "10.64.0.0/08, /32",
      "10.64.0.0/, /32",
      "10.64.0.0/ 8, /32",
      "10.64.0.0/8/8, /32",
      "10.64.0.0/8x, /32",
      "10.64.0.0/８, /32",
      "10.64.0.0/255.240.0.0, /32",
      "10.64.0.0/99999999999, /32",
      "2001:db8::/129, /128",
      "2001:db8::/, /128",
    })
    void names_the_prefixes_there_are(String text, String longest) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CidrBlock.parse(text))
          .withMessageContaining("needs a prefix from /1 to " + longest)
          .withMessageContaining("as in 10.64.0.0/12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "10.64.0.0/0", "::/0", "2001:db8::/0"})
    void never_takes_everything_for_campus(String text) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CidrBlock.parse(text))
          .withMessageContaining("is every address there is")
          .withMessageContaining("as in 10.64.0.0/12");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "campus.example",
          "campus.example/16",
          "localhost/8",
          "unknown",
          "10.64/12",
          "10/8",
          "0x0a.0.0.0/8",
          "10.64.*.*",
          "10.64.0.0-10.64.0.255",
          "10.64.0.0:80/12",
          "10.64.0.1:80",
          "[2001:db8::]/32",
          "[2001:db8::1]:80",
          "fe80::1%eth0",
          "fe80::%1/64",
          "/12",
          "/",
          "*",
          "any",
          "2001:db8:1000:/36",
          "2001:db8/32",
          "10.64.0.0.0/12",
          "10.64.0.0\\12",
          "10,64.0.0",
          "::ffff:0:0/96x",
          "!10.64.0.0/12",
          "10.64.0.256/32",
          "10.64.0.0::/32"
        })
    void refuses_unknown_forms(String text) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CidrBlock.parse(text))
          .withMessageStartingWith(text)
          .withMessageContaining("; write ");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void refuses_nothing_at_all(String text) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CidrBlock.parse(text))
          .withMessageContaining("as in 10.64.0.0/12");
    }

    @ParameterizedTest
    @CsvSource({"'10.64.0.0/12\u200b', \\u200B", "'10.64.0.0\u00a0/12', \\u00A0"})
    void shows_what_cannot_be_seen(String text, String shown) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CidrBlock.parse(text))
          .withMessageContaining(shown);
    }
  }
}
