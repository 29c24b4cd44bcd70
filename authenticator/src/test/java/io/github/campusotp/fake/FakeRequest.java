package io.github.campusotp.fake;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import org.keycloak.common.ClientConnection;
import org.keycloak.http.HttpRequest;

/** One request: where it comes from, its headers and its form. */
public final class FakeRequest {
  private final HttpRequest model = Fake.of(HttpRequest.class, this);
  private final HttpHeaders headers = Fake.of(HttpHeaders.class, new Headers());
  private final MultivaluedMap<String, String> lines = new MultivaluedHashMap<>();
  private final MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
  private final MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
  private final Map<String, Cookie> cookies = new HashMap<>();
  private final String address;
  private String host;
  private boolean proxyTrusted;
  private String scheme = "https";

  private FakeRequest(String address) {
    this.address = address;
    this.host = address;
  }

  /**
   * @param address what Keycloak takes for the client's
   */
  public static FakeRequest from(String address) {
    return new FakeRequest(address);
  }

  /** Adds a line of a header. */
  public FakeRequest header(String name, String line) {
    lines.add(name, line);
    return this;
  }

  /** Adds a field of the form. */
  public FakeRequest field(String name, String value) {
    form.add(name, value);
    return this;
  }

  /** Adds a parameter of the query. */
  public FakeRequest query(String name, String value) {
    query.add(name, value);
    return this;
  }

  /** Adds a cookie. */
  public FakeRequest cookie(String name, String value) {
    cookies.put(name, new Cookie.Builder(name).value(value).build());
    return this;
  }

  /** Comes without TLS. */
  public FakeRequest overHttp() {
    scheme = "http";
    return this;
  }

  /** Sets what Keycloak has of the client beside its address; without this it is the address. */
  public FakeRequest host(String text) {
    host = text;
    return this;
  }

  /** Comes through a proxy that Keycloak believes. */
  public FakeRequest throughProxy() {
    proxyTrusted = true;
    return this;
  }

  HttpRequest model() {
    return model;
  }

  /** Where Keycloak is for this browser. */
  URI base() {
    return URI.create(scheme + "://sso.example/");
  }

  UriInfo uri() {
    return Fake.of(
        UriInfo.class,
        new Object() {
          URI getRequestUri() {
            return base();
          }

          MultivaluedMap<String, String> getQueryParameters() {
            return query;
          }
        });
  }

  ClientConnection connection() {
    return Fake.of(
        ClientConnection.class,
        new Object() {
          String getRemoteAddr() {
            return address;
          }

          String getRemoteHost() {
            return host;
          }
        });
  }

  HttpHeaders getHttpHeaders() {
    return headers;
  }

  MultivaluedMap<String, String> getDecodedFormParameters() {
    return form;
  }

  boolean isProxyTrusted() {
    return proxyTrusted;
  }

  private final class Headers {
    List<Locale> getAcceptableLanguages() {
      String header = lines.getFirst("Accept-Language");
      return header == null
          ? List.of(Locale.forLanguageTag("und"))
          : LanguageRange.parse(header).stream()
              .map(range -> Locale.forLanguageTag(range.getRange()))
              .toList();
    }

    List<String> getRequestHeader(String name) {
      return lines.get(name);
    }

    String getHeaderString(String name) {
      return lines.getFirst(name);
    }

    Map<String, Cookie> getCookies() {
      return cookies;
    }
  }
}
