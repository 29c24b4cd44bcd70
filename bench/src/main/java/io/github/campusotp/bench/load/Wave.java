package io.github.campusotp.bench.load;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * People who come to enrol at a steady rate.
 *
 * @param keycloak where they sign on
 * @param mail where they read their mail
 * @param rate how many come each second
 * @param duration for how long they come
 * @param firstPerson number of the first of them; the others follow
 * @param waits how long they waited
 * @param arrived how many got what they came for
 */
record Wave(
    URI keycloak,
    SlowMailServer mail,
    double rate,
    Duration duration,
    int firstPerson,
    Waits waits,
    AtomicInteger arrived) {

  Wave(URI keycloak, SlowMailServer mail, double rate, Duration duration, int firstPerson) {
    this(keycloak, mail, rate, duration, firstPerson, new Waits(), new AtomicInteger());
  }

  /** How many come. */
  int people() {
    return people(rate, duration);
  }

  static int people(double rate, Duration duration) {
    return (int) Math.ceil(rate * duration.toSeconds());
  }
}
