package io.github.campusotp.demo;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** An application's own sessions, one a browser, found by a cookie. */
final class BrowserSessions<S> {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String cookie;
  private final String path;
  private final Supplier<S> fresh;
  private final Map<String, S> sessions = newest(1_000);

  BrowserSessions(String cookie, String path, Supplier<S> fresh) {
    this.cookie = cookie;
    this.path = path;
    this.fresh = fresh;
  }

  /** The browser's session, or a new one. */
  S of(Exchange exchange) {
    return exchange.cookie(cookie).map(sessions::get).orElseGet(() -> add(exchange, fresh.get()));
  }

  /** The same session under a new name, so that one known before the sign-on is worth nothing. */
  void rename(Exchange exchange, S session) {
    exchange.cookie(cookie).ifPresent(sessions::remove);
    add(exchange, session);
  }

  /** A map that forgets its oldest entries. */
  static <K, V> Map<K, V> newest(int limit) {
    return Collections.synchronizedMap(
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > limit;
          }
        });
  }

  static String randomId() {
    byte[] id = new byte[16];
    RANDOM.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  private S add(Exchange exchange, S session) {
    String id = randomId();
    sessions.put(id, session);
    exchange.setCookie(cookie, id, path);
    return session;
  }
}
