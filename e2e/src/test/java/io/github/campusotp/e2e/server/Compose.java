package io.github.campusotp.e2e.server;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnorth.ducttape.unreliables.Unreliables;

/**
 * The stack of docker/ in a copy and under a name of its own, started as its README says, with
 * clients in containers. This machine reaches the containers by their addresses, as on Linux.
 */
public final class Compose implements AutoCloseable {
  public static final String IDP = "idp.example.ac.jp";
  public static final String MFA = "mfa.example.ac.jp";
  public static final String START = "start.example.ac.jp";
  public static final String PORTAL = "https://portal.example.ac.jp";

  private static final String PROJECT = "campus-otp-stories";
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final Path DIRECTORY = HERE.resolve("target/compose/docker");
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Pattern SETTING = Pattern.compile("(?m)^#?(\\w+)=.*$");
  private static final Pattern PROXY_IMAGE = Pattern.compile("image: (nginx:\\S+)");

  /** All of it but what an administrator has there; under names and ports that nobody else uses. */
  private static final String COPY =
      """
      rm -rf target/compose && mkdir -p target/compose && cd ..
      cp -R --parents .dockerignore docker realm-config/omu-realm.json \
        authenticator/target/campus-otp-authenticator-*.jar themes/target/campus-otp-theme-*.jar \
        e2e/target/compose
      cd e2e/target/compose/docker
      rm -rf .env certificates
      sed -i 's/image: campus-otp$/image: %s/' compose.yaml
      sed -i 's/127.0.0.1:1080:1080/127.0.0.1::1080/' compose.try.yaml
      """
          .formatted(PROJECT);

  private final String compose = command();
  private final int httpsPort = freePort();
  private final int httpPort = freePort();
  private final String image;

