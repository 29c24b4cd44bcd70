package io.github.campusotp.bench.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Some seconds of one kind of sign-on.
 *
 * @param kind of all of them
 * @param nodes that serve them in turn
 * @param duration for how long people come
 * @param people number of the next one to come; nobody comes again within a one-time password's
 *     time
 * @param admitted how many there are
 * @param requests how long each answer took
 * @param in how long each sign-on took that ended with a token
 */
record Round(
    SignOn kind,
    List<URI> nodes,
    Duration duration,
    AtomicInteger people,
    int admitted,
    Waits requests,
    Waits in) {
  /** As many as the machine has cores, so that it is busy and nobody queues for long. */
  static final int AT_ONCE = Runtime.getRuntime().availableProcessors();
}
