package io.github.campusotp.e2e.service;

import io.github.campusotp.demo.KeycloakServer;
import io.github.campusotp.demo.Progress;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Browsers;
import io.github.campusotp.e2e.server.KeycloakAdmin;
import io.github.campusotp.e2e.server.ShippedRealm;
import io.github.campusotp.e2e.server.StoryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The three services of docs/services.md, set up as it says, in Debian's Apache; before Keycloak a
 * Debian nginx that appends to {@code X-Forwarded-For}.
 */
final class Services implements AutoCloseable {
  /** Addresses of this machine that stand for the campus and for the world outside. */
  static final String ON_CAMPUS = "127.64.1.20";

  static final String AT_HOME = "127.203.0.20";

  private static final String MODULES = "/usr/lib/apache2/modules/";
  private static final List<String> NEEDED =
      List.of(
          "/usr/sbin/apache2",
          "/usr/sbin/nginx",
          "/usr/sbin/shibd",
          MODULES + "mod_shib.so",
          MODULES + "mod_auth_mellon.so",
          MODULES + "mod_auth_openidc.so");

  private final Machine machine = Machine.create();
  private final Guide guide = new Guide(machine::here);
  private final Programs programs = new Programs(machine);
  private KeycloakServer keycloak;
  private Browsers browsers;

  private Services() throws IOException {}

  /** Whether this machine has all that the guide installs. */
  static boolean isPossible() {
    return NEEDED.stream().allMatch(file -> Files.exists(Path.of(file)));
  }

  /** Starts everything, and follows the guide. */
  static Services start() throws Exception {
    Services started = new Services();
    try {
      started.prepare();
      started.startIdentityProvider();
      started.followGuide();
      return started;
    } catch (Exception | AssertionError e) {
      started.close();
      throw e;
    }
  }

  private void prepare() throws Exception {
    Path folder = machine.folder();
    for (String name : List.of("apache2/sites-available", "shibboleth", "bin")) {
      Files.createDirectories(folder.resolve(name));
    }
    for (String name : List.of("apache.conf", "nginx.conf", "www")) {
      machine.copy(Path.of("services", name), Path.of(name));
    }
    for (String name : List.of("shibd.logger", "native.logger")) {
      machine.copy(Path.of("/etc/shibboleth", name), Path.of(name));
    }
    programs.install("kcadm.sh", "exec \"$KCADM\" \"$@\" --config '" + folder + "/kcadm'");
    programs.install(
        "shib-keygen", "exec /usr/sbin/shib-keygen -u \"$(id -un)\" -g \"$(id -gn)\" \"$@\"");
    programs.run(
        """
        cd '%s'
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=campus \
          -addext 'subjectAltName=DNS:%s' -keyout tls.key -out tls.crt 2>&1
        echo 127.0.0.1 localhost $(hostname) %s > hosts
        """
            .formatted(
                folder,
                Machine.names().collect(Collectors.joining(",DNS:")),
                Machine.names().collect(Collectors.joining(" "))));
  }

  private void startIdentityProvider() throws Exception {
    Path folder = machine.folder();
    keycloak =
        KeycloakServer.start(
            ShippedRealm.in(StoryServer.options("services"))
                .setting("hostname", machine.idpAddress())
                .setting("hostname-strict", null)
                .setting("http-port", Integer.toString(machine.keycloak()))
                .setting("truststore-paths", folder + "/tls.crt")
                .environment("OMU_NETWORKS", "campus = 127.64.0.0/16")
                .environment("OMU_TRUSTED_PROXIES", "127.0.0.1")
                .environment("OMU_PORTAL_SECRET", "not-used-here")
                .environment("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + folder + "/hosts"),
            Progress.SILENT);
    programs.serve(
        machine.idp(), "nginx", "-e", folder + "/nginx.log", "-c", folder + "/nginx.conf");
    programs.run(
        "kcadm.sh config credentials --server %s --realm master --user admin --password admin-demo"
            .formatted(keycloak.address()));
  }

  private void followGuide() throws Exception {
    Path folder = machine.folder();
    for (Service service : Service.values()) {
      String said = "";
      for (String commands : guide.commands(service.section)) {
        said = programs.run(commands);
      }
      writeFiles(service, said.strip());
    }
    programs.serve(
        folder.resolve("shibd.sock"),
        "shibd",
        "-F",
        "-f",
        "-c",
        folder + "/shibboleth/shibboleth2.xml");
    programs.serve(machine.services(), "apache2", "-DFOREGROUND", "-f", folder + "/apache.conf");
    browsers = new Browsers();
  }

  /** What the guide's last command prints is the secret of the client that it has to go into. */
  private void writeFiles(Service service, String secret) throws IOException {
    for (Map.Entry<String, String> file : guide.files(service.section).entrySet()) {
      String text = file.getValue().replace("the-secret-that-was-printed", secret);
      Files.writeString(Path.of(file.getKey()), machine.withOwnFiles(text));
    }
  }

  /** A page of a service, e.g. {@code /members/}. */
  String page(Service service, String path) {
    return machine.page(service, path);
  }

  /** Where a service's own logout is, by the guide. */
  String logout(Service service) {
    return page(service, guide.logout(service.section));
  }

  /** The client id that the guide gives a service. */
  String client(Service service) {
    return switch (service) {
      case LIBRARY -> page(service, "/shibboleth");
      case WIKI -> page(service, "/mellon/metadata");
      case LAB -> "lab";
    };
  }

  /** Gives a user the attributes that the guide gives one. */
  void describe(Person person) throws Exception {
    for (String commands : guide.commands("What a service learns")) {
      programs.run(commands.replace("c26a0001", person.username()));
    }
  }

  /** A browser of a user's own at this address. */
  Guest guest(String address) {
    return new Guest(browsers.browser(), this, address);
  }

  KeycloakAdmin admin() {
    return KeycloakAdmin.of(keycloak);
  }

  /** Ends all; the folder stays, with the logs. */
  @Override
  public void close() {
    if (browsers != null) {
      browsers.close();
    }
    programs.close();
    if (keycloak != null) {
      keycloak.close();
    }
  }
}
