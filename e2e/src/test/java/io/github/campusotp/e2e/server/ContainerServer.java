package io.github.campusotp.e2e.server;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import io.github.campusotp.demo.KeycloakServer;
import io.github.campusotp.demo.Progress;
import io.github.campusotp.demo.Server;
import io.github.campusotp.demo.StartupException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.rnorth.ducttape.unreliables.Unreliables;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.MountableFile;

/**
 * Keycloak in a container, from the image that docker/Dockerfile makes of the jars, with a
 * PostgreSQL for it. It shares this machine's network, where the proxy and the mail server listen.
 */
public final class ContainerServer implements Server {
  /** Whether the stories are to run in one: Maven's profile {@code containers}. */
  public static final boolean WANTED = Boolean.getBoolean("campus.container");

  private static final Path DOCKERFILE = StoryServer.REPOSITORY.resolve("docker/Dockerfile");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final EmbeddedPostgres postgres;
  private final KeycloakContainer container;
  private final URI address;
  private final URI management;
  private final Path log;
  private final OutputStream written;
  private volatile boolean closing;

  private ContainerServer(KeycloakServer.Options options) throws IOException {
    int port = freePort();
    int managementPort = freePort();
    address = URI.create("http://127.0.0.1:" + port);
    management = URI.create("http://127.0.0.1:" + managementPort);
    log = Files.createDirectories(options.directory()).resolve("container.log");
    written = Files.newOutputStream(log);
    postgres = EmbeddedPostgres.start();
    container =
        new KeycloakContainer(image(options.providers()))
            .withProductionMode()
            .withOptimizedFlag()
            .withBootstrapAdminDisabled()
            .withNetworkMode("host")
            .waitingFor(new Ready(address).withStartupTimeout(LIMIT))
            .withEnv(options.environment());
    container.setExposedPorts(List.of());
    container.setLogConsumers(List.of(frame -> write(frame.getBytes())));
    options.settings().forEach(this::set);
    Map.of(
            "http-port", Integer.toString(port),
            "http-management-port", Integer.toString(managementPort),
            "db-url", postgres.getJdbcUrl("postgres", "postgres"),
            "db-username", "postgres",
            "db-password", "postgres")
        .forEach(this::set);
    for (Path realm : options.imports()) {
      container.withCopyFileToContainer(
          MountableFile.forHostPath(realm, 0644),
          "/opt/keycloak/data/import/" + realm.getFileName());
    }
  }

  public static boolean isPossible() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /** A {@link Server.Starter}. */
  public static Server start(KeycloakServer.Options options, Progress progress)
      throws StartupException {
    try {
      ContainerServer server = new ContainerServer(options);
      try {
        server.container.start();
        return server;
      } catch (RuntimeException e) {
        server.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StartupException("The container could not be started: " + e, e);
    }
  }

  private static String image(List<Path> jars) {
    ImageFromDockerfile image =
        new ImageFromDockerfile("campus-otp-stories", false)
            .withFileFromPath("Dockerfile", DOCKERFILE)
            .withBuildArg("KEYCLOAK_VERSION", System.getProperty("keycloak.server.version"));
    for (Path jar : jars) {
      Path module = jar.getParent().getParent().getFileName();
      image.withFileFromPath(module + "/target/" + jar.getFileName(), jar);
    }
    return image.get();
  }

  /** An option of {@code kc.sh start}, as its environment variable. */
  private void set(String option, String value) {
    container.withEnv("KC_" + option.toUpperCase(Locale.ROOT).replace('-', '_'), value);
  }

  private void write(byte[] bytes) {
    try {
      written.write(bytes == null ? new byte[0] : bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
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

  @Override
  public Path log() {
    return log;
  }

  @Override
  public boolean endedByItself() throws InterruptedException {
    container
        .getDockerClient()
        .waitContainerCmd(container.getContainerId())
        .start()
        .awaitCompletion();
    return !closing;
  }

  @Override
  public void close() {
    closing = true;
    container.stop();
    try {
      written.close();
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its ports are this machine's own, which those strategies do not know that ask by HTTP. */
  private static final class Ready extends AbstractWaitStrategy {
    private final HttpRequest question;

    Ready(URI address) {
      question = HttpRequest.newBuilder(address.resolve("/realms/master")).build();
    }

    @Override
    protected void waitUntilReady() {
      Unreliables.retryUntilTrue(
          (int) startupTimeout.toSeconds(),
          TimeUnit.SECONDS,
          () -> getRateLimiter().getWhenReady(this::isReady));
    }

    private boolean isReady() throws IOException, InterruptedException {
      return HttpClient.newHttpClient().send(question, BodyHandlers.discarding()).statusCode()
          == 200;
    }
  }
}
