package io.github.campusotp.realmfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.ModelException;

/** Which values are taken, and as what; the others are refused by the variable's name. */
class VariableTest {
  private static final Map<String, Function<Variable, String>> KINDS =
      Map.of(
          "secret", Variable::secret,
          "url", Variable::url,
          "host", Variable::host,
          "port", Variable::port,
          "networks", Variable::networks,
          "proxies", Variable::trustedProxies,
          "certificate", Variable::certificate,
          "word", variable -> variable.oneOf("external", "all", "none"));

  @ParameterizedTest
  @CsvSource({
    "secret, '\\back', '\\back'",
    "secret, '${HOME} \"quoted\"', '${HOME} \"quoted\"'",
    "url, 'https://portal.example.ac.jp/', 'https://portal.example.ac.jp'",
    "url, ' http://localhost:8000/portal// ', 'http://localhost:8000/portal'",
    "host, 'smtp.example.ac.jp\n', smtp.example.ac.jp",
    "host, 2001:db8::25, 2001:db8::25",
    "port, 587, 587",
    "word, all, all",
    "networks, 'a = 10.64.0.0/12\nb = 10.80.0.0/16', 'a = 10.64.0.0/12\nb = 10.80.0.0/16'",
    "networks, 'a = 10.64.0.0/12\r\nb = 10.80.0.0/16', 'a = 10.64.0.0/12\nb = 10.80.0.0/16'",
    "networks, 'a = 10.64.0.0/12;b = 10.80.0.0/16', 'a = 10.64.0.0/12\nb = 10.80.0.0/16'",
    "networks, 'a = 10.64.0.0/12\\nb = 10.80.0.0/16', 'a = 10.64.0.0/12\nb = 10.80.0.0/16'",
    "networks, 'a\t=\t10.64.0.0/12', 'a\t=\t10.64.0.0/12'",
    "proxies, '192.0.2.10;192.0.2.11', '192.0.2.10\n192.0.2.11'",
  })
  void isTaken(String kind, String typed, String as) {
    assertThat(KINDS.get(kind).apply(new Variable("IT", typed))).isEqualTo(as);
  }

  @ParameterizedTest
  @CsvSource({
    "secret, 'ends with a line break\n'",
    "secret, ' begins with a blank'",
    "secret, 'has a\ttab'",
    "url, portal.example.ac.jp",
    "url, ftp://portal.example.ac.jp",
    "url, https://portal.example.ac.jp/*",
    "url, https://portal.example.ac.jp/?a=b",
    "url, 'https://a.example https://b.example'",
    "url, https://user@portal.example.ac.jp",
    "url, '\"https://portal.example.ac.jp\"'",
    "host, smtp.example.ac.jp:587",
    "host, smtp://smtp.example.ac.jp",
    "port, 0",
    "port, 65536",
    "port, smtp",
    "word, External",
    "networks, '\"a = 10.64.0.0/12\"'",
    "networks, 'a = 10.64.1.0/12'",
    "networks, 'a = 10.64.0.0/12\\tb = 10.80.0.0/16'",
    "networks, 'a = 10.64.0.0\\/12'",
    "proxies, proxy.example.ac.jp",
    "certificate, MIIC",
    "certificate, '\\n'",
  })
  void isRefused(String kind, String typed) {
    assertThatThrownBy(() -> KINDS.get(kind).apply(new Variable("IT", typed)))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("IT is refused: ");
  }
}
