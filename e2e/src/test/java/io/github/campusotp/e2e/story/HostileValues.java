package io.github.campusotp.e2e.story;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What no honest browser sends, and where it can be put. */
final class HostileValues {
  /** Percent-encoded where a query or a form needs it, and wrongly where that is the point. */
  static final List<String> VALUES =
      List.of(
          "",
          "%20",
          "+++",
          "0",
          "-1",
          "9".repeat(30),
          "1e400",
          "NaN",
          "null",
          "true",
          "x",
          "123456",
          "%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96", // full-width digits
          "%D9%A1%D9%A2%D9%A3%D9%A4%D9%A5%D9%A6", // Arabic digits
          "12345",
          "1234567",
          "ja",
          "en",
          "zz-ZZ-x-y",
          "ja_JP_%23Latn%40x=y",
          "%00",
          "123456%00",
          "%5Cu0000",
          "%u0000",
          "%",
          "%2",
          "%ZZ",
          "%FF",
          "%FE%FF%00a",
          "%C0%AF", // overlong
          "%E0%80%AF",
          "%ED%A0%80", // a lone surrogate
          "%ED%BF%BF%ED%A0%80",
          "%F4%90%80%80", // beyond Unicode
          "%E3%81", // cut off
          "\u00ff\u00fe",
          "%EF%BB%BF",
          "%E2%80%AEabc%E2%80%8B",
          "e" + "%CC%81".repeat(50),
          "%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB",
          "%0D%0ASet-Cookie:%20KEYCLOAK_IDENTITY=forged",
          "%0d%0a%0d%0a%3Chtml%3E",
          "%E5%98%8D%E5%98%8ASet-Cookie:x=y", // CR, LF to a server that drops high bits
          "%3Cscript%3Ealert(1)%3C/script%3E",
          "%22%20autofocus%20onfocus=%22alert(1)",
          "%5D%5D%3E%3C!--",
          "$%7B7*7%7D",
          "%24%7Bjndi:ldap://127.0.0.1:1/x%7D",
          "%23%7B7*7%7D",
          "%3C%23list%201..9%20as%20x%3E",
          "%24%7Bx?eval%7D",
          "%7B0%7D",
          "%7B",
          "'%7B",
          "%25n%25s%251$s",
          "'%20OR%20'1'='1",
          "*)(uid=*",
          "..%2F..%2F..%2Fetc%2Fpasswd",
          "%2e%2e/%2e%2e/",
          "javascript:alert(1)",
          "//evil.example/",
          "%7B%22a%22:%5B1%5D%7D",
          "a@b@c",
          "%22a%20b%22@example.org",
          "x@%5B127.0.0.1%5D",
          "x@" + "a.".repeat(120) + "example",
          "x@xn--" + "a".repeat(70) + ".example",
          "x%0D%0ABcc:%20y@example.org",
          "success",
          "access_denied",
          "setup-success",
          "login_required",
          "x".repeat(1500));

  /** For bodies: some grow when they are normalised, decoded or escaped. */
  static final List<String> HUGE_VALUES =
      List.of(
          "a".repeat(8_000),
          "1".repeat(60_000),
          "%EF%B7%BA".repeat(6_600), // one letter, eighteen when normalised
          "%3C".repeat(20_000),
          "%00".repeat(8_000),
          "%ED%A0%80".repeat(3_000),
          "e" + "%CC%81".repeat(9_000),
          "x@" + "a.".repeat(20_000) + "example");

  static final List<String> CONTENT_TYPES =
      List.of(
          "application/json",
          "application/xml",
          "text/plain",
          "text/plain; charset=nonsense",
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "multipart/form-data; boundary=b",
          "application/x-www-form-urlencoded; charset=UTF-16",
          "application/x-www-form-urlencoded; charset=nonsense",
          "application/x-www-form-urlencoded; charset=",
          "application/x-www-form-urlencoded, application/json",
          "APPLICATION/X-WWW-FORM-URLENCODED",
          "application/octet-stream",
          "*/*",
          "nonsense",
          "",
          "/",
          ";");

  static final List<String> BODIES =
      List.of(
          "",
          "&&&&",
          "=",
          "====",
          "=x",
          "%=%",
          ";;;",
          "\u0000\u0001\u00ff",
          "%00=%00",
          "x=1&".repeat(900),
          "x=1&".repeat(3000),
          "[]",
          "<x/>");

  static final List<String> METHODS =
      List.of("POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "GET", "PROPFIND");

  static final List<String> ADDRESSES =
      List.of(
          "/realms/omu/mfa",
          "/realms/omu/mfa/reset/request",
          "/realms/omu/mfa/reset/request?setup=1",
          "/realms/omu/mfa/key",
          "/realms/omu/mfa/delete",
          "/realms/omu/mfa/address",
          "/realms/omu/mfa/test",
          "/realms/omu/mfa/test?again=1",
          "/realms/omu/mfa/elsewhere",
          "/realms/omu/start",
          "/realms/omu/start/begin",
          "/realms/omu/start/complete",
          "/realms/omu/start/elsewhere");

  static final List<String> PARAMETERS =
      List.of(
          "state",
          "code",
          "error",
          "error_description",
          "kc_action",
          "kc_action_status",
          "kc_locale",
          "ui_locales",
          "session_state",
          "iss",
          "again",
          "setup");
  static final List<String> COOKIES =
      List.of(
          "CAMPUS_SITE_REQUEST",
          "CAMPUS_SITE_FLASH",
          "AUTH_SESSION_ID",
          "KC_RESTART",
          "KC_AUTH_SESSION_HASH",
          "KEYCLOAK_LOCALE",
          "KEYCLOAK_IDENTITY",
          "KEYCLOAK_SESSION");

  static final List<String> HEADERS =
      List.of(
          "Accept-Language",
          "User-Agent",
          "Accept",
          "Accept-Encoding",
          "Referer",
          "Origin",
          "Authorization",
          "Range",
          "If-Modified-Since",
          "X-HTTP-Method-Override");

  static final List<String> STATE_PARAMETERS =
      List.of("execution", "session_code", "tab_id", "client_data", "client_id");

  static String everywhere(String value) {
    String shortened = value.substring(0, Math.min(value.length(), 200));
    return PARAMETERS.stream().map(name -> name + "=" + shortened).collect(Collectors.joining("&"));
  }

  /** A name without value, doubled, in the notations of other platforms, and almost right. */
  static Stream<String> shapes(String name) {
    return Stream.of(
            "N",
            "N=a&N=b",
            "N=&N=",
            "N[]=a&N[]=b",
            "N[0][x]=a",
            "N.x=a&N.y=b",
            "%00N=a",
            "N%00=a",
            "N%FF=a",
            ("N=a&").repeat(60) + "N=a")
        .map(shape -> shape.replace("N", name));
  }

  static String and(String address, String query) {
    return address + (address.contains("?") ? "&" : "?") + query;
  }

  /** One of so many, beginning elsewhere each time, so that together all have their turn. */
  static Stream<String> every(int step, int offset, List<String> values) {
    return IntStream.range(0, values.size())
        .filter(i -> i % step == offset % step)
        .mapToObj(values::get);
  }

  private HostileValues() {}
}
