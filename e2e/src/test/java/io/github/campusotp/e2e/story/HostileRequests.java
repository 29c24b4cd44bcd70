package io.github.campusotp.e2e.story;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All hostile requests there are, each once: they depend on nothing but this code. */
final class HostileRequests {
  /** The site takes its own word for it that it asked: only then it reads what the answer says. */
  static final String ASKED_FOR = "Cookie: CAMPUS_SITE_REQUEST=s.setup";

  private HostileRequests() {}

  static Set<Hostile> forms(HostileScene scene) {
    Set<Hostile> hostile = new LinkedHashSet<>();
    int offset = scene.ordinal();
    String first = scene.fields.get(0);
    for (String field : scene.fields) {
      int step = field.equals(first) ? 1 : 12;
      Stream.of(
              HostileValues.every(step == 1 ? 1 : 2, offset, HostileValues.shapes(field).toList()),
              HostileValues.every(step, offset++, HostileValues.VALUES)
                  .map(value -> field + "=" + value),
              HostileValues.every(step == 1 ? 1 : 3, offset, HostileValues.HUGE_VALUES)
                  .map(value -> field + "=" + value))
          .flatMap(bodies -> bodies)
          .forEach(body -> hostile.add(Hostile.form(body)));
    }
    Stream.concat(
            HostileValues.every(3, offset, HostileValues.VALUES),
            HostileValues.every(2, offset, HostileValues.HUGE_VALUES))
        .forEach(value -> hostile.add(Hostile.form(all(scene, value))));
    HostileValues.BODIES.forEach(body -> hostile.add(Hostile.form(body)));
    scene.more.forEach(body -> hostile.add(Hostile.form(body)));
    List<String> otherBodies =
        List.of(
            first + "=x",
            "{\"" + first + "\":[1,{}]}",
            part(first, ""),
            part(first, "; filename=x"));
    for (String type : HostileValues.CONTENT_TYPES) {
      HostileValues.every(4, offset++, otherBodies)
          .forEach(body -> hostile.add(Hostile.form(body).as("Content-Type: " + type)));
    }
    otherBodies.forEach(
        body ->
            hostile.add(Hostile.form(body).as("Content-Type: multipart/form-data; boundary=b")));
    hostile.add(Hostile.form(first + "=x").as());
    HostileValues.METHODS.forEach(method -> hostile.add(Hostile.form(first + "=x").by(method)));
    for (String name : HostileValues.STATE_PARAMETERS) {
      Pattern present = Pattern.compile("([?&])" + name + "=([^&]*)");
      Stream.of(
              HostileValues.every(5, offset++, HostileValues.shapes(name).toList())
                  .map(shape -> "$1" + shape),
              HostileValues.every(18, offset, HostileValues.VALUES)
                  .map(value -> "$1" + name + "=" + Matcher.quoteReplacement(value)),
              Stream.of("$1", "$0&NAME=x", "$1NAME=x&NAME=$2", "$1NAME=$2x", "$1NAME=$2%00")
                  .map(shape -> shape.replace("NAME", name)))
          .flatMap(replacements -> replacements)
          .forEach(replacement -> hostile.add(Hostile.form("").with(present, replacement)));
    }
    for (String cookie : HostileValues.COOKIES) {
      HostileValues.every(48, offset++, HostileValues.VALUES)
          .forEach(
              value ->
                  hostile.add(
                      Hostile.form("").aside(Hostile.FORM, "Cookie: " + cookie + "=" + value)));
    }
    return hostile;
  }

  private static String part(String field, String more) {
    return "--b\r\nContent-Disposition: form-data; name=" + field + more + "\r\n\r\nx\r\n--b--\r\n";
  }

  private static String all(HostileScene scene, String value) {
    return scene.fields.stream().map(field -> field + "=" + value).collect(Collectors.joining("&"));
  }

  static Set<Hostile> addresses() {
    Set<Hostile> hostile = new LinkedHashSet<>();
    int offset = 0;
    for (String address : HostileValues.ADDRESSES) {
      for (String name : HostileValues.PARAMETERS) {
        HostileValues.every(5, offset++, HostileValues.shapes(name).toList())
            .forEach(shape -> hostile.add(Hostile.get(HostileValues.and(address, shape))));
        HostileValues.every(24, offset, HostileValues.VALUES)
            .forEach(
                value -> hostile.add(Hostile.get(HostileValues.and(address, name + "=" + value))));
        HostileValues.every(24, offset + 12, HostileValues.VALUES)
            .map(
                value ->
                    HostileValues.and(HostileValues.and(address, "state=s"), name + "=" + value))
            .forEach(target -> hostile.add(Hostile.get(target).as(ASKED_FOR)));
      }
      HostileValues.every(8, offset++, HostileValues.VALUES)
          .map(HostileValues::everywhere)
          .forEach(query -> hostile.add(Hostile.get(HostileValues.and(address, query))));
      for (String cookie : HostileValues.COOKIES) {
        HostileValues.every(24, offset++, HostileValues.VALUES)
            .forEach(
                value -> hostile.add(Hostile.get(address).as("Cookie: " + cookie + "=" + value)));
      }
      for (String header : HostileValues.HEADERS) {
        HostileValues.every(48, offset++, HostileValues.VALUES)
            .forEach(value -> hostile.add(Hostile.get(address).as(header + ": " + value)));
      }
      hostile.add(Hostile.get(address).as("Cookie: " + "a=b; ".repeat(1500)));
      hostile.add(Hostile.get(address).as("Accept-Language: " + "ja;q=0.5,".repeat(3000)));
      hostile.add(Hostile.get(address).as("Accept-Language: *;q=\u00ff, -, ja-"));
      hostile.add(Hostile.get(address).as("Cookie: CAMPUS_SITE_FLASH=" + "x".repeat(50_000)));
      hostile.add(Hostile.get(HostileValues.and(address, "kc_locale=" + "x".repeat(8_000))));
      for (String method : HostileValues.METHODS) {
        for (String type :
            HostileValues.every(18, offset++, HostileValues.CONTENT_TYPES).toList()) {
          hostile.add(
              new Hostile(
                  method, action -> address, List.of("Content-Type: " + type), "state=x", true));
        }
      }
    }
    for (String path :
        List.of(
            "/",
            "//",
            "/.",
            "/..",
            "/../mfa",
            "/;again=1",
            ";x=y/test",
            "/test;again=1",
            "/test/",
            "/test/x",
            "/TEST",
            "/%00",
            "/%0d%0a",
            "/%ZZ",
            "/%FF",
            "/%C0%AE%C0%AE",
            "/%ED%A0%80",
            "/%2e%2e/%2e%2e",
            "/%2F",
            "/%5C",
            "/{elsewhere:.+}",
            "/${7*7}",
            "/<script>",
            "/%3Cscript%3E",
            "/\u00ff",
            "/reset",
            "/reset/request/",
            "/" + "x/".repeat(1500),
            "/" + "x".repeat(3000),
            "?",
            "?&",
            "??",
            "?=",
            "?%",
            "?#")) {
      for (String site : List.of("/realms/omu/mfa", "/realms/omu/start")) {
        hostile.add(Hostile.get(site + path));
      }
    }
    for (String realm : HostileValues.every(3, 0, HostileValues.VALUES).toList()) {
      hostile.add(Hostile.get("/realms/" + realm + "/mfa"));
      hostile.add(Hostile.get("/realms/" + realm + "/start"));
    }
    for (String site : List.of("mfa", "mfa/key", "mfa/test", "start", "start/begin")) {
      hostile.add(Hostile.get("/realms/master/" + site));
    }
    return hostile;
  }
}
