package io.github.campusotp.e2e.server;

import io.github.campusotp.demo.FreePort;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;

/**
 * What lies between a server and another that it needs: it can be pulled out and put back. With
 * several ends each connection goes to the next one that takes it, or to a certain one. Whoever
 * comes by a loopback address of its own arrives with it.
 */
public final class Cable implements AutoCloseable {
  /** To none of its ends rather than to the others. */
  public static final int IN_TURN = -1;

  private final int[] ends;
  private final int port;
  private final Set<Socket> plugs = new HashSet<>();
  private ServerSocket socket;
  private Thread taker;
  private volatile int first = IN_TURN;
  private volatile int last;

  /**
   * @param ends the local ports that it leads to
   */
  public Cable(int... ends) throws IOException {
    this.ends = ends;
    // Not one of those for outgoing connections: while it is pulled out, another process would take
    // it.
    this.port = FreePort.at(InetAddress.getLoopbackAddress());
    plugIn(port);
  }

  /** The local port that it is reached by. */
  public int port() {
    return port;
  }

  /** Which of its ends, counted from 0, took the last connection. */
  public int last() {
    return last;
  }

  /**
   * Leads to one of its ends from now on, as long as that takes connections.
   *
   * @param end counted from 0, or {@link #IN_TURN}
   */
  public void leadTo(int end) {
    first = end;
  }

  /** Ends every connection; whoever wants a new one is refused. */
  public void pullOut() throws IOException {
    synchronized (plugs) {
      socket.close();
      for (Socket plug : plugs) {
        plug.close();
      }
      plugs.clear();
    }
    try {
      taker.join(); // until its thread has noticed, the system keeps the port and takes connections
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  public void putBack() throws IOException {
    plugIn(port);
  }

  private void plugIn(int port) throws IOException {
    ServerSocket open = new ServerSocket();
    open.setReuseAddress(true);
    open.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
    socket = open;
    taker =
        start(
            () -> {
              try (open) { // rather than a port where nobody answers
                while (true) {
                  connect(open, open.accept());
                }
              }
            });
  }

  /** What goes wrong with one connection is no matter of the next. */
  private void connect(ServerSocket open, Socket near) throws IOException {
    plug(open, near);
    int next = first == IN_TURN ? last + 1 : first;
    for (int tries = 0; tries < ends.length; tries++) {
      last = (next + tries) % ends.length;
      Socket far = new Socket();
      try {
        plug(open, far);
        far.bind(new InetSocketAddress(near.getInetAddress(), 0));
        far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ends[last]));
      } catch (IOException refused) {
        far.close();
        continue;
      }
      start(() -> copy(near, far));
      start(() -> copy(far, near));
      return;
    }
    near.close();
  }

  /** Before it is of use, so that pulling out ends it even while the end lets it wait. */
  private void plug(ServerSocket open, Socket plug) throws IOException {
    synchronized (plugs) {
      if (open.isClosed()) {
        plug.close();
        throw new SocketException("Pulled out");
      }
      plugs.add(plug);
    }
  }

  private static void copy(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  private static Thread start(Work work) {
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
    return thread;
  }

  private interface Work {
    void run() throws IOException;
  }

  @Override
  public void close() throws IOException {
    pullOut();
  }
}
