package io.github.campusotp.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's objects take that are in use, while something runs: collects garbage again and
 * again, which makes it slow, and notes the most that is left.
 */
final class LiveHeap implements AutoCloseable {
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final AtomicBoolean over = new AtomicBoolean();
  private final ProcessHandle server;
  private final Duration pause;
  private final Thread looks;
  private final double before;
  private double most;

  /**
   * @param server a JVM of the same user, at rest
   * @param pause between two looks, each of which takes some tenths of a second
   */
  LiveHeap(ProcessHandle server, Duration pause) throws IOException {
    this.server = server;
    this.pause = pause;
    this.before = used();
    this.most = before;
    this.looks = new Thread(this::look);
    looks.start();
  }

  private void look() {
    try {
      while (!over.get()) {
        most = Math.max(most, used());
        LockSupport.parkNanos(pause.toNanos());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** After a collection, in MB. */
  private double used() throws IOException {
    ask("GC.run");
    Matcher used = USED.matcher(ask("GC.heap_info"));
    if (!used.find()) {
      throw new IOException("jcmd does not say how much is used");
    }
    return Double.parseDouble(used.group(1)) / 1024;
  }

  private String ask(String question) throws IOException {
    Process jcmd =
        new ProcessBuilder("jcmd", Long.toString(server.pid()), question)
            .redirectErrorStream(true)
            .start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** The most since the beginning, over what there was then, in MB; ends the looking. */
  double more() throws InterruptedException {
    over.set(true);
    LockSupport.unpark(looks);
    looks.join();
    return most - before;
  }

  @Override
  public void close() throws InterruptedException {
    more();
  }
}
