package io.github.campusotp.bench.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.header;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One simulated person's cookies. Keycloak's are Secure even over http, where browsers do send them
 * to this machine, and Gatling does not.
 */
final class CookieJar {
  private static final String JAR = "cookies";
  private static final String SET = "set-cookies";

  private CookieJar() {}

  /** Sends the request with the cookies, and keeps those that come back. */
  static ChainBuilder around(HttpRequestActionBuilder request) {
    return exec(request
            .header("Cookie", CookieJar::line)
            .check(header("Set-Cookie").findAll().optional().saveAs(SET)))
        .exec(CookieJar::keep);
  }

  private static String line(Session session) {
    return jar(session).entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private static Session keep(Session session) {
    List<String> lines = session.contains(SET) ? session.getList(SET) : List.of();
    Map<String, String> jar = new LinkedHashMap<>(jar(session));
    for (String line : lines) {
      int equals = line.indexOf('=');
      jar.put(line.substring(0, equals), line.substring(equals + 1).split(";", 2)[0]);
    }
    return session.set(JAR, jar).remove(SET);
  }

  private static Map<String, String> jar(Session session) {
    return session.contains(JAR) ? session.getMap(JAR) : Map.of();
  }
}
