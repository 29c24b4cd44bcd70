package io.github.campusotp.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** For a server that has to be told its port. */
public final class FreePort {
  /**
   * Below the ports that systems give to outgoing connections: nothing takes it meanwhile. A node
   * of a cluster opens another one besides, 50,000 above (modulo 65,536) what the other nodes are
   * told: that one lies between those of the system and these.
   */
  private static final int LOWEST = 17_000;

  private static final int HIGHEST = 30_500;
  private static final Random RANDOM = new Random();

  /** Of all processes of this user: a byte for each port, locked as long as its process lives. */
  private static final Path GIVEN =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "campus-otp-ports-" + System.getProperty("user.name"));

  private static FileChannel given;

  private FreePort() {}

  /**
   * A port on which no server listens, and that no other process of this user is given.
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
        if (isGiven(port)) {
          return port;
        }
      } catch (BindException e) {
        taken = e;
      }
    }
    throw taken == null ? new BindException("Others were given all ports") : taken;
  }

  private static synchronized boolean isGiven(int port) throws IOException {
    if (given == null) {
      given = FileChannel.open(GIVEN, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
    try {
      return given.tryLock(port, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false; // by this process
    }
  }
}
