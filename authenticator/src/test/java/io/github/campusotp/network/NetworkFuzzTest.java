package io.github.campusotp.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithUtf8Length;
import inet.ipaddr.IPAddress;
import io.github.campusotp.fuzz.Fuzzed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.net.util.SubnetUtils;
import org.apache.commons.net.util.SubnetUtils6;

/** Whatever a header or a list says, it is read as others read it, and no door opens. */
class NetworkFuzzTest {
  private static final CampusNetworks NETWORKS =
      CampusNetworks.parse("A = 10.64.0.0/12, 2001:db8:1000::/36\n!VPN = 10.64.99.0/24");
  private static final TrustedProxies PROXIES = TrustedProxies.parse("192.0.2.0/24");
  private static final String CAMPUS = "10.64.0.1";
  private static final String PROXY = "192.0.2.1";

  private static final Pattern ADDRESS_FORMS =
      Pattern.compile(
          "(?<v4>[0-9.]+\\.[0-9]+):(?<port4>[0-9]{1,5})"
              + "|\\[(?<v6>[^]]*:[^]]*)](:(?<port6>[0-9]{1,5}))?"
              + "|(?<bare>[^\\[]*)");

  /** RFC 7239, 4, and what is let through beyond it. */
  private static final String FORWARDED =
      "PAIR([;,]PAIR)*"
          .replace("PAIR", "[ \\t]*(TOKEN=(\"([^\"\\\\]|\\\\.)*\"|[^\",;\\s]+))?[ \\t]*")
          .replace("TOKEN", "[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  @Fuzzed
  void an_address_is_the_one_that_ipaddress_and_java_read(
      @NotNull @WithUtf8Length(max = 80) String text) throws UnknownHostException {
    Optional<ClientAddress> ours = ClientAddress.parse(text);
    assertThat(ours.map(ClientAddress::toString))
        .as(text)
        .isEqualTo(addressOfAnyForm(text).map(IPAddress::toCanonicalString));
    if (ours.isPresent()) {
      String canonical = ours.get().toString();
      assertThat(text).matches("[0-9a-fA-F:.\\[\\]]+");
      assertThat(canonical).matches("[0-9a-f:.]+"); // so Java looks nothing up
      assertThat(ClientAddress.parse(canonical)).isEqualTo(ours);
      assertThat(InetAddress.getByName(canonical).getAddress())
          .isEqualTo(addressOfAnyForm(text).orElseThrow().getBytes());
    }
  }

  private static Optional<IPAddress> addressOfAnyForm(String text) {
    Matcher form = ADDRESS_FORMS.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    boolean isPort =
        Stream.of(form.group("port4"), form.group("port6"))
            .allMatch(port -> port == null || Integer.parseInt(port) <= 65535);
    return Stream.of(form.group("bare"), form.group("v4"), form.group("v6"))
        .filter(address -> address != null && isPort)
        .findFirst()
        .flatMap(Reference::address);
  }

  @Fuzzed
  void a_block_contains_what_ipaddress_and_commons_net_say(
      @NotNull @WithUtf8Length(max = 80) String text,
      @NotNull @WithUtf8Length(max = 40) String other) {
    Optional<IPAddress> reference = Reference.block(text);
    CidrBlock block;
    try {
      block = CidrBlock.parse(text);
    } catch (IllegalArgumentException refused) {
      assertThat(reference).as(text).isEmpty();
      requireHelp(refused.getMessage());
      return;
    }
    assertThat(reference).as(text).isPresent();
    assertThat(CidrBlock.parse(block.toString())).isEqualTo(block);
    Stream.concat(Reference.edges(reference.get()), Reference.address(other).stream())
        .forEach(
            address -> {
              boolean inside = reference.get().contains(address);
              assertThat(block.contains(ours(address)))
                  .as("%s %s", address, text)
                  .isEqualTo(inside);
              assertThat(commonsNet(block, address)).as("%s %s", address, text).isEqualTo(inside);
            });
  }

  /** Readable in one line, and the cure is one. */
  private static void requireHelp(String message) {
    requireReadable(message);
    String cure = message.substring(message.lastIndexOf("write ") + "write ".length());
    if (!cure.startsWith("an address ") && !cure.startsWith("one, as ")) {
      assertThat(CidrBlock.parse(cure)).asString().isEqualTo(cure);
    }
  }

  private static boolean commonsNet(CidrBlock block, IPAddress address) {
    String text = address.toCanonicalString();
    if (address.isIPv4() != block.first().isIpv4()) {
      return false;
    }
    if (address.isIPv6()) {
      return new SubnetUtils6(block.toString()).getInfo().isInRange(text);
    }
    SubnetUtils subnet = new SubnetUtils(block.toString());
    subnet.setInclusiveHostCount(true);
    return subnet.getInfo().isInRange(text) || address.isZero() && block.contains(ours(address));
  }

  private static ClientAddress ours(IPAddress address) {
    return ClientAddress.parse(address.toCanonicalString()).orElseThrow();
  }

  @Fuzzed
  void nobody_is_on_campus_but_by_a_line_that_says_so(
      @NotNull @WithUtf8Length(max = 400) String list,
      @NotNull @WithUtf8Length(max = 40) String address) {
    CampusNetworks networks = CampusNetworks.parse(list);
    networks.problems().forEach(problem -> requireReadable(problem.toString()));
    List<ListLine> lines = ListLine.of(list);
    clients(lines, address)
        .forEach(
            client -> {
              String name = networks.nameOf(ours(client)).orElse(null);
              if (name != null) {
                List<ListLine> out = lines.stream().filter(ListLine::takesOut).toList();
                assertThat(out).as(list).allMatch(ListLine::isReadable);
                assertThat(lines)
                    .as("%s is %s in %s", client, name, list)
                    .filteredOn(line -> line.isReadable() && line.name().equals(name))
                    .anyMatch(line -> line.prefixOf(client) > ListLine.longestOf(client, out));
              }
              String without = list + "\n!zz = " + client;
              assertThat(CampusNetworks.parse(without).nameOf(ours(client))).as(without).isEmpty();
            });
  }

  @Fuzzed
  void a_line_that_takes_out_does_so_or_closes_the_list(
      @NotNull @WithUtf8Length(max = 200) String text,
      @NotNull @WithUtf8Length(max = 40) String address) {
    String line = "!" + text.split("\\R", -1)[0];
    String list = "A = 0.0.0.0/1, 128.0.0.0/1, ::/1, 8000::/1\n" + line;
    CampusNetworks networks = CampusNetworks.parse(list);
    List<ListLine> out = ListLine.of(line);
    boolean readable = out.get(0).isReadable();
    boolean closed = !networks.problems().isEmpty();
    if (!readable || out.get(0).isPlainlyNamed()) {
      assertThat(closed).as(line).isEqualTo(!readable);
    }
    clients(out, address)
        .forEach(
            client ->
                assertThat(networks.nameOf(ours(client)).isEmpty())
                    .as("%s in %s", client, list)
                    .isEqualTo(closed || ListLine.longestOf(client, out) > 0));
  }

  private static Stream<IPAddress> clients(List<ListLine> lines, String address) {
    return Stream.concat(
        lines.stream().flatMap(ListLine::blocks).limit(8).flatMap(Reference::edges),
        Reference.address(address).stream());
  }

  private static void requireReadable(String message) {
    assertThat(message.codePoints().noneMatch(Quoted::isInvisible)).as(message).isTrue();
    assertThat(message).hasSizeLessThan(4000);
  }

  @Fuzzed
  void a_trusted_proxy_is_one_that_the_text_names(
      @NotNull @WithUtf8Length(max = 200) String text,
      @NotNull @WithUtf8Length(max = 40) String address) {
    TrustedProxies proxies = TrustedProxies.parse(text);
    proxies.problems().forEach(problem -> requireReadable(problem.toString()));
    List<IPAddress> blocks =
        Stream.of(text.replaceFirst("^\uFEFF", "").split("\\R"))
            .map(line -> line.split("#", -1)[0])
            .flatMap(line -> Stream.of(line.split("[,\\s\\p{Z}]")))
            .flatMap(entry -> Reference.block(entry).stream())
            .toList();
    Stream.concat(
            blocks.stream().limit(8).flatMap(Reference::edges), Reference.address(address).stream())
        .forEach(
            client ->
                assertThat(proxies.contains(ours(client)))
                    .as("%s in %s", client, text)
                    .isEqualTo(blocks.stream().anyMatch(block -> block.contains(client))));
  }

  @Fuzzed
  void a_client_behind_a_proxy_hides_its_address_by_nothing_that_it_writes(
      @NotNull @WithUtf8Length(max = 200) String written) {
    List<ClientLocation> locations =
        List.of(
            locate(PROXY, List.of(written + ", 203.0.113.5"), List.of()),
            locate(PROXY, List.of(written, "203.0.113.5"), List.of()),
            locate(PROXY, List.of(), List.of(written + ", for=203.0.113.5")),
            locate(PROXY, List.of(), List.of(written + ",proto=https;for=\"203.0.113.5:4711\"")),
            locate(PROXY, List.of(written), List.of("for=203.0.113.5")),
            locate(PROXY, List.of("203.0.113.5"), List.of(written)),
            locate("203.0.113.5", List.of(written), List.of(written)));
    assertThat(locations).as(written).allMatch(location -> location.network().isEmpty());
    assertThat(locations.subList(0, 2))
        .as(written)
        .allMatch(location -> location.address().equals("203.0.113.5"));
    assertThat(locations)
        .as(written)
        .allMatch(location -> location.address().matches("[0-9a-f:.]+|unknown"));
  }

  @Fuzzed
  void whoever_adds_to_the_headers_only_loses(
      @NotNull @WithUtf8Length(max = 100) String one,
      @NotNull @WithUtf8Length(max = 100) String two) {
    List<String> entries = Stream.of(one.split(",", -1)).map(Spaces::stripHeader).toList();
    boolean on = isOnCampus(List.of(one), List.of());
    assertThat(on).as(one).isEqualTo(entries.stream().allMatch(NetworkFuzzTest::isHarmless));
    for (List<String> more : List.of(List.of(one, two), List.of(two, one))) {
      assertThat(isOnCampus(more, List.of()) && !on).as("%s", more).isFalse();
      assertThat(isOnCampus(List.of(one), more) && !on).as("%s", more).isFalse();
      assertThat(isOnCampus(List.of(), more) && !isOnCampus(List.of(), List.of(one)))
          .as("%s", more)
          .isFalse();
    }
    if (isOnCampus(List.of(), List.of(one))) {
      assertThat(one).matches(FORWARDED);
    }
    String appended = one + ", for=" + quoted(two);
    assertThat(isOnCampus(List.of(), List.of(appended)) && !isHarmless(two)).as(appended).isFalse();
    String both = "for=" + quoted(one) + ";by=_x, For=" + quoted(two);
    assertThat(ForwardingHeaders.addresses(null, List.of(both))).containsExactly(one, two);
  }

  private static String quoted(String value) {
    return '"' + value.replaceAll("[\"\\\\]", "\\\\$0") + '"';
  }

  private static boolean isHarmless(String entry) {
    return addressOfAnyForm(entry)
        .map(NetworkFuzzTest::ours)
        .filter(known -> PROXIES.contains(known) || NETWORKS.nameOf(known).isPresent())
        .isPresent();
  }

  private static boolean isOnCampus(List<String> xForwardedFor, List<String> forwarded) {
    return locate(CAMPUS, xForwardedFor, forwarded).network().isPresent();
  }

  private static ClientLocation locate(
      String remote, List<String> xForwardedFor, List<String> forwarded) {
    List<String> hops = new ArrayList<>(List.of(remote));
    hops.addAll(ForwardingHeaders.addresses(xForwardedFor, forwarded));
    return ClientLocation.of(hops, NETWORKS, PROXIES);
  }

  /** Jazzer stops what takes too long, and the stack what goes too deep. */
  @Fuzzed
  void no_text_is_too_long(
      @NotNull @WithUtf8Length(max = 40) String start,
      @NotNull @WithUtf8Length(max = 20) String part,
      @NotNull @WithUtf8Length(max = 40) String end) {
    String text = start + part.repeat(6_000 / (part.length() + 1)) + end;
    CampusNetworks networks = CampusNetworks.parse(text + "\n" + text);
    TrustedProxies proxies = TrustedProxies.parse(text);
    networks.problems().forEach(problem -> requireReadable(problem.toString()));
    proxies.problems().forEach(problem -> requireReadable(problem.toString()));
    List<String> hops = ForwardingHeaders.addresses(List.of(text), List.of(text));
    ClientLocation.of(hops, networks, proxies);
  }
}
