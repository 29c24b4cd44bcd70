package io.github.campusotp.network;

import java.util.List;
import java.util.Optional;

/** Where is the client? On campus only if every address known about it is. */
public final class ClientLocation {
  private final Verdict verdict;
  private final String address;

  private ClientLocation(Verdict verdict, String address) {
    this.verdict = verdict;
    this.address = address;
  }

  /**
   * Applies the one rule: the trusted proxies are left out; if no address remains, or any cannot be
   * read, or any lies off campus, the client is off campus. Where one remains that the client did
   * not write, an added address can only take campus away.
   *
   * @param addresses every address known about the client, from the farthest hop to the nearest:
   *     the entries of the forwarding headers in their order, and the server's remote address in
   *     front of them where it was taken from them, behind them where it is the other end of the
   *     connection. An entry may be anything, also null, and is then one that cannot be read.
   * @param networks what counts as campus
   * @param trustedProxies whose addresses are left out
   * @return where the client is
   */
  public static ClientLocation of(
      List<String> addresses, CampusNetworks networks, TrustedProxies trustedProxies) {
    Optional<ClientAddress> nearest = Optional.empty();
    Verdict verdict = Verdict.UNKNOWN;
    Verdict offCampus = null;
    for (String text : addresses) {
      Optional<ClientAddress> address = ClientAddress.parse(text);
      if (address.filter(trustedProxies::contains).isEmpty()) {
        nearest = address;
        verdict = address.map(networks::verdict).orElse(Verdict.UNKNOWN);
        offCampus = verdict.network().isEmpty() ? verdict : offCampus;
      }
    }
    return new ClientLocation(
        offCampus == null ? verdict : offCampus,
        nearest.map(ClientAddress::toString).orElse("unknown"));
  }

  /**
   * The campus network that the client is in.
   *
   * @return the network's name (of several, the nearest hop's), or empty where the client is off
   *     campus
   */
  public Optional<String> network() {
    return verdict.network();
  }

  /**
   * What decided.
   *
   * @return the name of a line of the list, with the "!" of one that takes blocks out; {@code
   *     off-campus} where no line has an address, {@code unknown address} where one cannot be read
   */
  public String rule() {
    return verdict.rule();
  }

  /**
   * The address to put on record: that of the nearest hop that is no trusted proxy, which is the
   * hardest to forge.
   *
   * @return the address in its canonical form, or "unknown" where that hop's cannot be read or
   *     there is none
   */
  public String address() {
    return address;
  }
}
