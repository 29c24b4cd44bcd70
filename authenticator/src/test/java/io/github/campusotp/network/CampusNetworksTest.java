package io.github.campusotp.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampusNetworksTest {
  private static Optional<String> nameOf(CampusNetworks networks, String address) {
    return networks.nameOf(ClientAddress.parse(address).orElseThrow());
  }

  private static CampusNetworks list(String... lines) {
    return CampusNetworks.parse(String.join("\n", lines));
  }

  @Nested
  class GivenTheExampleOfTheDesign {
    private final CampusNetworks networks =
        list(
            "OMUNET-1X = 10.64.0.0/12, 2001:db8:1000::/36",
            "eduroam   = 10.80.0.0/16",
            "!VPN      = 10.64.99.0/24      # inside OMUNET-1X, yet off campus");

    @ParameterizedTest
    @CsvSource({
      "10.63.255.255,",
      "10.64.0.0, OMUNET-1X",
      "10.64.98.255, OMUNET-1X",
      "10.64.99.0,",
      "10.64.99.255,",
      "10.64.100.0, OMUNET-1X",
      "10.79.255.255, OMUNET-1X",
      "10.80.0.0, eduroam",
      "10.80.255.255, eduroam",
      "10.81.0.0,",
      "::ffff:10.64.0.1, OMUNET-1X",
      "::ffff:10.64.99.1,",
      "10.64.0.1:443, OMUNET-1X",
      "2001:db8:fff:ffff:ffff:ffff:ffff:ffff,",
      "2001:db8:1000::, OMUNET-1X",
      "[2001:db8:1fff:ffff:ffff:ffff:ffff:ffff]:443, OMUNET-1X",
      "2001:db8:2000::,",
      "::10.64.0.1,",
      "2001:db8::10.64.0.1,",
      "a40::,",
      "0.0.0.0,",
      "255.255.255.255,",
      "::,",
      "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,",
    })
    void names_the_network_of_each_first_and_last_address(String address, String name) {
      assertThat(nameOf(networks, address)).isEqualTo(Optional.ofNullable(name));
    }

    @Test
    void has_no_problems() {
      assertThat(networks.problems()).isEmpty();
    }
  }

  @Nested
  class GivenNetworksInsideNetworks {
    @ParameterizedTest
    @CsvSource({
      "10.0.0.1, ALL",
      "10.64.0.1,",
      "10.64.1.1, LAB",
      "10.64.1.128,",
      "10.64.1.200, PRINTER",
      "10.64.1.201,",
      "10.64.1.255,",
      "10.64.2.0,",
      "10.65.0.0, ALL",
      "2001:db8::1, ALL",
      "2001:db8:0:1::1,",
      "2001:db8:0:1:8000::1, LAB",
      "2001:db8:0:1:8000::ffff,",
      "2001:db8:0:1:8000::1:0, LAB",
      "2001:db8:0:1:ffff:ffff:ffff:ffff, LAB",
      "2001:db8:0:2::, ALL",
    })
    void lets_the_longest_prefix_win(String address, String name) {
      CampusNetworks networks =
          list(
              "!SENSOR = 10.64.1.128/25, 2001:db8:0:1:8000::ffff",
              "PRINTER = 10.64.1.200",
              "LAB = 10.64.1.0/24, 2001:db8:0:1:8000::/65",
              "!GUEST = 10.64.0.0/16, 2001:db8:0:1::/64",
              "ALL = 10.0.0.0/8, 2001:db8::/32");
      assertThat(networks.problems()).isEmpty();
      assertThat(nameOf(networks, address)).isEqualTo(Optional.ofNullable(name));
    }

    @ParameterizedTest
    @CsvSource({
      "2001:db8::,",
      "2001:db8::1, A",
      "2001:db8::2, B",
      "2001:db8::3,",
      "2001:db8::4, C",
      "2001:db8::7fff:ffff:ffff:ffff,",
      "2001:db8::8000:0:0:0, D",
      "2001:db8::ffff:ffff:ffff:ffff, E",
    })
    void tells_neighbours_of_the_same_first_64_bits_apart(String address, String name) {
      CampusNetworks networks =
          list(
              "E = 2001:db8::ffff:ffff:ffff:ffff",
              "C = 2001:db8::4",
              "A = 2001:db8::1",
              "D = 2001:db8::8000:0:0:0",
              "B = 2001:db8::2");
      assertThat(nameOf(networks, address)).isEqualTo(Optional.ofNullable(name));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"A = 10.64.0.0/16\n!B = 10.64.0.0/16", "!B = 10.64.0.0/16\nA = 10.64.0.0/16"})
    void lets_the_exclusion_win_a_tie_in_either_order(String text) {
      CampusNetworks networks = CampusNetworks.parse(text);
      assertThat(networks.problems()).isEmpty();
      assertThat(nameOf(networks, "10.64.0.1")).isEmpty();
    }

    @Test
    void closes_only_what_the_tie_is_about() {
      CampusNetworks networks = list("A = 10.64.0.0/16, 10.65.0.0/16", "!B = 10.64.0.0/16");
      assertThat(nameOf(networks, "10.65.0.1")).contains("A");
    }

    @Test
    void takes_the_exclusion_of_every_half_for_the_exclusion_of_the_whole() {
      CampusNetworks networks = list("A = 10.64.0.0/16", "!B = 10.64.0.0/17, 10.64.128.0/17");
      assertThat(nameOf(networks, "10.64.0.0")).isEmpty();
      assertThat(nameOf(networks, "10.64.127.255")).isEmpty();
      assertThat(nameOf(networks, "10.64.255.255")).isEmpty();
    }

    @Test
    void holds_at_both_ends_of_the_address_space() {
      CampusNetworks networks =
          list("A = 0.0.0.0/1, 255.255.255.255, ::/1, ffff::/16", "!B = 0.0.0.0, ::, ffff::/17");
      assertThat(nameOf(networks, "0.0.0.0")).isEmpty();
      assertThat(nameOf(networks, "0.0.0.1")).contains("A");
      assertThat(nameOf(networks, "255.255.255.255")).contains("A");
      assertThat(nameOf(networks, "255.255.255.254")).isEmpty();
      assertThat(nameOf(networks, "::")).isEmpty();
      assertThat(nameOf(networks, "::1")).contains("A");
      assertThat(nameOf(networks, "ffff:7fff::")).isEmpty();
      assertThat(nameOf(networks, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")).contains("A");
    }

    @Test
    void never_lets_an_ipv6_network_hold_ipv4() {
      CampusNetworks networks = list("A = ::/1, 8000::/1");
      assertThat(nameOf(networks, "10.64.0.1")).isEmpty();
      assertThat(nameOf(networks, "::ffff:10.64.0.1")).isEmpty();
      assertThat(nameOf(networks, "::10.64.0.1")).contains("A");
    }
  }

  @Nested
  class GivenNothing {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\n\n", "# 10.64.0.0/12", "\uFEFF", "\u3000\t\r\n"})
    void puts_nobody_on_campus_and_complains_of_nothing(String text) {
      CampusNetworks networks = CampusNetworks.parse(text);
      assertThat(nameOf(networks, "10.64.0.1")).isEmpty();
      assertThat(nameOf(networks, "127.0.0.1")).isEmpty();
      assertThat(nameOf(networks, "::1")).isEmpty();
      assertThat(networks.problems()).isEmpty();
    }
  }

  @Nested
  class GivenAListThatWasPasted {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "A = 10.64.0.0/16\r\n!B = 10.64.1.0/24\r\n",
          "A = 10.64.0.0/16\r!B = 10.64.1.0/24\r",
          "\uFEFFA = 10.64.0.0/16\n!B = 10.64.1.0/24",
          "\tA\t=\t10.64.0.0/16\t\n\t!B\t=\t10.64.1.0/24",
          "\u00a0A\u00a0=\u00a010.64.0.0/16\u00a0\n\u00a0!B\u00a0=\u00a010.64.1.0/24\u00a0",
          "\u3000A\u3000=\u300010.64.0.0/16\u3000#\u3000注\n\u3000! B\u3000=\u300010.64.1.0/24",
          "A=10.64.0.0/16\u2028!B=10.64.1.0/24",
          "A=10.64.0.0/16#x\n\n  # y\n!B=10.64.1.0/24# = ! z",
        })
    void reads_it_all_the_same(String text) {
      CampusNetworks networks = CampusNetworks.parse(text);
      assertThat(networks.problems()).isEmpty();
      assertThat(nameOf(networks, "10.64.0.1")).contains("A");
      assertThat(nameOf(networks, "10.64.1.1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"有線LAN (杉本)", "中百舌鳥・図書館", "wired LAN/3F", "1X", "ネットワーク"})
    void takes_the_names_that_people_give(String name) {
      CampusNetworks networks = list(name + " = 10.64.0.0/16");
      assertThat(networks.problems()).isEmpty();
      assertThat(nameOf(networks, "10.64.0.1")).contains(name);
    }
  }

  @Nested
  class GivenACampusLineWithAMistake {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "BAD = 10.80.1.0/12",
          "BAD = 10.80.0.0/0",
          "BAD = 0.0.0.0/0",
          "BAD = ::/0",
          "BAD = 10.80.0.0/33",
          "BAD = 010.80.0.0/16",
          "BAD = ::ffff:10.80.0.0/112",
          "BAD = 10.80.0.0/16, campus.example",
          "BAD = campus.example, 10.80.0.0/16",
          "BAD = 10.80.0.0/16,",
          "BAD = ,10.80.0.0/16",
          "BAD = 10.80.0.0/16 10.81.0.0/16",
          "BAD = 10.80.0.0/16; 10.81.0.0/16",
          "BAD = = 10.80.0.0/16",
          "BAD =",
          "BAD = # 10.80.0.0/16",
          "BAD",
          "BAD 10.80.0.0/16",
          "BAD: 10.80.0.0/16",
          "= 10.80.0.0/16",
          "10.80.0.0/16",
          "BAD ＝ 10.80.0.0/16",
          "BAD = １０.80.0.0/16",
          "BAD = 10.80.0.0/16、10.81.0.0/16",
          "BAD = 10.80.0.0/16\u200b",
          "B\u200bAD = 10.80.0.0/16",
          "B\u00a0AD = 10.80.0.0/16",
          "BAD, WORSE = 10.80.0.0/16",
          "GOOD = 10.80.0.0/16",
          "good = 10.80.0.0/16",
          "BAD = 10.64.0.0/16, 10.80.0.0/16",
          "＃ 10.80.0.0/16",
        })
    void leaves_out_that_line_and_no_other(String bad) {
      CampusNetworks networks = list("GOOD = 10.64.0.0/16", bad, "LAST = 10.65.0.0/16");
      assertThat(nameOf(networks, "10.80.0.1")).isEmpty();
      assertThat(nameOf(networks, "10.64.0.1")).contains("GOOD");
      assertThat(nameOf(networks, "10.65.0.1")).contains("LAST");
      assertThat(networks.problems())
          .singleElement()
          .asString()
          .startsWith("line 2, \"")
          .contains("; ", "write ")
          .endsWith("Until then this line counts for nothing.");
    }

    @ParameterizedTest
    @CsvSource({
      "= 10.80.0.0/16, the name is missing",
      "BAD, there is no plain",
      "BAD =, no block follows",
    })
    void says_which_part_is_missing(String bad, String missing) {
      assertThat(list(bad).problems()).singleElement().asString().contains(missing);
    }

    /** Some tools keep the marks around a value. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"OMU = 10.0.0.0/8\"",
          "'OMU = 10.0.0.0/8",
          "OMU = 10.0.0.0/8'",
          "“OMU = 10.0.0.0/8”",
          "「OMU = 10.0.0.0/8」",
        })
    void says_that_the_quotation_marks_go(String bad) {
      assertThat(list(bad).problems())
          .singleElement()
          .asString()
          .contains("take the quotation marks away; write NAME = ");
    }

    /** Unlike one without a "=", it cannot continue the exclusion above it. */
    @Test
    void leaves_out_only_that_line_also_below_an_exclusion() {
      CampusNetworks networks = list("A = 10.64.0.0/16", "!B = 10.64.1.0/24", "= 10.80.0.0/16");
      assertThat(nameOf(networks, "10.64.0.1")).contains("A");
      assertThat(nameOf(networks, "10.64.1.1")).isEmpty();
      assertThat(nameOf(networks, "10.80.0.1")).isEmpty();
    }

    @Test
    void names_the_line_its_text_the_mistake_and_the_cure() {
      CampusNetworks networks = list("# campus", "", "eduroam = 10.80.1.0/12  # everywhere");
      assertThat(networks.problems())
          .extracting(Problem::toString)
          .containsExactly(
              "line 3, \"eduroam = 10.80.1.0/12\": 10.80.1.0/12 has host bits set; write"
                  + " 10.80.0.0/12. Until then this line counts for nothing.");
    }

    @Test
    void counts_windows_lines_as_an_editor_does() {
      CampusNetworks networks =
          CampusNetworks.parse("A = 10.64.0.0/16\r\n\r\nB = 10.80.0.0/33\r\n");
      assertThat(networks.problems()).singleElement().asString().startsWith("line 3, ");
    }

    @Test
    void keeps_its_message_on_one_short_line() {
      CampusNetworks networks = list("A = 10.64.0.0/16\u001b[2J\u202e" + "x".repeat(5000));
      assertThat(networks.problems())
          .singleElement()
          .asString()
          .contains("\\u001B", "\\u202E", "…")
          .doesNotContain("\u001b", "\u202e")
          .hasSizeLessThan(600);
    }

    @Test
    void quotes_no_more_than_the_beginning_of_a_long_name() {
      String name = "A".repeat(10_000);
      CampusNetworks networks =
          list(name + " = 10.64.0.0/16", name + " = 10.65.0.0/16", "B = 10.64.0.0/16");
      assertThat(networks.problems())
          .hasSize(2)
          .extracting(Problem::toString)
          .allMatch(problem -> problem.contains("A…") && problem.length() < 600);
    }

    @Test
    void lets_the_first_of_two_lines_keep_a_block_that_both_claim() {
      CampusNetworks networks = list("A = 10.64.0.0/16", "B = 10.64.0.0/16");
      assertThat(nameOf(networks, "10.64.0.1")).contains("A");
      assertThat(networks.problems())
          .singleElement()
          .asString()
          .contains("line 2", "10.64.0.0/16 belongs to A already; write it on one line only");
    }

    @Test
    void does_not_mind_a_block_written_twice_on_one_line() {
      CampusNetworks networks = list("A = 10.64.0.0/16, 10.64.0.0/16");
      assertThat(nameOf(networks, "10.64.0.1")).contains("A");
      assertThat(networks.problems()).isEmpty();
    }
  }

  @Nested
  class GivenAnExclusionWithAMistake {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "!VPN = 10.64.99.1/24",
          "!VPN = 10.64.99.0/0",
          "!VPN = 10.64.99.0/33",
          "!VPN = vpn.example",
          "!VPN = 10.64.98.0/24, vpn.example",
          "!VPN = 10.64.99.0/24,",
          "!VPN = ::ffff:10.64.99.0/120",
          "!VPN =",
          "!VPN",
          "!VPN 10.64.99.0/24",
          "! = 10.64.99.0/24",
          "!= 10.64.99.0/24",
          "!",
          "!!VPN = 10.64.99.0/24",
          "! ! VPN = 10.64.99.0/24",
          "!10.64.99.0/24",
          "!#VPN = 10.64.99.0/24",
          "!LAST = 10.64.97.0/24\n!LAST = 10.64.99.0/24",
          "!LAST = 10.64.97.0/24\n!last = 10.64.99.0/24",
          "!LAST = 10.64.97.0/24,\n10.64.99.0/24",
          "!LAST = 10.64.97.0/24\n  10.64.99.0/24",
          "!LAST = 10.64.97.0/24\n\n# more\n, 10.64.99.0/24",
          "!VPN ＝ 10.64.99.0/24",
          "!VPN = １０.64.99.0/24",
          "!V\u200bPN = 10.64.99.0/24",
        })
    void closes_the_whole_list(String bad) {
      assertClosed(bad);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "！VPN = 10.64.99.0/24",
          "﹗VPN = 10.64.99.0/24",
          "\u3000！VPN = 10.64.99.0/24",
          "\u200b!VPN = 10.64.99.0/24",
          "\uFEFF!VPN = 10.64.99.0/24",
          "\u202e!VPN = 10.64.99.0/24",
          "VPN! = 10.64.99.0/24",
          "VPN != 10.64.99.0/24",
          "VPN = !10.64.99.0/24",
          "VPN = ！10.64.99.0/24",
          "OMUNET = 10.66.0.0/16, !10.64.99.0/24",
          "-VPN = 10.64.99.0/24",
          "~VPN = 10.64.99.0/24",
          "^VPN = 10.64.99.0/24",
          "¬VPN = 10.64.99.0/24",
          "❗VPN = 10.64.99.0/24",
          "\uFF9EVPN = 10.64.99.0/24", // a letter that normalises to none
          "\"!VPN\" = 10.64.99.0/24",
        })
    void closes_the_whole_list_also_where_the_line_may_only_be_meant_to_exclude(String bad) {
      assertClosed(bad);
    }

    private void assertClosed(String bad) {
      CampusNetworks networks = list("ALL = 10.64.0.0/12, 2001:db8::/32", bad, "B = 10.80.0.0/16");
      assertThat(nameOf(networks, "10.64.99.1")).isEmpty();
      assertThat(nameOf(networks, "10.64.0.1")).isEmpty();
      assertThat(nameOf(networks, "10.80.0.1")).isEmpty();
      assertThat(nameOf(networks, "2001:db8::1")).isEmpty();
      assertThat(networks.problems())
          .isNotEmpty()
          .extracting(Problem::toString)
          .allSatisfy(
              problem ->
                  assertThat(problem)
                      .startsWith("line ")
                      .contains("; ", "write ", "every address is off campus"));
    }

    @Test
    void says_so() {
      CampusNetworks networks = list("A = 10.64.0.0/12", "!VPN = 10.64.99.1/24");
      assertThat(networks.problems())
          .extracting(Problem::toString)
          .containsExactly(
              "line 2, \"!VPN = 10.64.99.1/24\": 10.64.99.1/24 has host bits set; write"
                  + " 10.64.99.0/24. Until then the whole list counts for nothing and every address"
                  + " is off campus, since this line may keep addresses out.");
    }
  }

  @Nested
  class GivenNamesThatMeet {
    @Test
    void lets_a_network_and_what_is_taken_out_of_it_share_a_name() {
      CampusNetworks networks = list("A = 10.64.0.0/16", "!A = 10.64.1.0/24");
      assertThat(networks.problems()).isEmpty();
      assertThat(nameOf(networks, "10.64.0.1")).contains("A");
      assertThat(nameOf(networks, "10.64.1.1")).isEmpty();
    }

    @Test
    void lets_two_exclusions_share_a_block() {
      CampusNetworks networks = list("A = 10.64.0.0/16", "!B = 10.64.1.0/24", "!C = 10.64.1.0/24");
      assertThat(networks.problems()).isEmpty();
      assertThat(nameOf(networks, "10.64.1.1")).isEmpty();
    }

    @Test
    void reports_a_name_used_twice_even_where_the_first_line_has_a_mistake() {
      CampusNetworks networks = list("A = 10.64.1.0/16", "A = 10.65.0.0/16");
      assertThat(networks.problems()).hasSize(2);
      assertThat(networks.problems().get(1).advice())
          .contains("line 2", "stands on another line already");
    }
  }
}
