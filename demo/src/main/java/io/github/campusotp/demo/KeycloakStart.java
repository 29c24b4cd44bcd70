package io.github.campusotp.demo;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The steps of one start of a {@link KeycloakServer}. */
final class KeycloakStart {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KeycloakServer.Options options;
  private final Consumer<String> step;
  private final KeycloakInstallation installation;
  private final Path log;
  private final Orphan orphan;
  private URI address;
  private URI management;

  KeycloakStart(KeycloakServer.Options options, Consumer<String> step) {
    this.options = options;
    this.step = step;
    this.installation = new KeycloakInstallation(options.directory);
    this.log = options.directory.resolve("keycloak.log");
    this.orphan = new Orphan(options.directory.resolve("pid"));
  }

  URI address() {
    return address;
  }

  URI management() {
    return management;
  }

  Path log() {
    return log;
  }

  /** Unpacks and builds what is to run, where that was not done before. */
  Path build() throws IOException, InterruptedException, StartupException {
    for (List<Path> files :
        List.of(List.of(options.distribution), options.providers, options.imports)) {
      for (Path file : files) {
        if (!Files.isRegularFile(file)) {
          throw new StartupException("Missing file: " + file);
        }
      }
    }
    return new BuiltServers(options.builtServers)
        .get(options.distribution, options.providers, arguments(options.build), step);
  }

  void prepare() throws IOException, InterruptedException, StartupException {
    orphan.end();
    Path built = build();
    installation.become(built);
    installation.bring(options.imports, options.keepData);
    if (options.readyDatabase && !options.keepData && options.build.get("db").equals("dev-file")) {
      step.accept("making its database");
      BuiltServers.database(built).copyTo(installation, options.environment, log);
    }
  }

  ProcessTree launch() throws IOException {
    step.accept("starting");
    Map<String, String> settings = new LinkedHashMap<>(options.settings);
    InetAddress host = InetAddress.getByName(settings.get("http-host"));
    address = listen(settings, host, "http-port");
    management = listen(settings, host, "http-management-port");
    List<String> arguments = new ArrayList<>(List.of("start", "--optimized", "--import-realm"));
    arguments.addAll(arguments(settings));
    ProcessTree process =
        ProcessTree.start(installation.script().command(arguments, options.environment, log));
    orphan.remember(process.handle());
    return process;
  }

  void await(ProcessTree process) throws InterruptedException, StartupException {
    long deadline = System.nanoTime() + options.limit.toNanos();
    while (!answers()) {
      if (process.ended(POLL)) {
        throw new StartupException("Keycloak did not start: " + ServerLog.complaint(log));
      }
      if (System.nanoTime() > deadline) {
        throw new StartupException(
            "Keycloak did not answer within %d s: %s"
                .formatted(options.limit.toSeconds(), ServerLog.complaint(log)));
      }
    }
    step.accept("ready");
  }

  private boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) address.resolve("/realms/master").toURL().openConnection();
      connection.setConnectTimeout(2_000);
      connection.setReadTimeout(10_000);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    }
  }

  private static List<String> arguments(Map<String, String> options) {
    return options.entrySet().stream()
        .map(option -> "--" + option.getKey() + "=" + option.getValue())
        .toList();
  }

  /** Finds a free port where the setting has none, and says where it can be reached. */
  private static URI listen(Map<String, String> settings, InetAddress host, String setting)
      throws IOException {
    int port = Integer.parseInt(settings.get(setting));
    if (port == 0) {
      port = FreePort.at(host);
      settings.put(setting, Integer.toString(port));
    }
    String reachable = host.isAnyLocalAddress() ? "127.0.0.1" : settings.get("http-host");
    return URI.create(
        "http://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port);
  }
}
