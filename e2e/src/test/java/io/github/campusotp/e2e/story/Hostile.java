package io.github.campusotp.e2e.story;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Campus;
import io.github.campusotp.e2e.server.HttpSignOn;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A request that no honest browser sends.
 *
 * @param target from the address to which the page's form goes
 * @param body its bytes as ISO 8859-1, or null
 * @param isAside whether the browser stays where it is, whatever comes back
 */
record Hostile(
    String method,
    UnaryOperator<String> target,
    List<String> headers,
    String body,
    boolean isAside) {
  static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  static Hostile get(String target) {
    return new Hostile("GET", action -> target, List.of(), null, true);
  }

  static Hostile form(String body) {
    return new Hostile("POST", action -> action, List.of(FORM), body, false);
  }

  Hostile by(String method) {
    return new Hostile(method, target, headers, body, isAside);
  }

  /** What knows a name and a password knows this person's. */
  Hostile of(Person person) {
    String known =
        body.replace("{username}", person.username()).replace("{password}", person.password());
    return new Hostile(method, target, headers, known, isAside);
  }

  Hostile as(String... headers) {
    return new Hostile(method, target, List.of(headers), body, isAside);
  }

  Hostile aside(String... headers) {
    return new Hostile(method, target, List.of(headers), body, true);
  }

  Hostile with(Pattern part, String replacement) {
    return new Hostile(
        method, action -> part.matcher(action).replaceFirst(replacement), headers, body, true);
  }

  /** The same at an address that Keycloak provides itself, in much the same way as ours. */
  Hostile elsewhere() {
    return new Hostile(
        method,
        action -> target.apply(action).replaceFirst("/(mfa|start)\\b", "/account"),
        headers,
        body,
        isAside);
  }

  String text(Campus campus, HttpSignOn browser) {
    String action = browser.action() == null ? "" : browser.action().replace("&amp;", "&");
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ');
    text.append(target.apply(action.replaceFirst("^https?://[^/]+", "")));
    text.append(" HTTP/1.1\r\nHost: ").append(campus.node().getAuthority());
    text.append("\r\nConnection: close\r\n");
    if (!browser.cookieLine().isEmpty()) {
      text.append("Cookie: ").append(browser.cookieLine()).append("\r\n");
    }
    headers.forEach(header -> text.append(header).append("\r\n"));
    if (body != null) {
      text.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return text.append("\r\n").append(body == null ? "" : body).toString();
  }
}
