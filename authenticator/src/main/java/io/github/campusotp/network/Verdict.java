package io.github.campusotp.network;

import java.util.Optional;

/**
 * What the list says of an address.
 *
 * @param network the campus network's name; empty off campus
 * @param rule what decided: the name of a line, with the "!" of one that takes blocks out
 */
record Verdict(Optional<String> network, String rule) {
  /** No line has the address. */
  static final Verdict OFF_CAMPUS = new Verdict(Optional.empty(), "off-campus");

  /** There is no address, or one that cannot be read. */
  static final Verdict UNKNOWN = new Verdict(Optional.empty(), "unknown address");

  static Verdict campus(String name) {
    return new Verdict(Optional.of(name), name);
  }

  static Verdict takenOut(String name) {
    return new Verdict(Optional.empty(), "!" + name);
  }
}
