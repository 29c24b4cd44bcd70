package io.github.campusotp.realmfile;

import io.github.campusotp.network.CampusNetworks;
import io.github.campusotp.network.Problem;
import io.github.campusotp.network.TrustedProxies;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.keycloak.models.ModelException;

/**
 * An environment variable that is set: one that is empty or blank counts as not set. What was typed
 * is what counts, or is refused in words that name the variable and never say its value.
 *
 * @param name as the environment has it
 * @param typed its value, with every line break
 */
record Variable(String name, String typed) {
  static Optional<Variable> of(String name, UnaryOperator<String> environment) {
    return Optional.ofNullable(environment.apply(name))
        .filter(value -> !value.isBlank())
        .map(value -> new Variable(name, value));
  }

  static Variable required(String name, UnaryOperator<String> environment) {
    return of(name, environment)
        .orElseThrow(() -> new ModelException(name + " is not set. There is no default for it."));
  }

  /** The answer to a value that cannot be used. */
  ModelException refused(String advice) {
    return new ModelException(name + " is refused: " + advice);
  }

  /** One line; blanks and line breaks around it do not matter. */
  String line() {
    String line = typed.strip();
    if (line.chars().anyMatch(Character::isISOControl)) {
      throw refused("write one line, without tabs");
    }
    return line;
  }

  /** Every character as it was typed. */
  String secret() {
    if (!typed.equals(line())) {
      throw refused("it begins or ends with a blank or a line break");
    }
    return typed;
  }

  String oneOf(String... words) {
    String word = line();
    if (!List.of(words).contains(word)) {
      throw refused(
          "write "
              + String.join(", ", Arrays.copyOf(words, words.length - 1))
              + " or "
              + words[words.length - 1]);
    }
    return word;
  }

  /** A name or an address, without port. */
  String host() {
    String host = line();
    if (!host.matches("[\\p{Alnum}.:_-]+") || host.matches("[^:]*:[^:]*")) {
      throw refused("write the name or the address of the mail server, without port");
    }
    return host;
  }

  String port() {
    String port = line();
    if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 0xFFFF) {
      throw refused("write a port, 1 to 65535");
    }
    return port;
  }

  /** Without the slash at its end. */
  String url() {
    try {
      URI url = new URI(line());
      if (List.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && !line().contains("*")) {
        return line().replaceFirst("/+$", "");
      }
    } catch (URISyntaxException noUrl) {
      // answered below
    }
    throw refused("write an address such as https://portal.example.ac.jp, without ?, # and *");
  }

  /** Base64 of DER in one line, from that or from PEM. */
  String certificate() {
    String base64 = typed.replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      InputStream der = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
      CertificateFactory.getInstance("X.509").generateCertificate(der);
    } catch (IllegalArgumentException | CertificateException noCertificate) {
      throw refused("write a certificate, as PEM or as Base64 of DER");
    }
    return base64;
  }

  /** Lines end with a line break, a {@code ;}, or a backslash and an n. */
  String networks() {
    String list = list();
    return checked(list, CampusNetworks.parse(list).problems());
  }

  String trustedProxies() {
    String list = list();
    return checked(list, TrustedProxies.parse(list).problems());
  }

  private String list() {
    return typed
        .strip()
        .replace("\\n", "\n")
        .replace(';', '\n')
        .lines()
        .collect(Collectors.joining("\n"));
  }

  private String checked(String list, List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw refused(problems.stream().map(Problem::advice).collect(Collectors.joining(". ")));
    }
    return list;
  }
}
