package io.github.campusotp.people;

import io.github.campusotp.people.StoredPerson.User;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/** People as CSV (RFC 4180) in UTF-8, without what is true for an hour only. */
final class PeopleCsv {
  private static final int BATCH = 1000;
  private static final List<String> SET_UP = List.of("password", "key", "passkey", "backupCodes");

  private final RealmModel realm;
  private final PeopleTable table;

  PeopleCsv(RealmModel realm, PeopleTable table) {
    this.realm = realm;
    this.table = table;
  }

  void write(PersonFilter filter, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(
        line(
            Stream.of(
                Stream.of("id", "username", "firstName", "lastName", "enabled", "federation"),
                SET_UP.stream(),
                Stream.of("address"))));
    String last = null;
    List<StoredPerson> batch;
    do {
      batch = table.after(last, filter, BATCH);
      for (StoredPerson person : batch) {
        writer.write(line(person));
        last = person.user().username();
      }
    } while (batch.size() == BATCH);
    writer.flush();
  }

  private String line(StoredPerson person) {
    User user = person.user();
    return line(
        Stream.of(
            Stream.of(
                user.id(),
                user.username(),
                text(user.firstName()),
                text(user.lastName()),
                Boolean.toString(user.enabled()),
                user.federation() == null ? "" : People.federation(realm, user.federation())),
            SET_UP.stream().map(what -> time(person.since().get(what))),
            Stream.of(person.address().orElse(""))));
  }

  private static String line(Stream<Stream<String>> cells) {
    return cells.flatMap(part -> part).map(PeopleCsv::cell).collect(Collectors.joining(","))
        + "\r\n";
  }

  /** No spreadsheet may take a name for a formula. */
  private static String cell(String text) {
    String inert = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
    return "\"" + inert.replace("\"", "\"\"") + "\"";
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }

  private static String time(Long millis) {
    return millis == null ? "" : Instant.ofEpochMilli(millis).toString();
  }
}
