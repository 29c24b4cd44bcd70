package io.github.campusotp.bench.load;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail server that takes its time over every mail and keeps the last code for each address. It is
 * no GreenMail, since that takes one mail after another: with a delay in it, it would be the limit.
 */
final class SlowMailServer implements AutoCloseable {
  private static final Pattern CODE = Pattern.compile("(?m)^(\\d{6})\\r?$");
  private static final Pattern RECIPIENT = Pattern.compile("(?i)RCPT TO:\\s*<([^>]+)>.*");

  private final ServerSocket socket;
  private final ExecutorService connections =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "slow-mail");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, String> codes = new ConcurrentHashMap<>();
  private final Map<String, Integer> mails = new ConcurrentHashMap<>();
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Duration delay;
  private volatile int hangAt;

  /**
   * Listens on a free port of this machine.
   *
   * @param delay between a mail's last line and the answer that it was taken
   */
  SlowMailServer(Duration delay) throws IOException {
    this.delay = delay;
    this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    connections.execute(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** From now on never answers the mail of that number, counted from 1 for each address. */
  void hangAt(int number) {
    hangAt = number;
  }

  /** The code that was mailed to an address last; nobody gets it twice. */
  Optional<String> takeCode(String address) {
    return Optional.ofNullable(codes.remove(address));
  }

  /** Mails taken so far. */
  int received() {
    return received.get();
  }

  /** Mails whose sender is waiting for an answer now. */
  int waiting() {
    return waiting.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        connections.execute(() -> talk(client));
      }
    } catch (IOException closed) {
      // the run is over
    }
  }

  private void talk(Socket client) {
    try (client) {
      OutputStream out = client.getOutputStream();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      say(out, "220 slow.example");
      String to = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Matcher recipient = RECIPIENT.matcher(line);
        if (recipient.matches()) {
          to = recipient.group(1);
        }
        if (line.equalsIgnoreCase("DATA")) {
          say(out, "354 go on");
          take(to, mail(in), in);
          say(out, "250 taken");
        } else if (line.equalsIgnoreCase("QUIT")) {
          say(out, "221 bye");
          return;
        } else {
          say(out, "250 yes");
        }
      }
    } catch (IOException | MessagingException gone) {
      // the mail program has hung up, and the enrolment that waits for this mail will fail
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] mail(BufferedReader in) throws IOException {
    StringBuilder mail = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      mail.append(line.startsWith("..") ? line.substring(1) : line).append("\r\n");
    }
    return mail.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private void take(String address, byte[] mail, BufferedReader in)
      throws MessagingException, IOException, InterruptedException {
    Matcher code = CODE.matcher(text(new MimeMessage(null, new ByteArrayInputStream(mail))));
    boolean hang = mails.merge(address, 1, Integer::sum) == hangAt;
    waiting.incrementAndGet();
    try {
      if (hang) {
        while (in.read() >= 0) {} // until the mail program has had enough
        throw new EOFException();
      }
      Thread.sleep(delay.toMillis());
    } finally {
      waiting.decrementAndGet();
    }
    if (code.find()) {
      codes.put(address, code.group(1));
    }
    received.incrementAndGet();
  }

  private static String text(MimeMessage mail) throws MessagingException, IOException {
    Object content = mail.getContent();
    if (content instanceof Multipart parts) {
      BodyPart first = parts.getBodyPart(0);
      return first.getContent().toString();
    }
    return content.toString();
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    connections.shutdownNow();
  }
}
