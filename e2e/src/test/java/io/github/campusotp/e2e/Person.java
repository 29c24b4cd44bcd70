package io.github.campusotp.e2e;

import com.bastiaanjansen.otp.TOTPGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody with an account: what they know, and what their phone shows.
 *
 * @param id Keycloak's id of the user
 * @param username the OMUID
 * @param password the password
 * @param recoveryEmail where mailed codes go, or null without such an address
 * @param secret the setup key in Base32, or null without one
 * @param last the last time step of which a code was typed: no other up to it is good any more
 */
public record Person(
    String id,
    String username,
    String password,
    String recoveryEmail,
    String secret,
    AtomicLong last) {
  private static final Duration STEP = Duration.ofSeconds(30);

  public Person {
    Secrets.SEEN.password(password);
    if (secret != null) {
      Secrets.SEEN.key(secret);
    }
  }

  public Person(String id, String username, String password, String recoveryEmail, String secret) {
    this(id, username, password, recoveryEmail, secret, new AtomicLong());
  }

  /** The time step that it is now, RFC 6238. */
  public static long step() {
    return Instant.now().getEpochSecond() / STEP.toSeconds();
  }

  /** The same person with this key on another device; a code typed from one is used for both. */
  public Person withKey(String secret) {
    AtomicLong typed = secret.equals(this.secret) ? last : new AtomicLong();
    return new Person(id, username, password, recoveryEmail, secret, typed);
  }

  /** The same person with another password. */
  public Person withPassword(String password) {
    return new Person(id, username, password, recoveryEmail, secret, last);
  }

  /** The same person, who reads another mailbox. */
  public Person withRecoveryEmail(String recoveryEmail) {
    return new Person(id, username, password, recoveryEmail, secret, last);
  }

  /**
   * The code on the phone, or the next one where that was typed before; where both were, the one
   * after them is waited for. The server takes codes only in the order of time.
   */
  public String code() {
    return codeOf(Patience.await("a code that " + username + " has not typed yet", this::untyped));
  }

  private Long untyped() {
    long now = step();
    long typed = last.getAndUpdate(step -> step > now ? step : Math.max(now, step + 1));
    return typed > now ? null : Long.valueOf(Math.max(now, typed + 1));
  }

  /** The code of a phone whose clock is off. */
  public String codeOfClock(Duration ahead) {
    String code = calculate(ahead);
    Secrets.SEEN.code(code);
    return code;
  }

  /** The code of a time step; it counts as typed. */
  public String codeOf(long step) {
    String code = calculate(Instant.ofEpochSecond(step * STEP.toSeconds()));
    Secrets.SEEN.code(code);
    last.accumulateAndGet(step, Math::max);
    return code;
  }

  private String calculate(Duration ahead) {
    return calculate(Instant.now().plus(ahead));
  }

  /** Six digits by HMAC-SHA-1, which needs no saying. */
  private String calculate(Instant time) {
    return new TOTPGenerator.Builder(secret).withPeriod(STEP).build().at(time);
  }

  /** Six digits that are no code of this key, now or within two hours. */
  public String wrongCode() {
    Set<String> right = new HashSet<>();
    for (int step = -240; step <= 240; step++) {
      right.add(calculate(STEP.multipliedBy(step)));
    }
    for (int number = 0; ; number++) {
      String code = "%06d".formatted(number);
      if (!right.contains(code)) {
        Secrets.SEEN.code(code);
        return code;
      }
    }
  }
}
