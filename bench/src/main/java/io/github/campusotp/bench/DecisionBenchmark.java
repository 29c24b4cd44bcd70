package io.github.campusotp.bench;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One decision: of an address that has been read already, and of one that is text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class DecisionBenchmark {
  /** What decides. */
  public enum Peer {
    CAMPUS_OTP("Campus OTP"),
    ADDRESS_TRIE("the trie of ipaddress"),
    COMMONS_NET_LOOP("a loop over commons-net");

    private final String title;

    Peer(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    Decider<?> on(Campus campus) {
      return switch (this) {
        case CAMPUS_OTP -> new CampusOtp(campus);
        case ADDRESS_TRIE -> new AddressTrie(campus);
        case COMMONS_NET_LOOP -> new CommonsNetLoop(campus);
      };
    }
  }

  /** How many blocks the list has. */
  @Param({"10", "1000", "10000"})
  public int blocks;

  /** What decides. */
  @Param public Peer peer;

  private Decider<Object> decider;
  private Object[] addresses;
  private String[] texts;
  private int next;

  /** Builds the list, and has all peers agree on every address first. */
  @Setup
  @SuppressWarnings("unchecked")
  public void build() {
    Campus campus = new Campus(blocks);
    decider = (Decider<Object>) peer.on(campus);
    texts = campus.people().toArray(String[]::new);
    addresses = campus.people().stream().map(decider::read).toArray();
    CampusOtp reference = new CampusOtp(campus);
    List<String> people = campus.people();
    for (int i = 0; i < people.size(); i++) {
      String expected = reference.decide(reference.read(people.get(i)));
      if (!Objects.equals(decider.decide(addresses[i]), expected)) {
        throw new IllegalStateException(peer + " differs at " + people.get(i));
      }
    }
  }

  private int next() {
    return next++ & addresses.length - 1;
  }

  /** Decides an address that has been read. */
  @Benchmark
  public String decide() {
    return decider.decide(addresses[next()]);
  }

  /** Reads an address and decides it. */
  @Benchmark
  public String readAndDecide() {
    return decider.decide(decider.read(texts[next()]));
  }
}
