package io.github.campusotp.bench;

import io.github.campusotp.network.CampusNetworks;
import io.github.campusotp.network.ClientAddress;

/** Ours. */
final class CampusOtp implements Decider<ClientAddress> {
  private final CampusNetworks networks;

  CampusOtp(Campus campus) {
    networks = CampusNetworks.parse(campus.configuration());
    if (!networks.problems().isEmpty()) {
      throw new IllegalStateException(networks.problems().toString());
    }
  }

  @Override
  public ClientAddress read(String address) {
    return ClientAddress.parse(address).orElseThrow();
  }

  @Override
  public String decide(ClientAddress address) {
    return networks.nameOf(address).orElse(null);
  }
}
