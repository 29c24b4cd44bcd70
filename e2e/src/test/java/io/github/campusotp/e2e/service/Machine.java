package io.github.campusotp.e2e.service;

import io.github.campusotp.demo.FreePort;
import io.github.campusotp.e2e.server.StoryServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the guide's files and hosts are on this machine: in a folder of its own, at free ports.
 *
 * @param folder readable by every user, as Apache runs as one of its own
 * @param idp the port of the proxy before Keycloak
 * @param services the port of Apache
 * @param keycloak the port of Keycloak itself
 */
record Machine(Path folder, int idp, int services, int keycloak) {
  private static final String SYSTEMS_AUTHORITIES =
      "<TransportOption provider=\"CURL\" option=\"64\">1</TransportOption>";
  private static final String OWN_AUTHORITY =
      "<TransportOption provider=\"CURL\" option=\"10065\">${folder}/tls.crt</TransportOption>";

  static Machine create() throws IOException {
    Path folder =
        Files.createTempDirectory(
            "campus-services",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    InetAddress here = InetAddress.getLoopbackAddress();
    return new Machine(folder, FreePort.at(here), FreePort.at(here), FreePort.at(here));
  }

  /** All names that lead to this machine. */
  static Stream<String> names() {
    return Stream.concat(Stream.of("idp"), Stream.of(Service.values()).map(service -> service.host))
        .map(Machine::name);
  }

  private static String name(String host) {
    return host + ".localhost";
  }

  /** A page of a service, e.g. {@code /members/}. */
  String page(Service service, String path) {
    return "https://" + name(service.host) + ":" + services + path;
  }

  /** The address of Keycloak for browsers and services. */
  String idpAddress() {
    return "https://" + name("idp") + ":" + idp;
  }

  /** A text of the guide, of a template or of Debian with the names and folders of this machine. */
  String here(String text) {
    for (Service service : Service.values()) {
      text = text.replace(service.host + ".example.ac.jp", name(service.host) + ":" + services);
    }
    return text.replace("idp.example.ac.jp", name("idp") + ":" + idp)
        .replace("*:443", "*:" + services)
        .replace("/etc/shibboleth", folder + "/shibboleth")
        .replace("/etc/apache2", folder + "/apache2")
        .replaceAll("/var/log/(shibboleth|apache2)", folder.toString())
        .replace(SYSTEMS_AUTHORITIES, SYSTEMS_AUTHORITIES + OWN_AUTHORITY)
        .replace("${folder}", folder.toString())
        .replace("${idp}", Integer.toString(idp))
        .replace("${services}", Integer.toString(services))
        .replace("${keycloak}", Integer.toString(keycloak));
  }

  /** Shibboleth looks for files in Debian's folders, unless it is told where they are. */
  String withOwnFiles(String text) {
    return text.replaceAll(
            "=\"((sp|attribute|idp)[\\w.-]*\\.(pem|xml))\"", "=\"" + folder + "/shibboleth/$1\"")
        .replace(
            "clockSkew=\"180\">",
            """
            clockSkew="180">
              <OutOfProcess logger="%1$s/shibd.logger"/>
              <InProcess logger="%1$s/native.logger"/>
              <UnixListener address="%1$s/shibd.sock"/>
            """
                .formatted(folder));
  }

  /** Copies a file or a folder, in the words of this machine. */
  void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(to).resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.writeString(copy, here(Files.readString(file)));
        }
      }
    }
  }

  /** A command that finds Keycloak's kcadm, the guide's programs and the certificate to trust. */
  ProcessBuilder command(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.merge("PATH", folder + "/bin:/usr/sbin", (path, first) -> first + ":" + path);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("KC_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    Path kcadm = StoryServer.directory("services").resolve("keycloak/bin/kcadm.sh");
    environment.put("KCADM", kcadm.toAbsolutePath().toString());
    environment.put("CURL_CA_BUNDLE", folder + "/tls.crt");
    return builder;
  }
}
