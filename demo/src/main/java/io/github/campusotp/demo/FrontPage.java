package io.github.campusotp.demo;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;

/** The first page: what this is, where to go, and which users there are. */
final class FrontPage implements Exchange.Page {

  private final DemoPeople people;
  private final NewStudents newStudents;
  private final Clock clock;

  FrontPage(DemoPeople people, NewStudents newStudents, Clock clock) {
    this.people = people;
    this.newStudents = newStudents;
    this.clock = clock;
  }

  @Override
  public void serve(Exchange exchange) {
    exchange.page(
        200,
        "Campus OTP",
        Html.of(
            "front",
            Map.of(
                "people",
                Html.join(
                    Stream.concat(newStudents.all().stream(), people.all().stream())
                        .map(this::row)
                        .toList()),
                "seconds",
                DemoPeople.secondsLeft(clock))));
  }

  private Html row(DemoPeople.Person person) {
    return Html.of(
        "person",
        Map.of(
            "username",
            person.username(),
            "password",
            person.password(),
            "name",
            person.name(),
            "role",
            person.role(),
            "recovery",
            person.recoveryAddress(),
            "code",
            person.code(clock).orElse("")));
  }
}
