package io.github.campusotp.e2e.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network of one browser: an HTTP proxy that only tunnels (CONNECT, RFC 9110, 9.3.6). Every
 * name leads to this machine, and every connection comes from the loopback address of the moment.
 */
final class SourceProxy implements AutoCloseable {
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile InetAddress source;

  /**
   * @param address where the browser is at first, in 127.0.0.0/8
   */
  SourceProxy(String address) {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    moveTo(address);
    daemon(this::serve);
  }

  /** The address of the proxy, as a browser wants it. */
  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Carries the browser to another network: what is connected breaks off. */
  void moveTo(String address) {
    try {
      source = InetAddress.getByName(address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(SourceProxy::close);
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket browser = server.accept();
        daemon(() -> tunnel(browser));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void tunnel(Socket browser) {
    try (browser;
        Socket service = new Socket()) {
      open.add(browser);
      open.add(service);
      String request = head(browser);
      String port = request.substring(request.lastIndexOf(':') + 1);
      service.bind(new InetSocketAddress(source, 0));
      service.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
      browser
          .getOutputStream()
          .write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      daemon(() -> pass(service, browser));
      pass(browser, service);
    } catch (IOException broken) {
      // The browser connects again.
    } finally {
      open.removeIf(Socket::isClosed);
    }
  }

  /** Reads to the empty line, after which a browser waits; returns host and port. */
  private static String head(Socket browser) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(browser.getInputStream(), StandardCharsets.US_ASCII));
    String first = lines.readLine();
    String line = first;
    while (line != null && !line.isEmpty()) {
      line = lines.readLine();
    }
    if (first == null || !first.startsWith("CONNECT ")) {
      throw new IOException("No tunnel: " + first);
    }
    return first.split(" ")[1];
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException broken) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAnyway) {
      // Nothing is left to close.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "source-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try (server) {
      open.forEach(SourceProxy::close);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
