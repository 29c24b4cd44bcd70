package io.github.campusotp.e2e.server;

import com.microsoft.playwright.Browser.NewContextOptions;
import io.github.campusotp.demo.Demo;
import io.github.campusotp.demo.Progress;
import io.github.campusotp.demo.StartupException;
import java.io.IOException;
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
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The university on one machine, started once for all stories of a JVM: the demo's own server,
 * services and proxy, and a browser. A test class takes it as a parameter.
 */
public final class Campus implements AutoCloseable {
  private static final Pattern NEXT_ENTRY = Pattern.compile("\n(?=\\d{4}-\\d\\d-\\d\\d )");

  private final Browsers browsers;
  private final Path directory;
  private final Demo demo;
  private final KeycloakAdmin admin;
  private final Mailbox mail;

  private Campus(Path directory, Demo demo, Browsers browsers) {
    this.directory = directory;
    this.demo = demo;
    this.browsers = browsers;
    this.admin = KeycloakAdmin.of(demo.keycloak());
    this.mail = new Mailbox(demo.mail());
  }

  private static Campus start() {
    try {
      Path directory = StoryServer.directory("campus-" + System.getProperty("campus.fork", "1"));
      Demo.Options options = new Demo.Options(StoryServer.REPOSITORY, directory).port(0);
      StoryServer.wordy(StoryServer.inStories(options.keycloak()));
      if (ContainerServer.WANTED) {
        options.startedBy(ContainerServer::start);
      }
      return new Campus(directory, Demo.start(options, Progress.SILENT), new Browsers());
    } catch (StartupException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The address that browsers use. */
  public URI front() {
    return demo.front();
  }

  /** Keycloak itself, behind the proxy. */
  public URI node() {
    return demo.keycloak().address();
  }

  /**
   * A shell of this machine, with Keycloak's own programs.
   *
   * @param folder where it runs
   */
  public RealmScript shell(Path folder) throws IOException, InterruptedException {
    return new RealmScript(folder, directory.resolve("keycloak"));
  }

  /** Keycloak's management interface. */
  public URI management() {
    return demo.keycloak().management();
  }

  public String portalCallback() {
    return front().resolve("/portal/callback").toString();
  }

  public KeycloakAdmin admin() {
    return admin;
  }

  public People people() {
    return admin.people();
  }

  public Users users() {
    return admin.users();
  }

  public Settings settings() {
    return admin.settings();
  }

  public Clients clients() {
    return admin.clients();
  }

  public Records records() {
    return admin.records();
  }

  public Mailbox mail() {
    return mail;
  }

  /** How long the server's log is so far, in bytes. */
  public long logged() {
    try {
      return Files.size(demo.keycloak().log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the server has logged since its log was so long: entries, with their stack traces. */
  public List<String> logSince(long length, Predicate<String> like) {
    try (FileChannel log = FileChannel.open(demo.keycloak().log()).position(length);
        Scanner entries = new Scanner(log, StandardCharsets.UTF_8)) {
      return entries.useDelimiter(NEXT_ENTRY).tokens().filter(like).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A fresh browser at that address, in Japanese. */
  public Visitor visitor(String address) {
    return visitor(address, new NewContextOptions());
  }

  public Visitor visitor(String address, NewContextOptions options) {
    if (options.locale == null) {
      options.setLocale("ja-JP");
    }
    return new Visitor(browsers.browser(), front(), address, options);
  }

  /** Ends all, and fails where the server wrote down what it must not. */
  @Override
  public void close() throws IOException {
    try (browsers) {
      StoryServer.end(demo);
    }
  }

  /** Gives the one campus of this JVM to every test class that wants it; its last closes it. */
  public static final class Resolver implements ParameterResolver, ExecutionCondition {
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
      // Not the root's: where JVMs share the classes, each class is a run with a root of its own.
      return context
          .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Campus.class))
          .getOrComputeIfAbsent(Campus.class, type -> start(), Campus.class);
    }
  }
}
