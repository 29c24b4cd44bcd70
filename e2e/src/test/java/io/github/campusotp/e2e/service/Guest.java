package io.github.campusotp.e2e.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Proxy;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.SignOnPage;
import java.util.Map;
import java.util.stream.Collectors;

/** The browser of a user of {@link Services}: a fresh profile, somewhere on the network. */
final class Guest implements AutoCloseable {
  private final SourceProxy network;
  private final BrowserContext context;
  private final Page page;
  private final Services services;

  Guest(Browser browser, Services services, String address) {
    this.services = services;
    network = new SourceProxy(address);
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setLocale("ja-JP")
                .setProxy(new Proxy(network.address()).setBypass("<-loopback>")));
    page = context.newPage();
  }

  /** Carries the open browser to another network. */
  Guest moveTo(String address) {
    network.moveTo(address);
    return this;
  }

  /** Sends this header with every request, as an attacker does. */
  Guest forge(String header, String value) {
    context.setExtraHTTPHeaders(Map.of(header, value));
    return this;
  }

  Page page() {
    return page;
  }

  /** Opens the protected part of a service. */
  Guest open(Service service) {
    return open(service, "/members/");
  }

  /** Opens a page of a service. */
  Guest open(Service service, String path) {
    page.navigate(services.page(service, path));
    return this;
  }

  /** Opens a service and gives the password: then comes the service or the yellow page. */
  Guest signOn(Service service, Person person) {
    open(service);
    new SignOnPage(page).signOn(person);
    return this;
  }

  /** Logs out at a service, and waits for the end: Keycloak's pages in between send themselves. */
  void logOut(Service service) {
    page.navigate(services.logout(service));
    assertThat(page).hasTitle(service.goodbye);
  }

  /** What the module of the service told it: the environment of its page. */
  Map<String, String> environment() {
    return page.locator("#environment")
        .innerText()
        .lines()
        .filter(line -> line.contains("="))
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(line -> line[0], line -> line[1], (first, second) -> first));
  }

  @Override
  public void close() {
    try (network) {
      context.close();
    }
  }
}
