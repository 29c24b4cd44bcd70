package io.github.campusotp.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What lies between a server and another that it needs: it can be pulled out and put back. */
final class Cable implements AutoCloseable {
  private final int end;
  private final int port;
  private final Set<Socket> plugs = ConcurrentHashMap.newKeySet();
  private ServerSocket socket;

  /**
   * @param end the local port that it leads to
   */
  Cable(int end) throws IOException {
    this.end = end;
    plugIn(0);
    this.port = socket.getLocalPort();
  }

  /** The local port that it is reached by. */
  int port() {
    return port;
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
            Socket far = new Socket(InetAddress.getLoopbackAddress(), end);
            plugs.add(near);
            plugs.add(far);
            start(() -> copy(near, far));
            start(() -> copy(far, near));
          }
        });
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
