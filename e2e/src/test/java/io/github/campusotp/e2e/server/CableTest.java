package io.github.campusotp.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CableTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Socket> arrived = new ConcurrentLinkedQueue<>();
  private ServerSocket end;

  @BeforeEach
  void listen() throws IOException {
    end = new ServerSocket(0, 50, HERE);
    threads.submit(
        () -> {
          while (true) {
            arrived.add(end.accept());
          }
        });
  }

  @AfterEach
  void close() throws IOException {
    end.close();
    threads.shutdownNow();
    forget();
  }

  @Test
  void noConnectionOutlivesThePlugHoweverLateItCame() throws Exception {
    try (Cable cable = new Cable(end.getLocalPort())) {
      for (int i = 0; i < 200; i++) {
        Future<List<Socket>> came = threads.submit(() -> connectUntilRefused(cable.port()));
        new Socket(HERE, cable.port()).close(); // it serves
        cable.pullOut();
        for (Socket socket : came.get()) {
          assertThat(isEnded(socket)).isTrue();
        }
        forget();
        cable.putBack();
      }
    }
  }

  @Test
  void thatWasPulledOutCanBePutBackAtOnce() throws IOException {
    try (Cable cable = new Cable(end.getLocalPort())) {
      for (int i = 0; i < 500; i++) {
        new Socket(HERE, cable.port()).close(); // it serves
        cable.pullOut();
        cable.putBack();
      }
    }
  }

  private void forget() throws IOException {
    for (Socket socket = arrived.poll(); socket != null; socket = arrived.poll()) {
      socket.close();
    }
  }

  private static List<Socket> connectUntilRefused(int port) {
    List<Socket> sockets = new ArrayList<>();
    try {
      while (sockets.size() < 50) {
        Socket socket = new Socket(HERE, port);
        socket.setSoTimeout(5_000);
        sockets.add(socket);
      }
    } catch (IOException refused) {
      // pulled out
    }
    return sockets;
  }

  /**
   * Linux may forget one that was being opened while its listener closed, and ends it when told.
   */
  private static boolean isEnded(Socket socket) throws IOException {
    try (socket) {
      socket.getOutputStream().write(0);
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }
}
