package io.github.campusotp.e2e;

import com.microsoft.playwright.Browser.NewContextOptions;
import io.github.campusotp.demo.Demo;
import io.github.campusotp.demo.Progress;
import io.github.campusotp.demo.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static Campus start() {
    try {
      return new Campus(
          Demo.start(new Demo.Options(REPOSITORY, DIRECTORY).port(0), Progress.SILENT),
          new Browsers());
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

  String portalCallback() {
    return front().resolve("/portal/callback").toString();
  }

  KeycloakAdmin admin() {
    return admin;
  }

  Mailbox mail() {
    return mail;
  }

  /** The server's log so far. */
  String log() {
    try {
      return Files.readString(demo.keycloak().log());
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

  @Override
  public void close() {
    browsers.close();
    demo.close();
  }

  /** Gives the one campus to every test class that wants it, and closes it after the last. */
  static final class Resolver implements ParameterResolver {
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
