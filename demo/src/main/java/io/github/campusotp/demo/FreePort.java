package io.github.campusotp.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;

/** For a server that has to be told its port. */
public final class FreePort {
  /** Below the ports that systems give to outgoing connections: nothing takes it meanwhile. */
  private static final int LOWEST = 15_000;

  private static final int HIGHEST = 32_000;
  private static final Random RANDOM = new Random();

  private FreePort() {}

  /**
   * A port on which no server listens.
   *
   * @param host the address that it is free at
   * @throws IOException where the machine has no such address, or no port left
   */
  public static int at(InetAddress host) throws IOException {
    IOException taken = null;
    for (int tries = 0; tries < 100; tries++) {
      int port = RANDOM.nextInt(LOWEST, HIGHEST);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(host, port));
        return port;
      } catch (BindException e) {
        taken = e;
      }
    }
    throw taken;
  }
}
