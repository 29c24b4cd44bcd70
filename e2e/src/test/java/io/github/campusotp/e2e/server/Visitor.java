package io.github.campusotp.e2e.server;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.Secrets;
import io.github.campusotp.e2e.page.NextPage;
import io.github.campusotp.e2e.page.OtpPage;
import io.github.campusotp.e2e.page.PortalPage;
import io.github.campusotp.e2e.page.SignOnPage;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One person's browser: a fresh profile, somewhere on the network. */
public final class Visitor implements AutoCloseable {
  private static final String SUBMIT =
      """
      fields => {
        const form = document.createElement('form');
        form.method = 'post';
        form.action = document.querySelector('main form, #kc-content form').action;
        for (const [name, value] of Object.entries(fields)) {
          form.append(Object.assign(document.createElement('input'), {name, value}));
        }
        document.body.append(form);
        form.submit();
      }
      """;

  private final BrowserContext context;
  private final Page page;
  private final URI front;

  public Visitor(Browser browser, URI front, String address, Browser.NewContextOptions options) {
    this.context = browser.newContext(options);
    this.page = context.newPage();
    this.front = front;
    moveTo(address);
  }

  /** Carries the open browser to another network. */
  public Visitor moveTo(String address) {
    String value = URLEncoder.encode(address, StandardCharsets.UTF_8);
    context.addCookies(List.of(new Cookie("demo-network", value).setUrl(front.toString())));
    return this;
  }

  /** Forgets every sign-on. */
  public void forget() {
    context.clearCookies(
        new BrowserContext.ClearCookiesOptions().setName(Pattern.compile("(?!demo-network).*")));
  }

  public Page page() {
    return page;
  }

  /** Another tab of the same browser. */
  public Page newTab() {
    return context.newPage();
  }

  public Page open(String path) {
    page.navigate(front.resolve(path).toString());
    return page;
  }

  /** Starts a sign-on at the portal and stops wherever the server stops. */
  public Page openPortal() {
    return open("/portal/login");
  }

  public Page openUnipa() {
    return open("/unipa/login");
  }

  /** Opens the portal and gives the password: then comes the portal or the yellow page. */
  public Visitor signOn(Person person) {
    openPortal();
    new SignOnPage(page).signOn(person);
    return this;
  }

  /** The same where the yellow page comes: with a one-time password, and on to the portal. */
  public PortalPage signOnWithCode(Person person) {
    signOn(person);
    new OtpPage(page).enter(person.code());
    return new PortalPage(page).isSignedOn(person);
  }

  /** Sends other fields to where the page's form goes, as somebody might who builds their own. */
  public Page post(Map<String, String> fields) {
    fields.values().forEach(Secrets.SEEN::code);
    NextPage.after(page, () -> page.evaluate(SUBMIT, fields));
    return page;
  }

  @Override
  public void close() {
    context.close();
  }
}
