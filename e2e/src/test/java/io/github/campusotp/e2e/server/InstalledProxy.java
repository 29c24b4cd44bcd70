package io.github.campusotp.e2e.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A reverse proxy that this machine has, on a port and with a configuration of its own. */
public final class InstalledProxy implements AutoCloseable {
  private static final Path DIRECTORY = Path.of("target/proxies").toAbsolutePath();
  private static final String CERTIFICATE =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
          + " -subj /CN=localhost -keyout sso.key -out sso.crt && cat sso.crt sso.key > sso.pem";

  private final Process process;
  private final int port;

  private InstalledProxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where a program is: nginx, haproxy or apache2; empty where this machine does not have it. */
  private static Optional<Path> program(String name) {
    String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(File.pathSeparator))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  public static boolean isPossible(String name) {
    return program(name).isPresent() && program("openssl").isPresent();
  }

  /** A port that nothing listens on. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** A file of its directory. */
  public static Path file(String name) {
    return DIRECTORY.resolve(name);
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param name of the program
   * @param block what it is told, between the lines that any configuration has; for {@code
   *     /etc/ssl/private/sso.pem} it gets a certificate
   * @param port that the block says it listens on
   */
  public static InstalledProxy start(String name, String block, int port) throws Exception {
    Files.createDirectories(DIRECTORY);
    if (!Files.exists(file("sso.pem"))) {
      new ProcessBuilder("sh", "-c", CERTIFICATE)
          .directory(DIRECTORY.toFile())
          .redirectErrorStream(true)
          .redirectOutput(file("openssl.log").toFile())
          .start()
          .waitFor();
    }
    Path configuration = file(name + ".conf");
    String text = around(name, port).formatted(block);
    Files.writeString(
        configuration, text.replace("/etc/ssl/private/sso.pem", file("sso.pem").toString()));
    Process process =
        new ProcessBuilder(command(name, configuration))
            .redirectErrorStream(true)
            .redirectOutput(file(name + ".log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    InstalledProxy proxy = new InstalledProxy(process, port);
    try {
      Awaitility.await(name).atMost(Duration.ofMinutes(1)).until(proxy::listens);
    } catch (RuntimeException e) {
      proxy.close();
      throw new IllegalStateException(Files.readString(file(name + ".log")), e);
    }
    return proxy;
  }

  private static List<String> command(String name, Path configuration) {
    String program = program(name).orElseThrow().toString();
    String file = configuration.toString();
    return switch (name) {
      case "nginx" -> List.of(program, "-e", "stderr", "-p", DIRECTORY + "/", "-c", file);
      case "haproxy" -> List.of(program, "-db", "-f", file);
      default -> List.of(program, "-X", "-d", DIRECTORY.toString(), "-f", file);
    };
  }

  private static String around(String name, int port) {
    return switch (name) {
      case "nginx" ->
          """
          daemon off;
          master_process off;
          pid nginx.pid;
          events {}
          http {
            access_log off;
            client_body_temp_path nginx-body;
            proxy_temp_path nginx-proxy;
            fastcgi_temp_path nginx-fastcgi;
            uwsgi_temp_path nginx-uwsgi;
            scgi_temp_path nginx-scgi;
            %s
          }
          """;
      case "haproxy" ->
          """
          defaults
              timeout connect 5s
              timeout client 1m
              timeout server 1m
          %s
          """;
      default ->
          """
          ServerName localhost
          DefaultRuntimeDir .
          PidFile apache2.pid
          ErrorLog apache2-error.log
          Listen %d
          LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
          LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
          LoadModule socache_shmcb_module /usr/lib/apache2/modules/mod_socache_shmcb.so
          LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
          LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
          LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
          LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
          User www-data
          Group www-data
          """
                  .formatted(port)
              + "%s\n";
    };
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new IllegalStateException("it ended");
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Where clients find it. */
  public URI address() {
    return URI.create("https://localhost:" + port);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
