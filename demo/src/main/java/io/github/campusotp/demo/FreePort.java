package io.github.campusotp.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** For a server that has to be told its port. */
public final class FreePort {
  private FreePort() {}

  /**
   * A port that nobody listens at.
   *
   * @param host the address that it is free at
   * @throws IOException where the machine has no such address, or no port left
   */
  public static int at(InetAddress host) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, host)) {
      return socket.getLocalPort();
    }
  }
}
