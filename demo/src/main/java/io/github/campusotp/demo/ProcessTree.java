package io.github.campusotp.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process with everything that it starts. It is ended as a whole, at the latest with this JVM:
 * kc.sh runs the server's JVM as a child, so ending the script alone would not be enough.
 */
final class ProcessTree implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Process process;
  private final Thread hook = new Thread(this::end, "end-process-tree");
  private volatile boolean ending;

  private ProcessTree(Process process) {
    this.process = process;
  }

  static ProcessTree start(ProcessBuilder builder) throws IOException {
    ProcessTree tree = new ProcessTree(builder.start());
    try {
      Runtime.getRuntime().addShutdownHook(tree.hook);
    } catch (IllegalStateException shuttingDown) {
      tree.end();
      throw new IOException("The JVM is shutting down.", shuttingDown);
    }
    return tree;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits for the process to end by itself; false when it is still there after that time. */
  boolean ended(Duration within) throws InterruptedException {
    return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns when the process has ended; true if that was not this JVM's doing. */
  boolean endedByItself() throws InterruptedException {
    process.waitFor();
    return !ending;
  }

  int exitCode() {
    return process.exitValue();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running or about to, and ending twice does no harm.
    }
    end();
  }

  private synchronized void end() {
    ending = true;
    end(process.toHandle());
  }

  /** Asks a process and all below it to end, and after a while makes them. */
  static void end(ProcessHandle root) {
    List<ProcessHandle> tree = Stream.concat(root.descendants(), Stream.of(root)).toList();
    tree.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + GRACE.toNanos();
    for (ProcessHandle handle : tree) {
      try {
        handle.onExit().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        break;
      } catch (ExecutionException | TimeoutException late) {
        break;
      }
    }
    tree.forEach(ProcessHandle::destroyForcibly);
  }
}
