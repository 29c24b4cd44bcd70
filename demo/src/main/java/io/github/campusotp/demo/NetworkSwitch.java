package io.github.campusotp.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the browser pretends to be: the bar on every page, and {@code /network} behind it. */
final class NetworkSwitch implements Exchange.Page {

  private static final List<Place> PLACES =
      List.of(
          new Place("omunet-1x", "OMUNET-1X", "学内", "10.64.1.20"),
          new Place("omunet-1x-ipv6", "OMUNET-1X IPv6", "学内", "2001:db8:1000::20"),
          new Place("eduroam", "eduroam", "学内", "10.80.0.20"),
          new Place("home", "At home", "自宅", SimulatedAddress.AT_HOME),
          new Place("home-ipv6", "At home IPv6", "自宅", "2001:db8:ffff::20"),
          new Place("vpn", "VPN", "学外扱い", "10.64.99.20"));

  @Override
  public void serve(Exchange exchange) {
    String back = exchange.parameter("back").filter(NetworkSwitch::local).orElse("/");
    Optional<String> wanted = exchange.parameter("address");
    Optional<String> address = wanted.flatMap(SimulatedAddress::parse);
    if (wanted.isPresent() && address.isEmpty()) {
      exchange.page(
          400,
          "Not an address",
          Html.of("problem", Map.of("message", wanted.get() + " is not an IPv4 or IPv6 address.")));
      return;
    }
    address.ifPresent(
        text -> exchange.setCookie(SimulatedAddress.COOKIE, SimulatedAddress.encode(text), "/"));
    exchange.redirect(back);
  }

  static Html bar(Exchange exchange) {
    String current = SimulatedAddress.of(exchange.request());
    boolean known = PLACES.stream().anyMatch(place -> place.address.equals(current));
    return Html.of(
        "switch",
        Map.of(
            "back",
            exchange.post() ? "/" : exchange.pathAndQuery(),
            "current",
            current,
            "other",
            known ? "" : current,
            "places",
            Html.join(PLACES.stream().map(place -> place.button(current)).toList())));
  }

  /** Backslash too, since browsers read {@code /\host} as another site. */
  private static boolean local(String path) {
    return path.startsWith("/") && !path.startsWith("//") && !path.contains("\\");
  }

  private record Place(String id, String name, String japanese, String address) {

    Html button(String current) {
      return Html.of(
          "place",
          Map.of(
              "id",
              id,
              "name",
              name,
              "japanese",
              japanese,
              "address",
              address,
              "pressed",
              address.equals(current)));
    }
  }
}
