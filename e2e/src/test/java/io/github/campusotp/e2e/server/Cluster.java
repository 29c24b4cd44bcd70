package io.github.campusotp.e2e.server;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.campusotp.demo.Demo;
import io.github.campusotp.demo.FreePort;
import io.github.campusotp.demo.KeycloakServer;
import io.github.campusotp.demo.Progress;
import io.github.campusotp.demo.StartupException;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.Secrets;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What production has: two nodes of Keycloak in one cluster with one PostgreSQL, and nobody before
 * them who keeps a browser at one node. Clients have loopback addresses of their own, so that no
 * header says where they are.
 */
public final class Cluster implements AutoCloseable {
  private static final byte[] CAMPUS = {127, 1, 0, 1};
  private static final byte[] HOME = {127, 2, 0, 1};
  private static final String NETWORKS = "OMUNET = 127.1.0.0/16";

  private final HttpClient http = HttpClient.newHttpClient();
  private final EmbeddedPostgres postgres;
  private final Cable toDatabase;
  private final GreenMail mail;
  private final Cable toMail;
  private final List<Node> nodes;
  private final Cable front;

  public Cluster() throws Exception {
    postgres = EmbeddedPostgres.start();
    toDatabase = new Cable(postgres.getPort());
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    toMail = new Cable(mail.getSmtp().getPort());
    nodes =
        List.of(
            new Node(StoryServer.directory("cluster-1")),
            new Node(StoryServer.directory("cluster-2")));
    front = new Cable(nodes.stream().mapToInt(node -> node.port).toArray());
  }

  public List<Node> nodes() {
    return nodes;
  }

  /** The node that answered last. */
  public Node lastServed() {
    return nodes.get(front.last());
  }

  /** Sends every browser to that node, until it is dead or {@link #sendToBoth} is called. */
  public void sendTo(Node node) {
    front.leadTo(nodes.indexOf(node));
  }

  public void sendToBoth() {
    front.leadTo(Cable.IN_TURN);
  }

  /** What lies between both nodes and PostgreSQL. */
  public Cable toDatabase() {
    return toDatabase;
  }

  /** What lies between both nodes and the mail server. */
  public Cable toMail() {
    return toMail;
  }

  public Mailbox mailbox() {
    return new Mailbox(mail);
  }

  /** Keycloak's admin API at a node that runs. */
  public KeycloakAdmin admin() {
    return nodes.stream().filter(node -> node.server != null).findFirst().orElseThrow().admin();
  }

  public People people() {
    return admin().people();
  }

  public Settings settings() {
    return admin().settings();
  }

  public Records records() {
    return admin().records();
  }

  /** Neither node hears the other any more. */
  public void split() throws IOException {
    for (Node node : nodes) {
      node.fromOther.pullOut();
    }
  }

  public void join() throws IOException {
    for (Node node : nodes) {
      node.fromOther.putBack();
    }
  }

  /** So many people with a key, who have typed nothing yet. */
  public Queue<Person> students(int count) {
    return Stream.generate(people()::student)
        .limit(count)
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  public HttpSignOn browserOnCampus() throws IOException {
    return new HttpSignOn(address(), CAMPUS);
  }

  public HttpSignOn browserAtHome() throws IOException {
    return new HttpSignOn(address(), HOME);
  }

  private URI address() {
    return URI.create("http://localhost:" + front.port());
  }

  /** The events, and each node's log once it has ended, are searched for what must not be there. */
  @Override
  public void close() throws IOException {
    mailbox().tell(Secrets.SEEN);
    StoryServer.expectNoSecretInEvents(admin());
    for (Node node : nodes) {
      node.stop();
    }
    front.close();
    toMail.close();
    mail.stop();
    toDatabase.close();
    postgres.close();
  }

  /** One of the two. What the other says to it comes through a cable of its own. */
  public final class Node {
    private final Path directory;
    private final int port = FreePort.at(InetAddress.getLoopbackAddress());
    private final int clusterPort = FreePort.at(InetAddress.getLoopbackAddress());
    private final Cable fromOther = new Cable(clusterPort);
    private Path repository = StoryServer.REPOSITORY;
    private Map<String, String> environment = Map.of();
    private Map<String, String> running = Map.of();
    private KeycloakServer server;

    private Node(Path directory) throws IOException {
      this.directory = directory;
    }

    /**
     * From its next start it is a server without metrics, with the extension of that repository;
     * that is built now, as an image is before it is rolled out.
     */
    public void becomes(Path repository) throws Exception {
      this.repository = repository;
      KeycloakServer.build(options());
    }

    /** What it has in its environment besides, from its next start. */
    public Node with(Map<String, String> environment) {
      this.environment = environment;
      return this;
    }

    /** Returns once it has joined the other and answers. Runs on where it has what it should. */
    public void start() throws Exception {
      if (!running.equals(environment)) {
        stop();
      }
      if (server == null) {
        server = KeycloakServer.start(options(), Progress.SILENT);
        running = environment;
      }
    }

    private KeycloakServer.Options options() throws StartupException {
      KeycloakServer.Options options =
          StoryServer.inStories(ShippedRealm.in(Demo.server(repository, directory)))
              .environment("OMU_NETWORKS", NETWORKS)
              .environment("OMU_SMTP_HOST", "127.0.0.1")
              .environment("OMU_SMTP_PORT", Integer.toString(toMail.port()))
              .database(
                  "postgres",
                  "jdbc:postgresql://localhost:" + toDatabase.port() + "/postgres",
                  "postgres",
                  "postgres")
              .hostname(address())
              .setting("http-port", Integer.toString(port))
              .setting("proxy-headers", null)
              .setting("proxy-trusted-addresses", null)
              .setting("cache", "ispn")
              .setting("cache-embedded-network-bind-address", "127.0.0.1")
              .setting("cache-embedded-network-bind-port", Integer.toString(clusterPort))
              .setting("cache-embedded-network-external-address", "127.0.0.1")
              .setting("cache-embedded-network-external-port", Integer.toString(fromOther.port()));
      environment.forEach(options::environment);
      boolean metrics = repository.equals(StoryServer.REPOSITORY);
      return options.build("metrics-enabled", Boolean.toString(metrics));
    }

    /** Whether a load balancer that asks should send anybody here. */
    public boolean isReady() throws IOException, InterruptedException {
      HttpRequest question =
          HttpRequest.newBuilder(server.management().resolve("/health/ready"))
              .timeout(Duration.ofSeconds(30))
              .build();
      return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
    }

    public KeycloakAdmin admin() {
      return KeycloakAdmin.of(server);
    }

    /** Somebody at home whom the load balancer sends here. */
    public HttpSignOn browserAtHome() throws IOException {
      return new HttpSignOn(server.address(), HOME);
    }

    public HttpSignOn browserOnCampus() throws IOException {
      return new HttpSignOn(server.address(), CAMPUS);
    }

    /** Ends it as an operator does: it says goodbye. */
    public void stop() throws IOException {
      if (server != null) {
        Path log = server.log();
        server.close();
        server = null;
        mailbox().tell(Secrets.SEEN);
        StoryServer.expectNoSecret(log);
      }
    }

    /** Ends it as a power cut does. */
    public void kill() throws IOException {
      server.process().descendants().forEach(ProcessHandle::destroyForcibly);
      stop();
    }
  }
}
