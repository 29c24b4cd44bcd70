package io.github.campusotp.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.0.0.0",
    "10.64.0.1, 10.64.0.1",
    "255.255.255.255, 255.255.255.255",
    "10.64.0.1:0, 10.64.0.1",
    "10.64.0.1:443, 10.64.0.1",
    "10.64.0.1:65535, 10.64.0.1",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:db8:1000::1, 2001:db8:1000::1",
    "2001:DB8:1000::ABCD, 2001:db8:1000::abcd",
    "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
    "[2001:db8::1], 2001:db8::1",
    "[2001:db8::1]:443, 2001:db8::1",
    "[2001:db8::1]:9080, 2001:db8::1",
    "[0000:0000:0000:0000:0000:1111:255.255.255.255]:65535, ::1111:ffff:ffff",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "2001:db8::192.0.2.33, 2001:db8::c000:221",
    "1:2:3:4:5:6:192.0.2.33, 1:2:3:4:5:6:c000:221",
  })
  void reads_every_form_that_proxies_write(String text, String canonical) {
    assertThat(ClientAddress.parse(text)).map(ClientAddress::toString).contains(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", // the first of two equal runs
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1", // the longer run
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", // a single zero group stays
    "0:0:0:0:0:0:0:0, ::",
    "1:0:0:0:0:0:0:0, 1::",
    "0:0:0:0:0:0:0:a, ::a",
  })
  void writes_ipv6_as_rfc_5952_has_it(String text, String canonical) {
    assertThat(ClientAddress.parse(text)).map(ClientAddress::toString).contains(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "::ffff:10.64.0.1",
    "::FFFF:10.64.0.1",
    "::ffff:a40:1",
    "0:0:0:0:0:ffff:0a40:0001",
    "[::ffff:10.64.0.1]",
    "[::ffff:10.64.0.1]:443",
  })
  void takes_ipv4_mapped_ipv6_for_that_ipv4(String text) {
    assertThat(ClientAddress.parse(text)).isEqualTo(ClientAddress.parse("10.64.0.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::10.64.0.1", // IPv4-compatible, deprecated by RFC 4291
        "64:ff9b::10.64.0.1", // NAT64
        "2002:a40:1::", // 6to4
        "::ffff:0:10.64.0.1", // IPv4-translated
        "::1:ffff:a40:1",
      })
  void does_not_take_other_embedded_ipv4_for_ipv4(String text) {
    assertThat(ClientAddress.parse(text)).isPresent().get().matches(a -> !a.isIpv4());
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {" ", "\t", ",", "-", ".", ":", "[", "]", "[]", "[]:80", "\u0000", "🏫"})
  void refuses_what_is_empty_or_nearly_so(String text) {
    assertThat(ClientAddress.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "_hidden",
        "_SEVKISEK",
        "localhost",
        "campus.example",
        "10.64.0.1.example",
        "a.b.c.d",
        "dead.beef",
        "cafe",
        "null"
      })
  void refuses_names_and_obfuscated_identifiers(String text) {
    assertThat(ClientAddress.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "010.64.0.1",
        "10.064.0.1",
        "10.64.00.1",
        "10.64.0.01",
        "0x0a.0x40.0.1",
        "0x0a400001",
        "012.0100.0.1",
        "171966465",
        "10.64.1",
        "10.64",
        "10",
        "10.64.0",
        "10.64.0.1.2",
        "10.64.0.",
        ".10.64.0.1",
        "10..64.0.1",
        "10.64.0.256",
        "10.64.0.999",
        "10.64.0.1000",
        "10.64.0.-1",
        "10.64.0.+1",
        "10.64.0.1 ",
        " 10.64.0.1",
        "10.64. 0.1",
        "10.64.0.1/32",
        "10.64.0.1%eth0",
        "10.64.0.1\n",
        "10.64.0.1\r\n",
        "10.64.0.1\u0000",
        "10.64.0.1, 10.64.0.2",
        "10,64,0,1",
        "１０.64.0.1",
        "10.64.0.1\u200b",
        "10。64。0。1",
        "٠.64.0.1",
        "\"10.64.0.1\"",
        "http://10.64.0.1"
      })
  void refuses_octal_hexadecimal_short_and_disfigured_ipv4(String text) {
    assertThat(ClientAddress.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:db8::1%eth0",
        "fe80::1%1",
        "[fe80::1%25eth0]",
        "2001:db8:::1",
        "2001::db8::1",
        ":::",
        "::1::",
        ":1",
        "1:",
        ":1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8:",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4::5:6:7:8",
        "::1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8::",
        "2001:db8::00001",
        "2001:db8::g",
        "2001:db8::-1",
        "2001:db8::１",
        "2001:db8::ａ",
        " ::1",
        "::1 ",
        "2001:db8::1/128",
        "::ffff:010.64.0.1",
        "::ffff:10.64.0",
        "::ffff:10.64.0.1.2",
        "::ffff:10.64.0.256",
        "::10.64.0.1:1",
        "10.64.0.1::",
        "1:10.64.0.1::",
        "1:10.64.0.1::2",
        "1:2:3:4:5:6:7:10.64.0.1",
        "1:2:3:4:5:10.64.0.1",
        "1:10.64.0.1:2:3:4:5:6",
        "::.64.0.1",
        "::ffff:a.64.0.1"
      })
  void refuses_zone_ids_and_disfigured_ipv6(String text) {
    assertThat(ClientAddress.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3.4:",
        "1.2.3.4:65536",
        "1.2.3.4:99999",
        "1.2.3.4:000080",
        "1.2.3.4:-1",
        "1.2.3.4:_x",
        "1.2.3.4:80:80",
        "1.2.3.4:８０",
        "1.2.3.4: 80",
        ":80",
        "[1.2.3.4]",
        "[1.2.3.4]:80",
        "[::1",
        "::1]",
        "[::1]80",
        "[::1]:",
        "[::1]:65536",
        "[::1]:http",
        "[::1]:_x",
        "[::1]]",
        "[[::1]]",
        "[::1]:80]",
        "[::1]::80",
        "[ ::1]",
        "x[::1]",
        "1.2.3.4[::1]"
      })
  void refuses_bad_ports_and_brackets(String text) {
    assertThat(ClientAddress.parse(text)).isEmpty();
  }

  @Test
  void refuses_endless_text_at_once() {
    assertThat(ClientAddress.parse("1".repeat(1_000_000))).isEmpty();
    assertThat(ClientAddress.parse("[" + "0:".repeat(1_000_000) + "]")).isEmpty();
  }

  @Test
  void is_a_value() {
    assertThat(ClientAddress.parse("[2001:db8::1]:443"))
        .isEqualTo(ClientAddress.parse("2001:DB8:0::1"))
        .hasSameHashCodeAs(ClientAddress.parse("2001:db8::1"))
        .isNotEqualTo(ClientAddress.parse("2001:db8::2"));
    // The same bits in front, and yet another family.
    assertThat(ClientAddress.parse("10.64.0.1")).isNotEqualTo(ClientAddress.parse("a40:1::"));
  }
}
