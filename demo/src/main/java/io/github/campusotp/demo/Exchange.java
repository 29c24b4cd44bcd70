package io.github.campusotp.demo;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** One request for a page of the demo itself, and its answer. */
final class Exchange {

  /** What serves such requests. */
  @FunctionalInterface
  interface Page {
    void serve(Exchange exchange) throws Exception;
  }

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Fields parameters;

  private Exchange(Request request, Response response, Callback callback) throws Exception {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.parameters = Request.getParameters(request);
  }

  static Handler handler(Page page) {
    return new Handler.Abstract() {
      @Override
      public boolean handle(Request request, Response response, Callback callback)
          throws Exception {
        Exchange exchange = new Exchange(request, response, callback);
        try {
          page.serve(exchange);
        } catch (Exception e) {
          exchange.page(
              502,
              "Not done",
              Html.of("problem", Map.of("message", String.valueOf(e.getMessage()))));
        }
        return true;
      }
    };
  }

  String path() {
    return request.getHttpURI().getCanonicalPath();
  }

  String pathAndQuery() {
    return request.getHttpURI().getPathQuery();
  }

  boolean post() {
    return "POST".equals(request.getMethod());
  }

  /** Whether a page of that origin asks, and no other site; browsers name it with every POST. */
  boolean from(URI origin) {
    return origin.toString().equals(request.getHeaders().get(HttpHeader.ORIGIN));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.getValue(name)).filter(value -> !value.isBlank());
  }

  Optional<String> cookie(String name) {
    return cookie(request, name);
  }

  static Optional<String> cookie(Request request, String name) {
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  void setCookie(String name, String value, String path) {
    Response.putCookie(
        response,
        HttpCookie.build(name, value)
            .path(path)
            .httpOnly(true)
            .sameSite(HttpCookie.SameSite.LAX)
            .build());
  }

  void redirect(String location) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Response.sendRedirect(request, response, callback, location);
  }

  /** A whole page: what is given, below the head that all pages share. */
  void page(int status, String title, Html content) {
    send(status, "text/html; charset=utf-8", Layout.page(title, content, this).markup());
  }

  void send(int status, String type, String text) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response
        .getHeaders()
        .put(
            "Content-Security-Policy",
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'");
    Content.Sink.write(response, true, text, callback);
  }

  void missing() {
    Response.writeError(request, response, callback, 404);
  }

  Request request() {
    return request;
  }
}
