package io.github.campusotp.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.eclipse.jetty.util.Callback;

/**
 * The one address of the demo: its own pages, and a reverse proxy to Keycloak for all the rest.
 *
 * <p>The proxy behaves as nginx does with {@code $proxy_add_x_forwarded_for}, the usual set-up:
 * what a client forged stays in the header, and the client's address is appended.
 */
final class FrontDoor implements AutoCloseable {

  /** Kept, since a logger without a reference forgets its level. */
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

  static {
    JETTY.setLevel(Level.WARNING);
  }

  private static final int HEADER_BYTES = 32 * 1024;

  private final Server server = new Server();
  private final PathMappingsHandler pages = new PathMappingsHandler();
  private final ServerConnector connector;
  private final URI address;
  private volatile URI keycloak;

  private FrontDoor(int port) throws StartupException {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setResponseHeaderSize(HEADER_BYTES);
    // Keycloak decides about the paths that are meant for it.
    http.setUriCompliance(UriCompliance.UNSAFE);
    connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    ErrorHandler errors = new ErrorHandler();
    errors.setShowStacks(false);
    server.setErrorHandler(errors);
    server.setHandler(pages);
    try {
      connector.open();
    } catch (IOException taken) {
      throw taken(port);
    }
    address = URI.create("http://localhost:" + connector.getLocalPort());
    pages.addMapping(PathSpec.from("/*"), new Proxy());
  }

  /**
   * Takes the port, but answers only after {@link #open}.
   *
   * @param port 0 for any free one
   */
  static FrontDoor reserve(int port) throws StartupException {
    if (port != 0 && somebodyAnswers(port)) {
      throw taken(port);
    }
    return new FrontDoor(port);
  }

  URI address() {
    return address;
  }

  /** Serves a page; the path is as in a servlet mapping. */
  void serve(String path, Exchange.Page page) {
    pages.addMapping(PathSpec.from(path), Exchange.handler(page));
  }

  void open() throws StartupException {
    try {
      server.start();
    } catch (Exception e) {
      throw new StartupException("The front door did not open: " + e.getMessage(), e);
    }
  }

  /** From now on requests are passed on to this Keycloak. */
  void passOnTo(URI keycloak) {
    this.keycloak = keycloak;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception ignored) {
      // It goes with this JVM.
    }
    connector.close();
  }

  private static StartupException taken(int port) {
    return new StartupException(
        "Port %d is taken: end what listens there, or choose another with -Ddemo.port=8080."
            .formatted(port));
  }

  /** Binding is not enough to know: some systems let two listen, on one address and on all. */
  private static boolean somebodyAnswers(int port) {
    for (String host : List.of("127.0.0.1", "::1")) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), 500);
        return true;
      } catch (IOException nobody) {
        // As it should be.
      }
    }
    return false;
  }

  private final class Proxy extends ProxyHandler.Reverse {

    private final Handler starting =
        Exchange.handler(
            exchange -> exchange.page(503, "Keycloak is starting", Html.of("starting", Map.of())));

    Proxy() {
      super(request -> HttpURI.build(request.getHttpURI()));
    }

    @Override
    protected void doStart() throws Exception {
      starting.setServer(getServer());
      super.doStart();
      starting.start();
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
      super.configureHttpClient(client);
      client.setUserAgentField(null);
      client.setRequestBufferSize(HEADER_BYTES + 4096);
      client.setMaxConnectionsPerDestination(256);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      if (keycloak == null) {
        try {
          return starting.handle(request, response, callback);
        } catch (Exception e) {
          Response.writeError(request, response, callback, e);
          return true;
        }
      }
      try {
        return super.handle(request, response, callback);
      } catch (IllegalArgumentException notAnAddress) {
        Response.writeError(request, response, callback, 400);
        return true;
      }
    }

    @Override
    protected HttpURI rewriteHttpURI(Request request) {
      URI target = keycloak;
      return HttpURI.build(request.getHttpURI())
          .scheme(target.getScheme())
          .authority(target.getHost(), target.getPort());
    }

    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request passed) {
      String forwardedFor =
          Stream.concat(
                  request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR).stream(),
                  Stream.of(SimulatedAddress.of(request)))
              .collect(Collectors.joining(", "));
      passed.headers(
          headers ->
              headers
                  .put(HttpHeader.X_FORWARDED_FOR, forwardedFor)
                  .put(HttpHeader.X_FORWARDED_PROTO, "http")
                  .put(HttpHeader.X_FORWARDED_HOST, address.getAuthority())
                  .put(HttpHeader.X_FORWARDED_PORT, Integer.toString(address.getPort())));
    }
  }
}
