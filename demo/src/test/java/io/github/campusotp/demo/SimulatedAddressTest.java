package io.github.campusotp.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.64.1.20",
        "0.0.0.0",
        "255.255.255.255",
        "::",
        "2001:db8::20",
        "::ffff:10.64.1.20"
      })
  void takesAddresses(String text) {
    assertThat(SimulatedAddress.parse(text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.64.1",
        "10.64.1.256",
        "010.64.1.20",
        "0x0a.64.1.20",
        "10.64.1.20:80",
        "10.64.1.20, 10.64.1.21",
        "[::1]",
        "fe80::1%eth0",
        "1::2::3",
        "localhost",
        "::1\r\nX: y"
      })
  void takesNothingElse(String text) {
    assertThat(SimulatedAddress.parse(text)).isEmpty();
  }
}
