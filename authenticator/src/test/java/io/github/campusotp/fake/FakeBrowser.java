package io.github.campusotp.fake;

import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A browser that keeps a site's cookies from one request to the next. */
public final class FakeBrowser {
  private final FakeKeycloak keycloak;
  private final Map<String, NewCookie> cookies = new HashMap<>();

  public FakeBrowser(FakeKeycloak keycloak) {
    this.keycloak = keycloak;
  }

  /**
   * Sends a request with the cookies that there are.
   *
   * @param page of the site, which answers it
   */
  public Response send(FakeRequest request, Supplier<Response> page) {
    cookies.forEach((name, cookie) -> request.cookie(name, cookie.getValue()));
    keycloak.request(request);
    Response response = page.get();
    for (NewCookie cookie : keycloak.response().cookies()) {
      if (cookie.getMaxAge() == 0) {
        cookies.remove(cookie.getName());
      } else {
        cookies.put(cookie.getName(), cookie);
      }
    }
    return response;
  }

  /** A cookie that it keeps, or null. */
  public NewCookie cookie(String name) {
    return cookies.get(name);
  }

  /** The parameters of the address that a response sends the browser to. */
  public static Map<String, String> query(Response response) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : response.getLocation().getRawQuery().split("&")) {
      String[] parts = parameter.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }
}
