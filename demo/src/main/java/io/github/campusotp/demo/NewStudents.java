package io.github.campusotp.demo;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Creates a student with a provisional password at every POST, and shows who it is. */
final class NewStudents implements Exchange.Page {

  private final URI front;
  private final List<DemoPeople.Person> people = new CopyOnWriteArrayList<>();
  private volatile Registrar registrar;

  /**
   * @param front the demo's address
   */
  NewStudents(URI front) {
    this.front = front;
  }

  /** From now on students are created. */
  void registerWith(Registrar present) {
    registrar = present;
  }

  /** Those of this run, newest first. */
  List<DemoPeople.Person> all() {
    return people;
  }

  @Override
  public void serve(Exchange exchange) throws Exception {
    String name = exchange.path().replaceFirst("^/new-student/?", "");
    if (!name.isEmpty()) {
      show(exchange, name);
    } else if (!exchange.post()) {
      exchange.redirect("/");
    } else if (exchange.from(front)) {
      exchange.redirect("/new-student/" + admit().username());
    } else {
      exchange.page(
          403,
          "Not done",
          Html.of("problem", Map.of("message", "Only the page " + front + "/ may ask for that.")));
    }
  }

  private DemoPeople.Person admit() throws IOException, InterruptedException {
    if (registrar == null) {
      throw new IOException("Keycloak is still starting. Try again in a moment.");
    }
    DemoPeople.Person student = registrar.admit();
    people.add(0, student);
    return student;
  }

  private void show(Exchange exchange, String username) {
    people.stream()
        .filter(student -> student.username().equals(username))
        .findFirst()
        .ifPresentOrElse(
            student ->
                exchange.page(
                    200,
                    "A new student",
                    Html.of(
                        "new-student",
                        Map.of(
                            "username",
                            student.username(),
                            "password",
                            student.password(),
                            "name",
                            student.name()))),
            exchange::missing);
  }
}
