package io.github.campusotp.bench;

/**
 * One way to tell which campus network an address lies in.
 *
 * @param <A> what it takes for an address once it has been read
 */
interface Decider<A> {
  /** Reads an address. */
  A read(String address);

  /** The network's name, or null if the address is off campus. */
  String decide(A address);
}
