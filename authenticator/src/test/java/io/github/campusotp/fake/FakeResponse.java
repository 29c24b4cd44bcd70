package io.github.campusotp.fake;

import jakarta.ws.rs.core.NewCookie;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.http.HttpResponse;

/** The cookies that a request is answered with. */
public final class FakeResponse {
  private final HttpResponse model = Fake.of(HttpResponse.class, this);
  private final List<NewCookie> cookies = new ArrayList<>();

  /** As they were set; those of no age are taken from the browser. */
  public List<NewCookie> cookies() {
    return cookies;
  }

  HttpResponse model() {
    return model;
  }

  /** As Keycloak's: the first of a name wins. */
  void setCookieIfAbsent(NewCookie cookie) {
    if (cookies.stream().noneMatch(set -> set.getName().equals(cookie.getName()))) {
      cookies.add(cookie);
    }
  }
}
