package io.github.campusotp.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortTest {
  private final InetAddress here = InetAddress.getLoopbackAddress();

  /** Nor to another process: a server that is away for a while finds its port again. */
  @Test
  void isGivenOnce() throws IOException {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(ports.add(FreePort.at(here))).isTrue();
    }
  }

  @Test
  void isFree() throws IOException {
    try (ServerSocket server = new ServerSocket(FreePort.at(here), 1, here)) {
      assertThat(server.isBound()).isTrue();
    }
  }
}
