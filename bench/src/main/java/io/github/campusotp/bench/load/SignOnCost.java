package io.github.campusotp.bench.load;

import io.github.campusotp.demo.StartupException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a sign-on costs the server: Keycloak's own ways and ours, in one run and in alternation, and
 * how the cost grows with sessions, people, network blocks and nodes. Prints Markdown.
 */
public final class SignOnCost {
  /** Enough for 66 sign-ons a second and core: nobody comes again with the same code. */
  private static final int FEW_PEOPLE = 2_000 * Round.AT_ONCE;

  /** Enough for 33, so that there is room for their sessions. */
  private static final int FEW_WITH_MANY_SESSIONS = 1_000 * Round.AT_ONCE;

  private static final int MANY_PEOPLE = 200_000;
  private static final int FEW_BLOCKS = 10;
  private static final int MANY_BLOCKS = 10_000;

  /** How many more, for each that there is. */
  private static final int MORE_SESSIONS = 9;

  /** So that the people of one kind are not read from the database more often than another's. */
  private static final Map<String, String> ROOM_FOR_ALL =
      Map.of("cache-embedded-users-max-count", Integer.toString(10 * FEW_PEOPLE));

  private static final String GROWTH = "| %s | %s | %s | %s | %s | %s | %s |%n";

  private final Path root;
  private final Path directory;
  private final Duration warmUp;
  private final int rounds;
  private final Duration duration;
  private final int sessions;
  private final boolean hashing;
  private final List<SignOn> kinds;
  private final PrintStream out;
  private final Map<People, AtomicInteger> next =
      Map.of(
          People.PLAIN, new AtomicInteger(),
          People.KEYED, new AtomicInteger(),
          People.MEMBERS, new AtomicInteger());

  private SignOnCost(String[] arguments, PrintStream out) {
    root = Path.of(arguments[0]);
    directory = Path.of(arguments[1]);
    warmUp = Duration.ofSeconds(Long.parseLong(arguments[2]));
    rounds = Integer.parseInt(arguments[3]);
    duration = Duration.ofSeconds(Long.parseLong(arguments[4]));
    sessions = Integer.parseInt(arguments[5]);
    hashing = Boolean.parseBoolean(arguments[6]);
    kinds = Stream.of(arguments).skip(7).map(SignOn::valueOf).toList();
    this.out = out;
  }

  /**
   * Measures for some minutes.
   *
   * @param arguments the repository, with the jars built; a directory for the servers and their
   *     logs; seconds to warm up for each kind of sign-on; how many rounds, of which half do for
   *     the growth; seconds for each; how many sessions each of our people is given before all is
   *     compared a second time, or 0; whether passwords are hashed as the shipped realm does; the
   *     kinds to compare, and then nothing about the growth: all kinds, and the growth, where none
   *     is named
   */
  public static void main(String[] arguments) throws Exception {
    SignOnCost cost = new SignOnCost(arguments, Driver.out());
    cost.compare(cost.kinds.isEmpty() ? List.of(SignOn.values()) : cost.kinds);
    if (cost.kinds.isEmpty()) {
      cost.grow();
    }
    System.exit(0); // Gatling leaves threads behind
  }

  private void compare(List<SignOn> kinds) throws Exception {
    try (University university = university(1, FEW_BLOCKS, ROOM_FOR_ALL)) {
      compared(measure(university, kinds, FEW_PEOPLE, rounds));
      stored(Stored.in(university.database()));
      if (sessions > 0) {
        People.MEMBERS.signOnBefore(university.database(), FEW_WITH_MANY_SESSIONS, sessions);
        out.printf("%n%d sessions each:%n", sessions);
        compared(measure(university, kinds, FEW_WITH_MANY_SESSIONS, rounds));
      }
    }
  }

  private void compared(Map<SignOn, List<Cost>> costs) {
    out.println(
        """

          | sign-on | sign-ons a second | p50 ms | p99 ms | CPU s per 1,000 \
          | times Keycloak's own | all rounds together | PostgreSQL CPU s per 1,000 |
          | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |""");
    costs.forEach(
        (kind, all) ->
            out.printf(
                "| %s | %s | %s | %s | %s | %s | %s | %s |%n",
                kind.title(),
                Spread.of(all, Cost::perSecond).text("%.1f"),
                Spread.of(all, Cost::p50).text("%.0f"),
                Spread.of(all, Cost::p99).text("%.0f"),
                Spread.of(all, Cost::cpu).text("%.1f"),
                times(all, costs.get(kind.peer())).text("%.3f"),
                String.format(Locale.ROOT, "%.3f", mean(all) / mean(costs.get(kind.peer()))),
                Spread.of(all, Cost::database).text("%.1f")));
  }

  private void stored(Stored stored) {
    out.println(
        """

        | left in the database by a sign-on | how many | bytes of all |
        | --- | ---: | ---: |""");
    stored
        .events()
        .forEach(
            (type, number) ->
                out.printf(
                    Locale.ROOT,
                    "| event `%s` | %.2f | |%n",
                    type,
                    (double) number / stored.sessions()));
    out.printf("| events | | %d |%n", stored.eventBytes() / stored.sessions());
    out.printf("| session | 1 | %d |%n", stored.sessionBytes() / stored.sessions());
  }

