package io.github.campusotp.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ClientAddressPropertyTest {
  @Provide
  Arbitrary<byte[]> addresses() {
    return Arbitraries.oneOf(
        AddressArbitraries.addresses(), Arbitraries.bytes().array(byte[].class).ofSize(16));
  }

  @Property
  void reads_what_java_writes_and_writes_what_java_reads(@ForAll("addresses") byte[] bytes)
      throws UnknownHostException {
    InetAddress java = InetAddress.getByAddress(bytes);
    ClientAddress ours = ClientAddress.parse(java.getHostAddress()).orElseThrow();
    assertThat(InetAddress.getByName(ours.toString())).isEqualTo(java);
    assertThat(ClientAddress.parse(ours.toString())).contains(ours);
    assertThat(ours.isIpv4()).isEqualTo(java.getAddress().length == 4);
    String bracketed = ours.isIpv4() ? ours + ":443" : "[" + ours + "]:443";
    assertThat(ClientAddress.parse(bracketed)).contains(ours);
  }

  /** An address with one piece cut out and another put in. */
  @Provide
  Arbitrary<String> nearlyAddresses() {
    Arbitrary<String> patches = Arbitraries.strings().withChars("012f:.[]%/- １x").ofMaxLength(3);
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 39);
    return Combinators.combine(addresses(), places, places, patches)
        .as(
            (address, at, cut, patch) -> {
              String text = AddressArbitraries.text(address);
              int from = Math.min(at, text.length());
              return text.substring(0, from)
                  + patch
                  + text.substring(Math.min(from + cut % 4, text.length()));
            });
  }

  /** Java's reader knows more forms; where ours reads one at all, both see the same address. */
  @Property
  void never_reads_an_address_that_java_reads_differently(@ForAll("nearlyAddresses") String text)
      throws UnknownHostException {
    ClientAddress ours = ClientAddress.parse(text).orElse(null);
    if (ours != null) {
      String bare = text.replaceFirst("^\\[(.*)](:\\d+)?$", "$1");
      bare = ours.isIpv4() && bare.indexOf('.') < bare.indexOf(':') ? bare.split(":")[0] : bare;
      assertThat(InetAddress.getByName(bare)).isEqualTo(InetAddress.getByName(ours.toString()));
    }
  }
}
