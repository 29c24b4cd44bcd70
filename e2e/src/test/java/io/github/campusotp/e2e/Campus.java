package io.github.campusotp.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import io.github.campusotp.demo.Demo;
import io.github.campusotp.demo.KeycloakServer;
import io.github.campusotp.demo.Progress;
import io.github.campusotp.demo.StartupException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The university on one machine, started once for all stories: the demo's own server, services and
 * proxy, and a browser. A test class takes it as a parameter.
 */
final class Campus implements AutoCloseable {
  static final Path REPOSITORY = Path.of("..");
  static final Path DIRECTORY = Path.of("target/keycloak");

  /**
   * All but two of Hibernate's: one prints every entity that it writes, Keycloak's own credentials
   * and password hashes too, and has another name in Keycloak 26.5; the other prints nothing but
   * numbers, which can look like a code.
   */
  private static final String LOG_LEVEL =
      "debug,org.hibernate.orm.core:info,org.hibernate.internal.util.EntityPrinter:info,"
          + "org.hibernate.session.metrics:info";

  private static final Pattern NEXT_ENTRY = Pattern.compile("\n(?=\\d{4}-\\d\\d-\\d\\d )");

  private final Browsers browsers;
  private final Demo demo;
  private final KeycloakAdmin admin;
  private final Mailbox mail;

  private Campus(Demo demo, Browsers browsers) {
    this.demo = demo;
    this.browsers = browsers;
    this.admin = KeycloakAdmin.of(demo.keycloak());
    this.mail = new Mailbox(demo.mail());
  }

  /** Lets a server log all it can. */
  static KeycloakServer.Options talkative(KeycloakServer.Options server) {
    return server
        .setting("log-level", LOG_LEVEL)
        .setting("http-access-log-enabled", "true")
        .setting("http-access-log-pattern", "combined");
  }

  private static Campus start() {
    try {
      Demo.Options options = new Demo.Options(REPOSITORY, DIRECTORY).port(0);
      talkative(ShippedRealm.in(options.keycloak()));
      if (ContainerServer.WANTED) {
        options.startedBy(ContainerServer::start);
      }
      Campus campus = new Campus(Demo.start(options, Progress.SILENT), new Browsers());
      ShippedRealm.finish(campus.admin);
      return campus;
    } catch (StartupException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The address that browsers use. */
  URI front() {
    return demo.front();
  }

  /** Keycloak itself, behind the proxy. */
  URI node() {
    return demo.keycloak().address();
  }

  /** Keycloak's management interface. */
  URI management() {
    return demo.keycloak().management();
  }

  String portalCallback() {
    return front().resolve("/portal/callback").toString();
  }

  KeycloakAdmin admin() {
    return admin;
  }

  Mailbox mail() {
    return mail;
  }

  /** How long the server's log is so far, in bytes. */
  long logged() {
    try {
      return Files.size(demo.keycloak().log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the server has logged since its log was so long: entries, with their stack traces. */
  List<String> logSince(long length, Predicate<String> like) {
    try (FileChannel log = FileChannel.open(demo.keycloak().log()).position(length);
        Scanner entries = new Scanner(log, StandardCharsets.UTF_8)) {
      return entries.useDelimiter(NEXT_ENTRY).tokens().filter(like).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A fresh browser at that address, in Japanese. */
  Visitor visitor(String address) {
    return visitor(address, new NewContextOptions());
  }

  Visitor visitor(String address, NewContextOptions options) {
    if (options.locale == null) {
      options.setLocale("ja-JP");
    }
    return new Visitor(browsers.browser(), front(), address, options);
  }

  /** Ends all, and fails where the server wrote down what it must not. */
  @Override
  public void close() throws IOException {
    try (browsers) {
      end(demo);
    }
  }

  /** Ends a {@link #talkative} server, and fails where it wrote down what it must not. */
  static void end(Demo demo) throws IOException {
    String events;
    try (demo) {
      events = KeycloakAdmin.of(demo.keycloak()).events();
      new Mailbox(demo.mail()).tell(Secrets.SEEN);
    }
    assertThat(Secrets.SEEN.in(new StringReader(events))).as("in the events").isEmpty();
    expectNoSecret(demo.keycloak().log());
  }

  /** Fails where a server that was {@link #talkative} wrote down what it must not. */
  static void expectNoSecret(Path file) throws IOException {
    for (String talk : List.of(" DEBUG \\[org\\.keycloak\\.", "\"GET /realms/master HTTP")) {
      try (Scanner log = new Scanner(file, StandardCharsets.UTF_8)) {
        assertThat(log.findWithinHorizon(talk, 0))
            .as("the log is as talkative as asked")
            .isNotNull();
      }
    }
    try (Reader log = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
      assertThat(Secrets.SEEN.in(log)).as("in the log").isEmpty();
    }
  }

  /** Gives the one campus to every test class that wants it, and closes it after the last. */
  static final class Resolver implements ParameterResolver, ExecutionCondition {
    private static final boolean SKIPPED = ContainerServer.WANTED && !ContainerServer.isPossible();

    static {
      if (SKIPPED) {
        System.err.println("The stories are skipped: no container engine answers.");
      }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return SKIPPED
          ? ConditionEvaluationResult.disabled("No container engine answers")
          : ConditionEvaluationResult.enabled("There is a server to run them against");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Campus.class;
    }

    @Override
    public Campus resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(Campus.class))
          .getOrComputeIfAbsent(Campus.class, type -> start(), Campus.class);
    }
  }
}
