package io.github.campusotp.bench.load;

import io.github.campusotp.bench.load.Waits.Summary;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * "4,000 freshmen enrol on one April morning": first at a steady rate, then at rising rates as long
 * as the machine bears them, last with a mail server that hangs. Prints Markdown.
 */
public final class EnrolmentLoad {
  static final People FRESHMEN = new People("omu", "f", null);

  private static final Duration MAIL_TAKES = Duration.ofMillis(200);
  private static final double WARM_UP_RATE = 2;
  private static final Duration HANG = Duration.ofSeconds(20);

  private final University university;
  private final PrintStream out;
  private int people;

  private EnrolmentLoad(University university, PrintStream out) {
    this.university = university;
    this.out = out;
  }

  /**
   * Measures for some minutes.
   *
   * @param arguments the repository, with the jars built; a directory for the servers and their
   *     logs; seconds to warm up; the steady rate in enrolments a second; how many people come at
   *     it; the rising rates, with spaces between; seconds for each of these
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = Driver.out();
    Duration warmUp = Duration.ofSeconds(Long.parseLong(arguments[2]));
    double steady = Double.parseDouble(arguments[3]);
    Duration duration = Duration.ofSeconds((long) (Integer.parseInt(arguments[4]) / steady));
    List<Double> rates =
        Arrays.stream(arguments[5].trim().split("\\s+"))
            .filter(text -> !text.isEmpty())
            .map(Double::valueOf)
            .toList();
    Duration step = Duration.ofSeconds(Long.parseLong(arguments[6]));
    try (University university =
        new University(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            MAIL_TAKES,
            1,
            List.of(Path.of(arguments[0], "realm-config/omu-realm.json")),
            List.of(FRESHMEN),
            Map.of())) {
      FRESHMEN.admit(
          university.database(),
          1,
          Wave.people(WARM_UP_RATE, warmUp)
              + Wave.people(steady, duration)
              + rates.stream().mapToInt(rate -> Wave.people(rate, step)).sum()
              + 2 * Wave.people(steady, HANG));
      EnrolmentLoad load = new EnrolmentLoad(university, out);
      load.measure(WARM_UP_RATE, warmUp);
      load.steady(steady, duration);
      load.rising(rates, step);
      load.hanging(steady);
    }
    System.exit(0); // Gatling leaves threads behind
  }

  private void steady(double rate, Duration duration) {
    Measured measured = measure(rate, duration);
    out.println("\n" + Measured.HEAD + "\n" + measured.row() + "\n\n" + measured.requests());
  }

  private void rising(List<Double> rates, Duration step) {
    out.println(Measured.HEAD);
    for (double rate : rates) {
      Measured measured = measure(rate, step);
      out.println(measured.row());
      if (!measured.held()) {
        break;
      }
    }
  }

  private void hanging(double rate) throws SQLException {
    out.println(
        """

        | the mail server hangs at | begun a second | mails waiting, at most | transactions idle \
        for over 3 s, at most | others' sign-on page: p50 ms | p95 ms | p99 ms |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: |""");
    for (int mail = 1; mail <= 2; mail++) {
      university.mail().hangAt(mail);
      Wave wave = wave(rate, HANG);
      try (Watch watch = new Watch(university)) {
        run(wave);
        Summary others = wave.waits().each().get(EnrolmentSimulation.SIGN_ON_PAGE);
        out.printf(
            Locale.ROOT,
            "| every user's mail %d | %s | %d | %d | %d | %d | %d |%n",
            mail,
            rate,
            watch.waiting(),
            watch.idle(),
            others.p50(),
            others.p95(),
            others.p99());
        for (Map.Entry<String, Integer> last : watch.lastStatements().entrySet()) {
          System.err.println(last.getValue() + " times idle after: " + last.getKey());
        }
      }
    }
  }

  private Measured measure(double rate, Duration duration) {
    Wave wave = wave(rate, duration);
    int mails = university.mail().received();
    Usage before = university.usage();
    run(wave);
    return new Measured(
        wave, university.usage().since(before), university.mail().received() - mails);
  }

  private Wave wave(double rate, Duration duration) {
    Wave wave =
        new Wave(university.addresses().get(0), university.mail(), rate, duration, people + 1);
    people += wave.people();
    return wave;
  }

  private static void run(Wave wave) {
    System.err.printf("%s enrolments a second for %s%n", wave.rate(), wave.duration());
    EnrolmentSimulation.wave = wave;
    Driver.run(EnrolmentSimulation.class);
  }
}
