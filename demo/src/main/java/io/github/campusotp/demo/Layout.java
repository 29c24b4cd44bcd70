package io.github.campusotp.demo;

import java.util.Map;

/** What all pages of the demo share: the head with its links and the network switch. */
final class Layout {

  private Layout() {}

  static Html page(String title, Html content, Exchange exchange) {
    return Html.of(
        "layout",
        Map.of("title", title, "switch", NetworkSwitch.bar(exchange), "content", content));
  }
}
