package io.github.campusotp.bench.load;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.flushCookieJar;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * People who sign on to the portal with a fresh browser each, always so many at once. The portal
 * then exchanges the code for tokens, as every OpenID Connect client does.
 */
public final class SignOnSimulation extends Simulation {
  /** Gatling makes the simulation by itself, so what it shall do waits for it here. */
  static volatile Round round;

  private final Round now = round;

  /** Made by Gatling, once for each round. */
  public SignOnSimulation() {
    SignOn kind = now.kind();
    ChainBuilder page =
        sent(
            "page",
            http("page").get(Requests.authorization(kind.people().realm())).check(Requests.page()));
    HttpRequestActionBuilder password =
        Requests.posted(Map.of("username", "#{user}", "password", People.PASSWORD));
    ChainBuilder rest =
        kind.asksForOtp()
            ? exec(sent("password", password.check(Requests.page())))
                .exec(session -> session.set("otp", Requests.otp(kind.people().key())))
                .exec(
                    sent(
                        "one-time password",
                        Requests.posted(Map.of("otp", "#{otp}")).check(Requests.in())))
            : sent("password", password.check(Requests.in()));
    setUp(
            scenario(kind.name())
                .feed(people())
                .exec(session -> session.set("came", System.nanoTime()))
                .exec(page, rest, redeemed())
                .exec(
                    session -> {
                      now.in().add("in", System.nanoTime() - session.getLong("came"), true);
                      return session;
                    })
                .injectClosed(constantConcurrentUsers(Round.AT_ONCE).during(now.duration())))
        .protocols(Requests.browser(now.nodes(), kind.address()));
  }

  private ChainBuilder sent(String name, HttpRequestActionBuilder request) {
    return Requests.sent(now.nodes(), now.requests(), name, request);
  }

  /** By the portal: without the person's cookies. */
  private ChainBuilder redeemed() {
    return exec(flushCookieJar())
        .exec(sent("token", Requests.redemption(now.kind().people().realm())));
  }

  private Iterator<Map<String, Object>> people() {
    return Stream.generate(now.people()::getAndIncrement)
        .map(
            person ->
                Map.<String, Object>of(
                    "user", now.kind().people().username(1 + person % now.admitted())))
        .iterator();
  }
}
