package io.github.campusotp.office;

import com.fasterxml.jackson.databind.JsonNode;
import com.opencsv.CSVParserBuilder;
import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.ICSVParser;
import com.opencsv.exceptions.CsvMalformedLineException;
import com.opencsv.exceptions.CsvValidationException;
import io.github.campusotp.office.KeyImport.Row;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.util.JsonSerialization;

/** Reads a table of keys. */
final class KeyTable {
  /** RFC 4180; opencsv's own parser of that name ends at an empty line. */
  private static final CSVParserBuilder CSV =
      new CSVParserBuilder().withEscapeChar(ICSVParser.NULL_CHARACTER);

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private KeyTable() {}

  /**
   * Person, secret, recovery address; a header may stand first.
   *
   * @throws ErrorResponseException if a quotation mark is not closed
   */
  static List<Row> csv(String table) {
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
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it is a text
    }
    return rows;
  }

  /** A JSON object a line. */
  static List<Row> json(String lines) {
    List<Row> rows = new ArrayList<>();
    long line = 0;
    for (String text : text(lines).lines().toList()) {
      line++;
      if (!text.isBlank()) {
        rows.add(row(line, text));
      }
    }
    return rows;
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
