package io.github.campusotp.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The whole demonstration: Keycloak with the extension, the front door, the portal, UNIPA and the
 * inbox. {@link #close} leaves nothing of it behind.
 */
public final class Demo implements AutoCloseable {

  /** Keycloak's first administrator, of the realm {@code master}. */
  static final String ADMINISTRATOR = "admin";

  static final String ADMINISTRATOR_PASSWORD = "admin-demo";

  /** What the demo calls its networks; documentation addresses of RFC 5737 and 3849 are at home. */
  private static final String NETWORKS =
      """
      OMUNET-1X = 10.64.0.0/12, 2001:db8:1000::/36
      eduroam = 10.80.0.0/16
      !VPN = 10.64.99.0/24
      """;

  private static final String PAYROLL = "給与明細";

  private static final long DISK = 1_500_000_000L;

  private final FrontDoor front;
  private final GreenMail mail;
  private final Server keycloak;

  private Demo(FrontDoor front, GreenMail mail, Server keycloak) {
    this.front = front;
    this.mail = mail;
    this.keycloak = keycloak;
  }

  /**
   * Starts everything and returns once it can be used.
   *
   * @throws StartupException when something is missing or in the way; the message is one line
   */
  public static Demo start(Options options, Progress progress)
      throws StartupException, InterruptedException {
    options.check();
    FrontDoor front = FrontDoor.reserve(options.port);
    GreenMail mail = null;
    Demo demo = null;
    try {
      RealmLink link = RealmLink.in(options.directory, options.keycloak.keepData);
      mail = mail(link.smtpPort());
      link.keep(options.directory, mail.getSmtp().getPort());
      OidcService portal =
          new OidcService(
              front.address(), "portal", "OMUポータル", "Portal", "omu-portal", link.portalSecret());
      OidcService payroll =
          new OidcService(
              front.address(), "payroll", PAYROLL, "Payroll", "payroll", link.portalSecret());
      Unipa unipa = new Unipa(front.address(), link.unipaKey());
      NewStudents newStudents = new NewStudents(front.address());
      front.serve(
          "", new FrontPage(DemoPeople.read(options.people()), newStudents, Clock.systemUTC()));
      front.serve("/new-student/*", newStudents);
      front.serve("/demo/*", new Assets());
      front.serve("/network", new NetworkSwitch());
      front.serve("/portal/*", portal);
      front.serve("/payroll/*", payroll);
      front.serve("/unipa/*", unipa);
      front.serve("/inbox/*", new Inbox(mail));
      front.open();
      options
          .keycloak
          .hostname(front.address())
          .environment("OMU_SMTP_HOST", "127.0.0.1")
          .environment("OMU_SMTP_PORT", Integer.toString(mail.getSmtp().getPort()))
          .environment("OMU_PORTAL_URL", portal.home().toString())
          .environment("OMU_PORTAL_SECRET", link.portalSecret())
          .environment("OMU_UNIPA_URL", unipa.home().toString())
          .environment("OMU_UNIPA_LOGOUT_URL", unipa.logout().toString())
          .environment("OMU_UNIPA_CERTIFICATE", link.unipaKey().certificateBase64());
      Server keycloak = options.starter.start(options.keycloak, progress);
      front.passOnTo(keycloak.address());
      Registrar registrar = new Registrar(keycloak.address());
      registrar.connect("payroll", PAYROLL, payroll.home(), link.portalSecret());
      newStudents.registerWith(registrar);
      demo = new Demo(front, mail, keycloak);
      return demo;
    } catch (IOException e) {
      throw new StartupException("The payroll service is not connected: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new StartupException("UNIPA has no certificate: " + e.getMessage(), e);
    } finally {
      if (demo == null) {
        if (mail != null) {
          mail.stop();
        }
        front.close();
      }
    }
  }

  private static GreenMail mail(int port) throws StartupException {
    GreenMail mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    try {
      mail.start();
      return mail;
    } catch (IllegalStateException e) {
      throw new StartupException("The mail server does not start: " + e.getMessage(), e);
    }
  }

  /**
   * The demo's server alone: Keycloak with the extension and the theme, and nothing imported.
   *
   * @param root the repository, with the jars built
   * @param directory where Keycloak is unpacked and keeps its data and logs
   * @throws StartupException when a jar is missing
   */
  public static KeycloakServer.Options server(Path root, Path directory) throws StartupException {
    return new KeycloakServer.Options(root.resolve("demo/target/dist/keycloak.zip"), directory)
        .provider(jar(root, "authenticator", "campus-otp-authenticator"))
        .provider(jar(root, "themes", "campus-otp-theme"))
        .administrator(ADMINISTRATOR, ADMINISTRATOR_PASSWORD);
  }

  /**
   * Enters students that the office can count.
   *
   * @throws StartupException when Keycloak refuses; the message is one line
   */
  public void invent() throws StartupException, InterruptedException {
    try {
      new Registrar(keycloak.address())
          .enter(InventedStudents.all(Instant.now()), InventedStudents.FACULTIES);
    } catch (IOException e) {
      throw new StartupException("There are no invented students: " + e.getMessage(), e);
    }
  }

  /** The one address of the demo. */
  public URI front() {
    return front.address();
  }

  public Server keycloak() {
    return keycloak;
  }

  /** Takes every mail that Keycloak sends. */
  public GreenMail mail() {
    return mail;
  }

  @Override
  public void close() {
    keycloak.close();
    mail.stop();
    front.close();
  }

  private static Path jar(Path root, String module, String name) throws StartupException {
    Path target = root.resolve(module).resolve("target");
    List<Path> jars = List.of();
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        jars =
            files
                .filter(
                    file ->
                        file.getFileName()
                            .toString()
                            .matches(name + "-\\d[\\w.]*(-SNAPSHOT)?\\.jar"))
                .toList();
      } catch (IOException e) {
        throw new StartupException("Cannot look into " + target + ": " + e.getMessage(), e);
      }
    }
    if (jars.size() != 1) {
      throw new StartupException(
          "There should be one %s jar in %s, not %d: run ./mvnw -Pdemo from the repository's root."
              .formatted(name, target, jars.size()));
    }
    return jars.get(0);
  }

  /** How the demo is to be started; {@link #keycloak} has more that can be set. */
  public static final class Options {

    private final Path root;
    private final Path directory;
    private final KeycloakServer.Options keycloak;
    private Server.Starter starter = KeycloakServer::start;
    private int port = 8000;

    /**
     * @param root the repository, with the jars built
     * @param directory where Keycloak is unpacked and keeps its data and logs
     */
    public Options(Path root, Path directory) throws StartupException {
      this.root = root.toAbsolutePath().normalize();
      this.directory = directory.toAbsolutePath().normalize();
      this.keycloak =
          server(this.root, this.directory)
              .realm(this.root.resolve("realm-config/omu-realm.json"))
              .realm(this.root.resolve("realm-config/demo/omu-users-0.json"))
              .environment("OMU_NETWORKS", NETWORKS)
              .environment("OMU_TRUSTED_PROXIES", "127.0.0.1/32,::1/128")
              // The pretended clients at home come over http, which Keycloak refuses by default.
              .environment("OMU_SSL_REQUIRED", "none")
              .environment("OMU_SMTP_FROM", "no-reply@mfa.example");
    }

    /** The port of the front door, 8000 where not set; 0 for any free one. */
    public Options port(int port) {
      this.port = port;
      return this;
    }

    public KeycloakServer.Options keycloak() {
      return keycloak;
    }

    /** What starts Keycloak; without this it is a process, from its distribution. */
    public Options startedBy(Server.Starter starter) {
      this.starter = starter;
      return this;
    }

    private Path people() {
      return root.resolve("realm-config/demo/omu-users-0.json");
    }

    private void check() throws StartupException {
      try {
        Files.createDirectories(directory);
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < DISK) {
          throw new StartupException(
              "%s has %.1f GB of disk space left, the demo needs %.1f GB."
                  .formatted(directory, free / 1e9, DISK / 1e9));
        }
      } catch (IOException e) {
        throw new StartupException("The demo cannot write to " + directory + ": " + e, e);
      }
    }
  }
}
