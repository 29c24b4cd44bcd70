package io.github.campusotp.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A real Keycloak from its zip distribution, in production mode, as a process of its own.
 *
 * <p>{@link #start} returns once the server answers. {@link #close} ends it, and so does the end of
 * this JVM.
 */
public final class KeycloakServer implements Server {

  private final URI address;
  private final URI management;
  private final Path log;
  private final FileChannel lock;
  private final ProcessTree process;

  private KeycloakServer(
      URI address, URI management, Path log, FileChannel lock, ProcessTree process) {
    this.address = address;
    this.management = management;
    this.log = log;
    this.lock = lock;
    this.process = process;
  }

  /**
   * Unpacks and builds where necessary, starts, and waits until the server answers.
   *
   * @throws StartupException when it does not come up; the message is one line
   */
  public static KeycloakServer start(Options options, Progress progress)
      throws StartupException, InterruptedException {
    long begin = System.nanoTime();
    KeycloakStart start =
        new KeycloakStart(
            options, step -> progress.report(step, Duration.ofNanos(System.nanoTime() - begin)));
    FileChannel lock = null;
    ProcessTree process = null;
    KeycloakServer server = null;
    try {
      Files.createDirectories(options.directory);
      lock = lock(options.directory);
      start.prepare();
      process = start.launch();
      start.await(process);
      server = new KeycloakServer(start.address(), start.management(), start.log(), lock, process);
      return server;
    } catch (IOException e) {
      throw new StartupException(
          "Keycloak could not be started in " + options.directory + ": " + reason(e), e);
    } finally {
      if (server == null) {
        end(process, lock);
      }
    }
  }

  /**
   * Unpacks and builds where necessary, so that a start with these options need not: users of the
   * server then wait for its restart only.
   *
   * @throws StartupException when it cannot be built; the message is one line
   */
  public static void build(Options options) throws StartupException, InterruptedException {
    try {
      new KeycloakStart(options, step -> {}).build();
    } catch (IOException e) {
      throw new StartupException("Keycloak could not be built: " + reason(e), e);
    }
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public URI management() {
    return management;
  }

  /** Keycloak's script; the server's JVM is below it. */
  public ProcessHandle process() {
    return process.handle();
  }

  @Override
  public Path log() {
    return log;
  }

  @Override
  public boolean endedByItself() throws InterruptedException {
    return process.endedByItself();
  }

  @Override
  public void close() {
    end(process, lock);
  }

  private static void end(ProcessTree process, FileChannel lock) {
    if (process != null) {
      process.close();
    }
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException closedAnyway) {
        // The lock goes with the channel, at the latest with this JVM.
      }
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static FileChannel lock(Path directory) throws IOException, StartupException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new StartupException("Another Keycloak is running in " + directory + ": end it first.");
    }
    return channel;
  }

  /** How a server is to be started. Relative paths are meant from the current directory. */
  public static final class Options {

    final Path distribution;
    final Path directory;
    final List<Path> providers = new ArrayList<>();
    final List<Path> imports = new ArrayList<>();
    final Map<String, String> environment = new LinkedHashMap<>();
    final Map<String, String> settings = new LinkedHashMap<>();
    final Map<String, String> build = new LinkedHashMap<>();
    Path builtServers;
    boolean keepData;
    boolean readyDatabase;
    Duration limit = Duration.ofMinutes(3);

    /**
     * @param distribution Keycloak's zip distribution
     * @param directory where it runs and keeps its data and logs; one server at a time
     */
    public Options(Path distribution, Path directory) {
      this.distribution = distribution.toAbsolutePath();
      this.directory = directory.toAbsolutePath();
      this.builtServers = this.directory.resolve("servers");
      build.put("db", "dev-file");
      build.put("health-enabled", "true");
      build.put("metrics-enabled", "true");
      settings.put("cache", "local");
      settings.put("http-enabled", "true");
      settings.put("http-host", "127.0.0.1");
      settings.put("http-port", "0");
      settings.put("http-management-port", "0");
      settings.put("proxy-headers", "xforwarded");
      settings.put("proxy-trusted-addresses", "127.0.0.1/32,::1/128");
      settings.put("hostname-strict", "false");
    }

    /** A jar for {@code providers/}. */
    public Options provider(Path jar) {
      providers.add(jar.toAbsolutePath());
      return this;
    }

    /** What {@link #provider} was told, absolute. */
    public List<Path> providers() {
      return List.copyOf(providers);
    }

    /** Where it keeps its data and logs, absolute. */
    public Path directory() {
      return directory;
    }

    /** A realm or users file for {@code --import-realm}; its name must be as Keycloak wants it. */
    public Options realm(Path file) {
      imports.add(file.toAbsolutePath());
      return this;
    }

    /** What {@link #realm} was told, absolute. */
    public List<Path> imports() {
      return List.copyOf(imports);
    }

    /** The address that browsers use, e.g. {@code http://localhost:8000}. */
    public Options hostname(URI front) {
      settings.remove("hostname-strict");
      return setting("hostname", front.toString());
    }

    /** The first administrator of the realm {@code master}. */
    public Options administrator(String name, String password) {
      return environment("KC_BOOTSTRAP_ADMIN_USERNAME", name)
          .environment("KC_BOOTSTRAP_ADMIN_PASSWORD", password);
    }

    /** An environment variable, e.g. one that a realm file names. */
    public Options environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** What {@link #environment(String, String)} was told. */
    public Map<String, String> environment() {
      return Map.copyOf(environment);
    }

    /** A run-time option of {@code kc.sh start} without its dashes; null takes it away. */
    public Options setting(String name, String value) {
      if (value == null) {
        settings.remove(name);
      } else {
        settings.put(name, value);
      }
      return this;
    }

    /** What {@link #setting} was told, and what holds without. */
    public Map<String, String> settings() {
      return Map.copyOf(settings);
    }

    /**
     * The kind of database, by Keycloak's build option {@code db}; a file without this.
     *
     * @param url as JDBC has it
     */
    public Options database(String kind, String url, String username, String password) {
      return build("db", kind)
          .setting("db-url", url)
          .setting("db-username", username)
          .setting("db-password", password);
    }

    /** An option of {@code kc.sh build} without its dashes; a new value builds the server anew. */
    public Options build(String name, String value) {
      build.put(name, value);
      return this;
    }

    /** Where built servers are kept for the next start; several may share it. */
    public Options builtServers(Path folder) {
      this.builtServers = folder.toAbsolutePath();
      return this;
    }

    /** Keeps the database of the last run. Without this, every start begins with an empty one. */
    public Options keepData(boolean keep) {
      this.keepData = keep;
      return this;
    }

    /**
     * Begins with a database that has Keycloak's tables and the realm {@code master} already, kept
     * beside the built server, and not with an empty one. Its administrator is the one of the
     * server that was the first to ask for it. Only where the database is a file.
     */
    public Options readyDatabase(boolean ready) {
      this.readyDatabase = ready;
      return this;
    }

    /** How long the server may take until it answers. */
    public Options limit(Duration limit) {
      this.limit = Objects.requireNonNull(limit);
      return this;
    }
  }
}