  /**
   * Starts all and waits until the nodes are healthy.
   *
   * @param networks more lines for the list that .env.example has, after its own
   * @param office who may open the admin console
   */
  public static Compose start(String networks, String office) throws IOException {
    sh(HERE, COPY);
    Compose stack = new Compose(networks, office);
    try {
      stack.run("./make-certificate");
      stack.remove();
      stack.run("docker compose build keycloak1");
      stack.run("docker compose up -d");
      stack.await("keycloak1", "keycloak2");
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private Compose(String networks, String office) throws IOException {
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("COMPOSE_PROJECT_NAME", PROJECT),
            Map.entry("COMPOSE_FILE", "compose.yaml:compose.try.yaml"),
            Map.entry("HTTPS_PORT", Integer.toString(httpsPort)),
            Map.entry("HTTP_PORT", Integer.toString(httpPort)),
            Map.entry("IDP_HOST", IDP),
            Map.entry("MFA_HOST", MFA),
            Map.entry("START_HOST", START),
            Map.entry("DATABASE_PASSWORD", "database-stories"),
            Map.entry("ADMIN_PASSWORD", "admin-demo"),
            Map.entry("PORTAL_URL", PORTAL),
            Map.entry("PORTAL_SECRET", "portal-stories"),
            Map.entry("MAIL_HOST", "mail"),
            Map.entry("MAIL_PORT", "1025"),
            Map.entry("OFFICE", "'" + office + "'"),
            Map.entry("TRY_HOME", "198.51.100"));
    String example = Files.readString(DIRECTORY.resolve(".env.example"));
    String filled =
        SETTING
            .matcher(example)
            .replaceAll(line -> Matcher.quoteReplacement(filled(line, settings, networks)));
    Files.writeString(DIRECTORY.resolve(".env"), filled + "COMPOSE_PROJECT_NAME=" + PROJECT + "\n");
    Matcher nginx = PROXY_IMAGE.matcher(Files.readString(DIRECTORY.resolve("compose.yaml")));
    nginx.find();
    image = nginx.group(1);
  }

  /** Quoted as the example has it. */
  private static String filled(MatchResult line, Map<String, String> settings, String networks) {
    String name = line.group(1);
    if (name.equals("NETWORKS")) {
      return line.group().replaceFirst("'?$", Matcher.quoteReplacement(networks) + "$0");
    }
    return settings.containsKey(name) ? name + "=" + settings.get(name) : line.group();
  }

  /** Whether a container engine answers, and a compose of whatever generation. */
  public static boolean isPossible() {
    return ContainerServer.isPossible() && command() != null;
  }

  private static String command() {
    return Stream.of("docker compose", "docker-compose")
        .filter(command -> shell(HERE, command + " version >&2").status() == 0)
        .findFirst()
        .orElse(null);
  }

  /** A page of the sign-on server, as people type it. */
  public String idp(String path) {
    return https(IDP, path);
  }

  /** A page of any of the three names. */
  public String https(String host, String path) {
    return "https://" + host + ":" + httpsPort + path;
  }

  /** The same without TLS, at the published port. */
  public String http(String host, String path) {
    return "http://" + host + ":" + httpPort + path;
  }

  /** Runs a command of docker/README.md and returns what it printed. */
  public String run(String command) {
    return sh(DIRECTORY, command.replace("docker compose", compose));
  }

  /** Waits until these nodes are healthy, and the proxy serves. */
  public void await(String... nodes) {
    for (String node : nodes) {
      retry(() -> inspect(node, "{{.State.Health.Status}}").equals("healthy"));
    }
    Client client = clientHere();
    retry(() -> client.get(idp("/realms/omu/")).status() == 200);
  }

  private static void retry(Callable<Boolean> question) {
    Unreliables.retryUntilTrue(
        (int) LIMIT.toSeconds(),
        TimeUnit.SECONDS,
        () -> {
          TimeUnit.SECONDS.sleep(1);
          return question.call();
        });
  }

  /** The admin API of a node, asked from this machine. */
  public KeycloakAdmin admin(String node) {
    String network = "{{(index .NetworkSettings.Networks \"%s_inside\").IPAddress}}";
    String address = inspect(node, network.formatted(PROJECT));
    return KeycloakAdmin.at(URI.create("http://" + address + ":8080"));
  }

  private String inspect(String service, String what) {
    return run("docker inspect -f '%s' $(docker compose ps -q %s)".formatted(what, service)).trim();
  }

  /** Somebody on one of the two networks of compose.try.yaml, at an address of it. */
  public Client client(String network, String address) {
    String proxy = address.substring(0, address.lastIndexOf('.')) + ".250";
    return runClient("--network %s_%s --ip %s".formatted(PROJECT, network, address), proxy);
  }

  /** Somebody at this machine. */
  public Client clientHere() {
    return runClient("--network host", "127.0.0.1");
  }

  private Client runClient(String where, String proxy) {
    String names =
        Stream.of(IDP, MFA, START)
            .map(host -> " --add-host " + host + ":" + proxy)
            .collect(Collectors.joining());
    String id =
        run(
            "docker run -d --rm --label %s %s%s -v %s:/tls.crt:ro --entrypoint sleep %s infinity"
                .formatted(
                    PROJECT, where, names, DIRECTORY.resolve("certificates/tls.crt"), image));
    return new Client(id.trim(), "");
  }

  /** Ends all; what the containers said stays in target/compose. */
  @Override
  public void close() {
    run("docker compose logs --no-color > ../compose.log 2>&1");
    remove();
  }

  private void remove() {
    run("docker ps -aq --filter label=%s | xargs -r docker rm --force".formatted(PROJECT));
    run("docker compose down --volumes");
  }

  private static String sh(Path directory, String command) {
    Outcome outcome = shell(directory, command);
    if (outcome.status() != 0) {
      throw new IllegalStateException(command + ": " + outcome);
    }
    return outcome.output();
  }

  private static Outcome shell(Path directory, String command) {
    try {
      Path errors = Files.createTempFile("compose", ".txt");
      Process process =
          new ProcessBuilder("sh", "-euc", command)
              .directory(directory.toFile())
              .redirectError(errors.toFile())
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      String said = Files.readString(errors);
      Files.delete(errors);
      return new Outcome(status, output, said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Outcome(int status, String output, String errors) {}

  /** Somebody with curl and a jar of cookies. */
  public final class Client {
    private final String container;
    private final String options;

    private Client(String container, String options) {
      this.container = container;
      this.options = options;
    }

    /** The same somebody, with more of curl's options. */
    public Client with(String more) {
      return new Client(container, options + " " + more);
    }

    /** The same with a browser that knows no cookie yet. */
    public Client anew() {
      String jar = "/" + UUID.randomUUID();
      return with("-b " + jar + " -c " + jar);
    }

    /** What is at an address; {@link Answer#NONE} where nobody answers. */
    public Answer get(String address) {
      Outcome outcome =
          shell(
              DIRECTORY,
              "docker exec %s curl -sgi --http1.1 --cacert /tls.crt%s '%s'"
                  .formatted(container, options, address));
      return Answer.of(outcome.output());
    }

    /** Signs on at the portal with the password. */
    public Answer password(Person person) {
      Answer page = signOn();
      return page.form() == null
          ? page
          : submit(page, Map.of("username", person.username(), "password", person.password()));
    }

    /** What the portal sends people to. */
    public Answer signOn() {
      return get(idp(new OidcClient("omu-portal", PORTAL + "/callback", "").authorization()));
    }

    /** Fills in the form of a page. */
    public Answer submit(Answer page, Map<String, String> fields) {
      Answer answer =
          with("--data '" + HttpSignOn.body(fields) + "'").get(page.form().replace("&amp;", "&"));
      boolean goesOn = answer.location() != null && answer.location().contains("/login-actions/");
      return goesOn ? get(answer.location()) : answer;
    }
  }
}