  /** Round by round, since what the machine does besides changes over the minutes. */
  private static Spread times(List<Cost> ours, List<Cost> peers) {
    return new Spread(
        IntStream.range(0, ours.size())
            .mapToDouble(round -> ours.get(round).cpu() / peers.get(round).cpu())
            .sorted()
            .toArray());
  }

  private static double mean(List<Cost> costs) {
    return costs.stream().mapToDouble(Cost::cpu).average().orElseThrow();
  }

  private void grow() throws Exception {
    out.printf(
        "%n" + GROWTH,
        "sign-on",
        "nodes",
        "people",
        "sessions each",
        "network blocks",
        "CPU s per 1,000",
        "PostgreSQL CPU s per 1,000");
    out.printf(GROWTH, "---", "---:", "---:", "---:", "---:", "---:", "---:");
    try (University university = university(1, FEW_BLOCKS, Map.of())) {
      grow(university, 1, FEW_PEOPLE, FEW_BLOCKS);
      People.signOnAgain(university.database(), MORE_SESSIONS);
      grow(university, 1, FEW_PEOPLE, FEW_BLOCKS);
    }
    try (University university = university(1, FEW_BLOCKS, Map.of())) {
      People.MEMBERS.admit(university.database(), FEW_PEOPLE + 1, MANY_PEOPLE);
      UsedKeys.of(People.MEMBERS, university.database());
      grow(university, 1, MANY_PEOPLE, FEW_BLOCKS);
    }
    try (University university = university(1, MANY_BLOCKS, Map.of())) {
      grow(university, 1, FEW_PEOPLE, MANY_BLOCKS);
    }
    try (University university = university(2, FEW_BLOCKS, Map.of())) {
      grow(university, 2, FEW_PEOPLE, FEW_BLOCKS);
    }
  }

  private void grow(University university, int nodes, int people, int blocks) throws SQLException {
    Map<SignOn, List<Cost>> costs =
        measure(university, List.of(SignOn.CAMPUS, SignOn.OFF_CAMPUS), people, (rounds + 1) / 2);
    String sessions =
        String.format(
            Locale.ROOT, "%.1f", (double) Stored.in(university.database()).sessions() / people);
    costs.forEach(
        (kind, all) ->
            out.printf(
                GROWTH,
                kind.title(),
                nodes,
                people,
                sessions,
                blocks,
                Spread.of(all, Cost::cpu).text("%.1f"),
                Spread.of(all, Cost::database).text("%.1f")));
  }

  private University university(int nodes, int blocks, Map<String, String> settings)
      throws IOException, InterruptedException, StartupException, SQLException {
    List<People> groups = List.of(People.MEMBERS, People.KEYED, People.PLAIN);
    University university =
        new University(
            root,
            directory,
            Duration.ZERO,
            nodes,
            new Realms(root.resolve("realm-config/omu-realm.json"), directory, hashing)
                .write(blocks),
            groups,
            settings);
    for (People people : groups) {
      people.admit(university.database(), 1, FEW_PEOPLE);
    }
    UsedKeys.of(People.MEMBERS, university.database());
    return university;
  }

  /** Forwards and backwards in turn, so that no kind is always the one after the same. */
  private Map<SignOn, List<Cost>> measure(
      University university, List<SignOn> kinds, int people, int rounds) {
    kinds.forEach(kind -> cost(university, kind, people, warmUp));
    Map<SignOn, List<Cost>> costs = new EnumMap<>(SignOn.class);
    List<SignOn> order = new ArrayList<>(kinds);
    for (int round = 0; round < rounds; round++) {
      for (SignOn kind : order) {
        costs
            .computeIfAbsent(kind, first -> new ArrayList<>())
            .add(cost(university, kind, people, duration));
      }
      Collections.reverse(order);
    }
    return costs;
  }

  private Cost cost(University university, SignOn kind, int admitted, Duration duration) {
    Round round =
        new Round(
            kind,
            university.addresses(),
            duration,
            next.get(kind.people()),
            admitted,
            new Waits(),
            new Waits());
    SignOnSimulation.round = round;
    Usage before = university.usage();
    Driver.run(SignOnSimulation.class);
    Usage usage = university.usage().since(before);
    if (round.requests().all().failed() > 0) {
      throw new IllegalStateException(kind + ": not everybody got in: " + round.requests().each());
    }
    Waits.Summary in = round.in().all();
    Cost cost =
        new Cost(
            in.requests() / usage.wall(),
            in.p50(),
            in.p99(),
            1000 * usage.keycloak() / in.requests(),
            1000 * usage.postgres() / in.requests());
    System.err.println(kind + " " + cost);
    return cost;
  }

  /**
   * @param perSecond sign-ons
   * @param p50 milliseconds from the first request to the token for the portal
   * @param p99 the same
   * @param cpu seconds of all nodes for a thousand
   * @param database CPU seconds of the database for a thousand
   */
  private record Cost(double perSecond, double p50, double p99, double cpu, double database) {}

  /** What several rounds gave, sorted. */
  private record Spread(double[] values) {
    static Spread of(List<Cost> costs, ToDoubleFunction<Cost> figure) {
      return new Spread(costs.stream().mapToDouble(figure).sorted().toArray());
    }

    /** The median, with the least and the most. */
    String text(String format) {
      int middle = values.length / 2;
      double median =
          values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
      return String.format(
          Locale.ROOT,
          format + " (" + format + "–" + format + ")",
          median,
          values[0],
          values[values.length - 1]);
    }
  }
}
