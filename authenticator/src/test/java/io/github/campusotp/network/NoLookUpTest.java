package io.github.campusotp.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.net.util.SubnetUtils6;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No name is ever looked up: not from a header, not from the configuration. */
class NoLookUpTest {
  private static final String CAMPUS = "10.64.0.1";
  private static final List<String> NAMES =
      List.of(
          "campus.example", "localhost", "cafe", "10.64.0.1.example", "unknown", "_hidden", "a40");

  /**
   * A virtual machine of its own, whose resolver is a hosts file that says all these names are on
   * campus: whatever looks one up finds it there.
   */
  @Test
  void of_a_name_that_would_resolve_to_campus(@TempDir Path directory) throws Exception {
    Path hosts = directory.resolve("hosts");
    Files.writeString(hosts, CAMPUS + " " + String.join(" ", NAMES) + "\n");
    Process probe =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                Stream.of(ClientAddress.class, SubnetUtils6.class, Probe.class)
                    .map(NoLookUpTest::home)
                    .map(Path::toString)
                    .collect(Collectors.joining(System.getProperty("path.separator"))),
                Probe.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
    try {
      assertThat(probe.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      probe.destroyForcibly();
    }
    assertThat(directory.resolve("output")).content().isEqualToIgnoringNewLines("none looked up");
  }

  /** commons-net may, so nothing of ours but {@link CidrBlock} speaks to it. */
  @Test
  void since_the_package_knows_no_way_to() throws IOException {
    Path classes = home(ClientAddress.class).resolve("io/github/campusotp/network");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(classes, "*.class")) {
      for (Path file : all) {
        String constants = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(constants).as(file.toString()).doesNotContain("java/net/");
        if (!file.getFileName().toString().equals("CidrBlock.class")) {
          assertThat(constants).as(file.toString()).doesNotContain("commons/net");
        }
      }
    }
  }

  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static final class Probe {
    private Probe() {}

    public static void main(String[] arguments) throws IOException {
      CampusNetworks networks = CampusNetworks.parse("A = 10.64.0.0/12");
      TrustedProxies noProxies = TrustedProxies.parse(null);
      for (String name : NAMES) {
        require(InetAddress.getByName(name).getHostAddress().equals(CAMPUS), "trap: " + name);
        for (String form : List.of(name, name + ":80", "[" + name + "]", "[" + name + "]:80")) {
          ClientLocation location = ClientLocation.of(List.of(form), networks, noProxies);
          require(location.network().isEmpty(), form);
          require(location.address().equals("unknown"), form);
        }
        for (String form : List.of(name, name + "/32", name + "/128", name + "/12")) {
          CampusNetworks named = CampusNetworks.parse("A = " + form);
          require(named.problems().size() == 1, form);
          require(named.nameOf(ClientAddress.parse(CAMPUS).orElseThrow()).isEmpty(), form);
          TrustedProxies proxies = TrustedProxies.parse(form);
          require(!proxies.contains(ClientAddress.parse(CAMPUS).orElseThrow()), form);
        }
      }
      System.out.println("none looked up");
    }

    private static void require(boolean condition, String what) {
      if (!condition) {
        throw new IllegalStateException(what);
      }
    }
  }
}
