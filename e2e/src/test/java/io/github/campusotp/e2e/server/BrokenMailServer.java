package io.github.campusotp.e2e.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A mail server that does not do what it should. */
public final class BrokenMailServer implements AutoCloseable {

  /** What is wrong with it. */
  public enum Fault {
    /** Nobody listens. */
    DOWN,
    /** Takes the connection and never says a word. */
    SILENT,
    /** Greets with one letter a second, so that no read ever times out. */
    DRIPPING,
    /** Answers, and refuses every recipient. */
    REFUSING
  }

  private final ServerSocket server;
  private final ExecutorService connections = Executors.newCachedThreadPool();
  private final ScheduledExecutorService drips = Executors.newSingleThreadScheduledExecutor();

  public BrokenMailServer(Fault fault) {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      if (fault == Fault.DOWN) {
        server.close();
      } else {
        connections.execute(() -> accept(fault));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept(Fault fault) {
    try {
      while (true) {
        Socket client = server.accept();
        switch (fault) {
          case DRIPPING -> drips.scheduleAtFixedRate(() -> drip(client), 0, 1, TimeUnit.SECONDS);
          case REFUSING -> connections.execute(() -> refuse(client));
          default -> {}
        }
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private static void drip(Socket client) {
    try {
      client.getOutputStream().write('2');
      client.getOutputStream().flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone); // ends the dripping
    }
  }

  private static void refuse(Socket client) {
    try (client) {
      OutputStream out = client.getOutputStream();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      say(out, "220 broken.example");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        say(out, line.startsWith("RCPT") ? "550 no such mailbox" : "250 yes");
      }
    } catch (IOException gone) {
      // the mail program has hung up
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connections.shutdownNow();
    drips.shutdownNow();
  }
}
