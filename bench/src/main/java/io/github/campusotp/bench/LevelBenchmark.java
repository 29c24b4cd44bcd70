package io.github.campusotp.bench;

import io.github.campusotp.level.Decision;
import io.github.campusotp.level.Reason;
import io.github.campusotp.level.Reason.Source;
import io.github.campusotp.network.CampusNetworks;
import io.github.campusotp.network.ClientLocation;
import io.github.campusotp.network.TrustedProxies;
import java.util.List;
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

/** The level of a sign-on, with all who have a say. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class LevelBenchmark {
  /** How many blocks the list has. */
  @Param({"10", "1000", "10000"})
  public int blocks;

  private final List<Reason> others =
      List.of(
          new Reason(Source.SERVICE, 1, "payroll"),
          new Reason(Source.REQUEST, 2, "acr_values"),
          new Reason(Source.PERSON, 2, "administrator"));

  private final TrustedProxies proxies = TrustedProxies.parse("192.0.2.10, 192.0.2.11");
  private CampusNetworks networks;
  private List<List<String>> hops;
  private ClientLocation[] locations;
  private int next;

  /** Builds the list, and the people behind a proxy. */
  @Setup
  public void build() {
    Campus campus = new Campus(blocks);
    networks = CampusNetworks.parse(campus.configuration());
    hops = campus.people().stream().map(person -> List.of(person, "192.0.2.10")).toList();
    locations = hops.stream().map(this::locate).toArray(ClientLocation[]::new);
  }

  private int next() {
    return next++ & locations.length - 1;
  }

  private ClientLocation locate(List<String> addresses) {
    return ClientLocation.of(addresses, networks, proxies);
  }

  /** Decides for a client whose place is known. */
  @Benchmark
  public Decision decide() {
    return Decision.of(locations[next()], others);
  }

  /** Reads the addresses of a request, looks them up and decides. */
  @Benchmark
  public Decision readAndDecide() {
    return Decision.of(locate(hops.get(next())), others);
  }
}
