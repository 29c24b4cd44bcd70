package io.github.campusotp.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingHeadersTest {
  private static List<String> xForwardedFor(String... lines) {
    return ForwardingHeaders.addresses(Arrays.asList(lines), null);
  }

  private static List<String> forwarded(String... lines) {
    return ForwardingHeaders.addresses(null, Arrays.asList(lines));
  }

  /** Entries are separated by "|"; "-" stands for one that is no address. */
  private static List<String> entries(String text) {
    return Arrays.stream(text.split("\\|")).map(entry -> entry.equals("-") ? "" : entry).toList();
  }

  @Test
  void name_nothing_where_there_are_none() {
    assertThat(ForwardingHeaders.addresses(null, null)).isEmpty();
    assertThat(ForwardingHeaders.addresses(List.of(), List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'10.64.0.1', 10.64.0.1",
    "'10.64.0.1, 203.0.113.5', 10.64.0.1|203.0.113.5",
    "'10.64.0.1,203.0.113.5', 10.64.0.1|203.0.113.5",
    "' \t10.64.0.1 \t,\t 203.0.113.5 ', 10.64.0.1|203.0.113.5",
    "'[2001:db8::1]:443, unknown, _hidden', [2001:db8::1]:443|unknown|_hidden",
    "'', -",
    "' ', -",
    "',', -|-",
    "'10.64.0.1,', 10.64.0.1|-",
    "',10.64.0.1', -|10.64.0.1",
    "'10.64.0.1,,10.64.0.2', 10.64.0.1|-|10.64.0.2",
  })
  void give_every_entry_of_an_x_forwarded_for_line(String line, String expected) {
    assertThat(xForwardedFor(line)).isEqualTo(entries(expected));
  }

  @Test
  void give_every_line_in_order() {
    assertThat(
            ForwardingHeaders.addresses(
                List.of("10.64.0.1", "10.64.0.2, 10.64.0.3"),
                List.of("for=10.64.0.4", "for=10.64.0.5, for=10.64.0.6")))
        .containsExactly(
            "10.64.0.1", "10.64.0.2", "10.64.0.3", "10.64.0.4", "10.64.0.5", "10.64.0.6");
  }

  @Test
  void take_a_missing_line_for_one_that_cannot_be_read() {
    assertThat(xForwardedFor((String) null)).containsExactly("");
    assertThat(forwarded((String) null)).containsExactly("");
  }

  @Test
  void keep_spaces_that_are_none_in_http() {
    assertThat(xForwardedFor("\u00a010.64.0.1")).containsExactly("\u00a010.64.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "for=10.64.0.1 | 10.64.0.1",
        "For=10.64.0.1 | 10.64.0.1",
        "FOR=\"10.64.0.1\" | 10.64.0.1",
        "for=\"[2001:db8::1]:443\" | [2001:db8::1]:443",
        "for=[2001:db8::1]:443 | [2001:db8::1]:443",
        "for=10.64.0.1:443 | 10.64.0.1:443",
        "for=192.0.2.43;proto=https;by=203.0.113.43 | 192.0.2.43",
        "by=203.0.113.43;host=\"a,b;for=1.2.3.4\";for=192.0.2.43 | 192.0.2.43",
        "for=192.0.2.43 ; proto=https | 192.0.2.43",
        "for=192.0.2.43;;proto=https; | 192.0.2.43",
        "for=10.64.0.1, for=203.0.113.5 | 10.64.0.1 | 203.0.113.5",
        "for=10.64.0.1,for=203.0.113.5 | 10.64.0.1 | 203.0.113.5",
        "for=\"10.64.0.1, 10.64.0.2\" | 10.64.0.1, 10.64.0.2",
        "for=\"10\\.64\\.0\\.1\" | 10.64.0.1",
        "for=\"a\\\"b\\\\\" | a\"b\\",
        "for=unknown, for=_hidden | unknown | _hidden",
        "for=\"_gazonk\" | _gazonk",
        "for=\"\" | -",
      },
      delimiter = '@')
  void give_every_for_of_a_forwarded_line(String both) {
    int bar = both.indexOf(" | ");
    List<String> expected =
        Arrays.stream(both.substring(bar + 3).split(" \\| "))
            .map(entry -> entry.equals("-") ? "" : entry)
            .toList();
    assertThat(forwarded(both.substring(0, bar))).isEqualTo(expected);
  }

  @Test
  void name_nobody_for_an_element_that_names_nobody() {
    assertThat(forwarded("proto=https;by=203.0.113.43")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        ";",
        "for",
        "for=",
        "for= 10.64.0.1",
        "for =10.64.0.1",
        "=10.64.0.1",
        "10.64.0.1",
        "for:10.64.0.1",
        "for=\"10.64.0.1",
        "for=10.64.0.1\"",
        "for=\"10.64.0.1\"x",
        "for=\"10.64.0.1\\",
        "for=10.64.0.1 10.64.0.2",
        "for=10.64.0.1;for=10.64.0.2",
        "for=10.64.0.1;For=\"10.64.0.1\"",
        "for=10.64.0.1,",
        ",for=10.64.0.1",
        "for=10.64.0.1;proto",
        "for=10.64.0.1;proto=\"https",
        "fo\u00f6r=10.64.0.1",
        "f\u2060or=10.64.0.1",
        "\"for\"=10.64.0.1",
        "for=10.64.0.1;x=\"\n\"y",
      })
  void give_an_entry_that_is_no_address_for_what_breaks_the_grammar(String line) {
    assertThat(forwarded(line)).contains("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ", for=203.0.113.5",
        ",for=203.0.113.5;proto=https",
        ", for=\"203.0.113.5:1234\"",
        ", for=\"[2001:db8:ffff::5]:1234\";host=\"sso.example\"",
        ", proto=https;for=\"203.0.113.5\"",
      })
  void let_no_open_quotation_mark_swallow_what_the_proxy_appends(String appended) {
    for (String forged :
        List.of(
            "for=10.64.0.1;x=\"",
            "for=10.64.0.1;x=\"\\",
            "for=\"10.64.0.1",
            "for=10.64.0.1, \"",
            "for=10.64.0.1;\"",
            "for=10.64.0.1;x=y\"",
            "for=10.64.0.1;x=\"\";y=\"")) {
      assertThat(forwarded(forged + appended)).as(forged + appended).contains("");
    }
  }

  @Test
  void go_on_behind_an_element_that_breaks_the_grammar() {
    assertThat(forwarded("for=10.64.0.1, nonsense, for=203.0.113.5"))
        .containsExactly("10.64.0.1", "", "203.0.113.5");
  }

  @Test
  void are_read_in_time_however_long_they_are() {
    for (String part : List.of("\\\"", "a", ";", ",", "for=", "for=\"", "x=\"y\";", " ", "\t\"")) {
      String hostile = "for=\"" + part.repeat(30_000);
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> ForwardingHeaders.addresses(List.of(hostile), List.of(hostile)));
    }
    String spaces = "1" + " ".repeat(100_000) + "1";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> ForwardingHeaders.addresses(List.of(spaces), List.of()));
  }
}
