package io.github.campusotp.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server's own settings about proxies, and what is wrong with them and with a realm's: whatever
 * is believed like a proxy decides where the client is. Immutable.
 */
public final class ServerProxies {
  /** Two hundred and fifty-six addresses, and one link: more than the proxies of one site. */
  private static final int WIDEST_IPV4 = 24;

  private static final int WIDEST_IPV6 = 64;
  private static final String SETTING = "proxy-trusted-addresses";
  private static final String REALM_SETTING = "trustedProxies";
  private static final String ADVICE = "name the proxies' own addresses";

  private final List<CidrBlock> blocks = new ArrayList<>();
  private final List<ProxyWarning> warnings = new ArrayList<>();
  private final boolean proxyProtocol;

  private ServerProxies(String trustedAddresses, boolean proxyProtocol) {
    this.proxyProtocol = proxyProtocol;
    for (String entry : trustedAddresses.split("[,\\s]+")) {
      if (!entry.isEmpty()) {
        read(entry);
      }
    }
    blocks.forEach(block -> addIfWide(block, SETTING, warnings));
    if (proxyProtocol) {
      warnings.add(
          new ProxyWarning(
              "proxy-protocol-enabled",
              "a client that reaches the port itself can write any address",
              "let only the load balancer reach it"));
    }
  }

  /**
   * Reads the settings; never throws.
   *
   * @param trustedAddresses addresses and CIDR blocks, separated by commas; null or empty for none
   * @param proxyProtocol whether the server takes the client's address from the PROXY protocol
   * @return the settings
   */
  public static ServerProxies of(String trustedAddresses, boolean proxyProtocol) {
    return new ServerProxies(trustedAddresses == null ? "" : trustedAddresses, proxyProtocol);
  }

  /** The server takes more forms than {@link CidrBlock}, /0 among them. */
  private void read(String entry) {
    try {
      blocks.add(CidrBlock.parse(entry));
    } catch (IllegalArgumentException refused) {
      warnings.add(new ProxyWarning(SETTING, refused.getMessage(), ADVICE));
    }
  }

  /**
   * What is wrong with the server's settings in any realm.
   *
   * @return empty if all is well
   */
  public List<ProxyWarning> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * What is wrong with a realm's trusted proxies, and with the server's beside its networks.
   *
   * @param proxies the realm's trusted proxies
   * @param networks its campus networks
   * @return empty if all is well
   */
  public List<ProxyWarning> warnings(TrustedProxies proxies, CampusNetworks networks) {
    List<ProxyWarning> found = new ArrayList<>();
    for (CidrBlock block : proxies.blocks()) {
      addIfWide(block, REALM_SETTING, found);
      addIfCampus(block, REALM_SETTING, networks, found);
    }
    blocks.forEach(block -> addIfCampus(block, SETTING, networks, found));
    if (proxyProtocol && !proxies.blocks().isEmpty()) {
      found.add(
          new ProxyWarning(
              REALM_SETTING,
              "with proxy-protocol-enabled a client may pretend to have one of these addresses",
              "name only proxies that stand before the load balancer; else leave it empty"));
    }
    return found;
  }

  private static void addIfWide(CidrBlock block, String setting, List<ProxyWarning> found) {
    if (block.prefix() < (block.first().isIpv4() ? WIDEST_IPV4 : WIDEST_IPV6)) {
      found.add(
          new ProxyWarning(
              setting,
              block
                  + " is wider than proxies need: a client with such an address is believed like a"
                  + " proxy, and gets in with a forged header",
              ADVICE));
    }
  }

  /** One address may be that of a proxy which stands on campus itself. */
  private static void addIfCampus(
      CidrBlock block, String setting, CampusNetworks networks, List<ProxyWarning> found) {
    Optional<String> network = networks.anyIn(block);
    if (network.isPresent() && !block.isSingle()) {
      found.add(
          new ProxyWarning(
              setting,
              block
                  + " overlaps the campus network "
                  + Quoted.of(network.get())
                  + ": its people are believed like proxies, and do not count as on campus",
              ADVICE));
    }
  }
}
