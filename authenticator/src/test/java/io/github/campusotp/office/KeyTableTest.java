package io.github.campusotp.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.office.KeyImport.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.keycloak.services.ErrorResponseException;

class KeyTableTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      value = {
        "a,b; 1 a b",
        "a , b ,c@d ; 1 a  b  c@d",
        "|\uFEFFperson,secret\na,b|; 2 a b",
        "|\uFEFF\"person\",\"Secret\",address\r\n\"a\",\"b\"|; 2 a b",
        "|\n\r\n  \na,b\n\nc,d|; 4 a b/6 c d",
        "|a,b\nx,secret|; 1 a b/2 x secret",
        "|\"a,1\",\"b\"\"2\"\n\"a\nb\",c|; |1 a,1 b\"2/2 a\nb c|",
        "a\\,b; 1 a\\ b",
        "a; 1 null",
      })
  void csvIsReadAsSpreadsheetsWriteIt(String table, String rows) {
    assertThat(String.join("/", KeyTable.csv(table).stream().map(KeyTableTest::told).toList()))
        .isEqualTo(rows.strip());
  }

  private static String told(Row row) {
    return (row.line() + " " + row.person() + " " + row.secret() + " " + row.address()).strip();
  }

  @Test
  void aQuotationMarkThatIsNotClosedIsRefusedWithoutTheLine() {
    assertThatThrownBy(() -> KeyTable.csv("a,b\nc,\"GEZDGNBVGY3TQOJQ"))
        .isInstanceOf(ErrorResponseException.class)
        .hasNoCause();
  }

  @Test
  void jsonIsReadALineAtATime() {
    String lines =
        """
        \uFEFF{"person":" a ","secret":"b"}

        {"secret":"s","person":"p","digits":8,"period":"60","algorithm":null,\
        "recoveryAddress":" c@d "}
        [1]
        {"person":7,"secret":"b"}
        {"person":"a"
        """;
    assertThat(KeyTable.json(lines))
        .containsExactly(
            new Row(1, "a", "b", "", Map.of()),
            new Row(3, "p", "s", "c@d", Map.of("digits", "8", "period", "60")),
            new Row(4, null, "", "", Map.of()),
            new Row(5, null, "", "", Map.of()),
            new Row(6, null, "", "", Map.of()));
  }

  @ParameterizedTest
  @NullAndEmptySource
  void nothingIsNoRow(String body) {
    assertThat(KeyTable.csv(body)).isEqualTo(List.of()).isEqualTo(KeyTable.json(body));
  }
}
