package io.github.campusotp.e2e;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What lies between a server and another that it needs: it can be pulled out and put back. With
 * several ends each connection goes to the next one that takes it. Whoever comes by a loopback
 * address of its own arrives with it.
 */
final class Cable implements AutoCloseable {
  private final int[] ends;
  private final int port;
  private final Set<Socket> plugs = ConcurrentHashMap.newKeySet();
  private ServerSocket socket;
  private volatile int last;

  /**
   * @param ends the local ports that it leads to
   */
  Cable(int... ends) throws IOException {
    this.ends = ends;
    plugIn(0);
    this.port = socket.getLocalPort();
  }

  /** The local port that it is reached by. */
  int port() {
    return port;
  }

  /** Which of its ends, counted from 0, took the last connection. */
  int last() {
    return last;
  }

  /** Ends every connection; whoever wants a new one is refused. */
  void pullOut() throws IOException {
    socket.close();
    for (Socket plug : plugs) {
      plug.close();
    }
    plugs.clear();
  }

  void putBack() throws IOException {
    plugIn(port);
  }

  private void plugIn(int port) throws IOException {
    ServerSocket open = new ServerSocket();
    open.setReuseAddress(true);
    open.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
    socket = open;
    start(
        () -> {
          while (true) {
            Socket near = open.accept();
            plugs.add(near);
            connect(near);
          }
        });
  }

  private void connect(Socket near) throws IOException {
    for (int tries = 0; tries < ends.length; tries++) {
      last = (last + 1) % ends.length;
      Socket far = new Socket();
      try {
        far.bind(new InetSocketAddress(near.getInetAddress(), 0));
        far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ends[last]));
      } catch (ConnectException refused) {
        far.close();
        continue;
      }
      plugs.add(far);
      start(() -> copy(near, far));
      start(() -> copy(far, near));
      return;
    }
    near.close();
  }

  private static void copy(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException pulledOut) {
                // Both sides see it.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private interface Work {
    void run() throws IOException;
  }

  @Override
  public void close() throws IOException {
    pullOut();
  }
}
