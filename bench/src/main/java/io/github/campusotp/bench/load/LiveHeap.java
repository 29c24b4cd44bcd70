package io.github.campusotp.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server's objects take that are in use, while something runs: stops it again and again,
 * counts what can be reached, which makes it slow, and notes the most.
 */
final class LiveHeap implements AutoCloseable {
  private static final Pattern LIVE = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger times = new AtomicInteger();
  private final ProcessHandle server;
  private final Duration pause;
  private final Thread looks;
  private final double before;
  private double most;

  /**
   * @param server a JVM of the same user, or a script that has started one; at rest
   * @param pause between two looks, each of which takes some tenths of a second
   */
  LiveHeap(ProcessHandle server, Duration pause) throws IOException {
    this.server =
        Stream.concat(Stream.of(server), server.descendants()) // kc.sh may stand around it
            .filter(process -> process.info().command().orElse("").endsWith("/java"))
            .findFirst()
            .orElseThrow();
    this.pause = pause;
    this.before = live();
    this.most = before;
    this.looks = new Thread(this::look);
    looks.start();
  }

  private void look() {
    try {
      while (!over.get()) {
        most = Math.max(most, live());
        times.incrementAndGet();
        LockSupport.parkNanos(pause.toNanos());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In MB. */
  private double live() throws IOException {
    String answer = ask("GC.class_histogram");
    Matcher total = LIVE.matcher(answer);
    if (!total.find()) {
      throw new IOException("jcmd does not say how much is in use: " + answer);
    }
    return Double.parseDouble(total.group(1)) / 1e6;
  }

  private String ask(String question) throws IOException {
    Process jcmd =
        new ProcessBuilder("jcmd", Long.toString(server.pid()), question)
            .redirectErrorStream(true)
            .start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** How often it has looked. */
  int times() {
    return times.get();
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
