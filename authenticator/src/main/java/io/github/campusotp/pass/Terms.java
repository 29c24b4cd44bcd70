package io.github.campusotp.pass;

import java.time.Duration;
import org.keycloak.common.util.Time;

/**
 * What a pass is good for.
 *
 * @param until epoch second from which it is refused
 * @param uses how often it is good
 * @param mayRegister whether another recovery address may be registered with it
 */
public record Terms(long until, int uses, boolean mayRegister) {
  /**
   * @param time for which it is good, from now
   */
  public static Terms of(Duration time, int uses, boolean mayRegister) {
    return new Terms(now() + time.toSeconds(), uses, mayRegister);
  }

  boolean areOver() {
    return now() >= until;
  }

  private static long now() {
    return Time.currentTimeMillis() / 1000;
  }
}
