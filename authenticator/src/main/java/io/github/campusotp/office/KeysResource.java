package io.github.campusotp.office;

import com.fasterxml.jackson.databind.JsonNode;
import com.opencsv.CSVParserBuilder;
import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.ICSVParser;
import com.opencsv.exceptions.CsvMalformedLineException;
import com.opencsv.exceptions.CsvValidationException;
import io.github.campusotp.office.KeyImport.Line;
import io.github.campusotp.office.KeyImport.Row;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.util.JsonSerialization;

/** Keys from the system before this one, and of hardware tokens: one a line. */
@Produces(MediaType.APPLICATION_JSON)
public final class KeysResource {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** RFC 4180; opencsv's own parser of that name ends at an empty line. */
  private static final CSVParserBuilder CSV =
      new CSVParserBuilder().withEscapeChar(ICSVParser.NULL_CHARACTER);

  private final KeycloakSession session;
  private final Act act;

  KeysResource(KeycloakSession session, Act act) {
    this.session = session;
    this.act = act;
  }

  /**
   * Takes CSV (RFC 4180, UTF-8): person, secret, recovery address; a header may stand first.
   *
   * @param reason in words
   * @param dryRun whether nothing is stored
   * @param show whether people may see the key later
   */
  @POST
  @Consumes("text/csv")
  public List<Line> csv(
      @QueryParam("reason") String reason,
      @QueryParam("dryRun") boolean dryRun,
      @QueryParam("show") boolean show,
      String table)
      throws IOException {
    begin(reason, dryRun);
    List<Row> rows = new ArrayList<>();
    try (CSVReader csv =
        new CSVReaderBuilder(new StringReader(text(table))).withCSVParser(CSV.build()).build()) {
      long line = 1;
      for (String[] fields = csv.readNext(); fields != null; fields = csv.readNext()) {
        if (!isEmpty(fields) && !(rows.isEmpty() && isHeader(fields))) {
          rows.add(row(line, fields));
        }
        line = csv.getLinesRead() + 1;
      }
    } catch (CsvMalformedLineException e) { // whose message has the line
      throw Query.refusal("Line " + e.getLineNumber() + ": a quotation mark is not closed");
    } catch (CsvValidationException e) {
      throw new IllegalStateException(e); // there is no validator
    }
    return taken(rows, dryRun, show);
  }

  /** Takes JSON lines, which may have {@code digits}, {@code period} and {@code algorithm}, too. */
  @POST
  @Consumes("application/x-ndjson")
  public List<Line> json(
      @QueryParam("reason") String reason,
      @QueryParam("dryRun") boolean dryRun,
      @QueryParam("show") boolean show,
      String lines) {
    begin(reason, dryRun);
    List<Row> rows = new ArrayList<>();
    long line = 0;
    for (String text : text(lines).lines().toList()) {
      line++;
      if (!text.isBlank()) {
        rows.add(row(line, text));
      }
    }
    return taken(rows, dryRun, show);
  }

  private void begin(String reason, boolean dryRun) {
    act.begin(OfficeRole.ADMINISTRATOR, dryRun ? "dry run" : reason);
  }

  /** All of them were read before the first is stored. */
  private List<Line> taken(List<Row> rows, boolean dryRun, boolean show) {
    KeyImport keys = new KeyImport(session, act, dryRun, show);
    return rows.stream().map(keys::take).toList();
  }

  private static String text(String body) {
    String text = body == null ? "" : body;
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static boolean isEmpty(String[] fields) {
    return fields.length == 1 && fields[0].isBlank();
  }

  private static boolean isHeader(String[] fields) {
    return fields.length > 1 && fields[1].strip().equalsIgnoreCase("secret");
  }

  private static Row row(long line, String[] fields) {
    return fields.length < 2
        ? unreadable(line)
        : new Row(
            line,
            fields[0].strip(),
            fields[1],
            fields.length > 2 ? fields[2].strip() : "",
            Map.of());
  }

  private static Row row(long line, String json) {
    try {
      JsonNode node = JsonSerialization.mapper.readTree(json);
      if (!node.path("person").isTextual() || !node.path("secret").isTextual()) {
        return unreadable(line);
      }
      Map<String, String> said = new HashMap<>();
      for (String name : List.of("digits", "period", "algorithm")) {
        if (node.hasNonNull(name)) {
          said.put(name, node.path(name).asText());
        }
      }
      return new Row(
          line,
          node.path("person").asText().strip(),
          node.path("secret").asText(),
          node.path("recoveryAddress").asText("").strip(),
          said);
    } catch (IOException e) {
      return unreadable(line);
    }
  }

  private static Row unreadable(long line) {
    return new Row(line, null, "", "", Map.of());
  }
}
