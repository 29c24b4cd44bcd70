package io.github.campusotp.e2e.server;

import io.github.campusotp.e2e.Patience;
import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sign-on spoken by hand over a socket: it sends header lines that no browser and no HTTP library
 * would, and from any loopback address.
 */
public final class HttpSignOn {
  private static final Pattern KEY = Pattern.compile("data-copy=\"([A-Z2-7]+)\"");
  private static final Pattern ACTION = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");

  private static final Pattern PAGE = Pattern.compile("data-page-id=\"login-([^\"]+)\"");
  private static final Pattern CONTINUE =
      Pattern.compile("id=\"loginContinueLink\"[^>]*\\shref=\"([^\"]+)\"");

  /** Where the shipped realm sends the portal's people back, unless it is told otherwise. */
  public static final String SHIPPED_PORTAL = "http://localhost:8000/portal/callback";

  private final URI server;
  private final InetAddress source;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private String action;
  private String wish = "";
  private Duration patience = Duration.ofSeconds(60);

  /** From the address that the server trusts as its proxy: 127.0.0.1. */
  public HttpSignOn(URI server) throws IOException {
    this(server, (byte) 127, (byte) 0, (byte) 0, (byte) 1);
  }

  /**
   * @param server where to connect: the front door or the node itself
   * @param source the loopback address to come from, four bytes
   */
  public HttpSignOn(URI server, byte... source) throws IOException {
    this.server = server;
    this.source = InetAddress.getByAddress(source);
  }

  /**
   * Waits no longer than this for an answer; one that has not come by then is {@link Answer#NONE}.
   */
  public HttpSignOn patience(Duration patience) {
    this.patience = patience;
    return this;
  }

  /** Goes to another network, as the front door simulates it. */
  public HttpSignOn at(String address) {
    cookies.put("demo-network", encode(address));
    return this;
  }

  /** Takes over what another browser would send. */
  public HttpSignOn cookies(String line) {
    for (String cookie : line.split("; ")) {
      cookies.put(cookie.split("=", 2)[0], cookie.split("=", 2)[1]);
    }
    return this;
  }

  /** Asks for a required action with the next {@link #password}. */
  public HttpSignOn wish(String kcAction) {
    wish = "&kc_action=" + encode(kcAction);
    return this;
  }

  /** Makes the next {@link #submit} say that it answers another action's page. */
  public void pretend(String execution) {
    action = action.replaceFirst("execution=[^&]*", "execution=" + execution);
  }

  /** Opens the sign-on page and gives the password, all with these header lines. */
  public Answer password(Person person, String portal, String... headers) throws IOException {
    String address = new OidcClient("omu-portal", portal, "").authorization() + wish;
    Answer page = get(address, headers);
    if (page.form() == null) {
      return page;
    }
    return submit(Map.of("username", person.username(), "password", person.password()), headers);
  }

  /**
   * Types the right password on the page that came last until it is taken: Keycloak refuses even
   * that one as long as it is counting the user's sign-on before.
   */
  public Answer rightPassword(Person person, String... headers) {
    Map<String, String> fields =
        Map.of("username", person.username(), "password", person.password(), "login", "login");
    return Patience.await(
        "the password of " + person.username() + " is taken",
        () -> {
          Answer answer = submit(fields, headers);
          return answer.body().contains("id=\"password\"") ? null : answer;
        });
  }

  /** Opens an address of the server and goes wherever it redirects on the same server. */
  public Answer open(String path) throws IOException {
    return follow(send("GET", path, ""));
  }

  /** Opens an address of the server; follows no further than through the pages of the sign-on. */
  public Answer get(String path, String... headers) throws IOException {
    return send("GET", path, "", headers);
  }

  /** Sends a form that no page showed. */
  public Answer post(String path, Map<String, String> fields, String... headers)
      throws IOException {
    return send("POST", path, body(fields), headers);
  }

  /** Asks the server to delete what is at an address. */
  public Answer delete(String path, String... headers) throws IOException {
    return send("DELETE", path, "", headers);
  }

  /** Sends XML with somebody's name and password in the header, RFC 7617. */
  public Answer soap(String path, String envelope, Person person) throws IOException {
    byte[] pair = (person.username() + ":" + person.password()).getBytes(StandardCharsets.UTF_8);
    String basic = "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
    return Answer.of(exchange(request("POST", path, envelope, basic, "Content-Type: text/xml")));
  }

  /** Goes where an answer redirects, as long as that is on the same server. */
  public Answer follow(Answer answer) throws IOException {
    Answer last = answer;
    while (last.location() != null
        && server.resolve(last.location()).getPort() == server.getPort()) {
      last = send("GET", last.location(), "");
    }
    return last;
  }

  /** Sends the form of the page that came last, with these fields. */
  public Answer submit(Map<String, String> fields, String... headers) throws IOException {
    return send("POST", action, body(fields), headers);
  }

  /** Sends that form while others send it too: this browser stays where it was. */
  public Answer submitAside(Map<String, String> fields) throws IOException {
    return Answer.of(exchange(request("POST", action, body(fields))));
  }

  /** Names and values as a form sends them. */
  public static String body(Map<String, String> fields) {
    fields.values().forEach(Secrets.SEEN::code);
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /**
   * Loads the page of the running sign-on again. Without the form's session code that is no answer
   * to the form, and the server decides anew where the client is.
   */
  public Answer reload(String... headers) throws IOException {
    return send("GET", action.replaceFirst("session_code=[^&]*&amp;", ""), "", headers);
  }

  /** Loads the page again, and goes on where it says that it has expired. */
  public Answer goOn() throws IOException {
    Answer page = reload();
    Matcher link = CONTINUE.matcher(page.body());
    return link.find() ? send("GET", link.group(1), "") : page;
  }

  /** Another page of the running sign-on, whichever step it stands at. */
  public String addressOf(String page) {
    return action
        .replaceFirst("/login-actions/[^?]*", "/login-actions/" + page)
        .replaceAll("(session_code|execution)=[^&]*&amp;", "");
  }

  /** Where the form of the page that came last goes to, as the page has it. */
  public String action() {
    return action;
  }

  /** All cookies so far, as they are sent. */
  public String cookieLine() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private Answer send(String method, String target, String body, String... headers)
      throws IOException {
    return take(Answer.of(exchange(request(method, target, body, headers))), headers);
  }

  /** Takes an answer as a browser does: its cookies, its form, and where the sign-on goes on. */
  public Answer take(Answer answer, String... headers) throws IOException {
    for (String cookie : answer.cookies()) {
      int equals = cookie.indexOf('=');
      cookies.put(cookie.substring(0, equals), cookie.substring(equals + 1).split(";", 2)[0]);
    }
    if (answer.form() != null) {
      action = answer.form();
    }
    boolean goesOn = answer.location() != null && answer.location().contains("/login-actions/");
    return goesOn ? send("GET", answer.location(), "", headers) : answer;
  }

  private String request(String method, String target, String body, String... headers) {
    URI uri = URI.create(target.replace("&amp;", "&"));
    String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    StringBuilder request = new StringBuilder();
    request.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    request.append("Host: ").append(server.getAuthority()).append("\r\nConnection: close\r\n");
    if (!cookies.isEmpty()) {
      request.append("Cookie: ").append(cookieLine()).append("\r\n");
    }
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    if (method.equals("POST")) {
      if (Arrays.stream(headers).noneMatch(header -> header.startsWith("Content-Type:"))) {
        request.append("Content-Type: application/x-www-form-urlencoded\r\n");
      }
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return request.append("\r\n").append(body).toString();
  }

  /** What comes back for these bytes (ISO 8859-1), whatever they are. */
  public String exchange(String request) throws IOException {
    try (Socket open = new Socket()) {
      open.bind(new InetSocketAddress(source, 0));
      open.setSoTimeout((int) patience.toMillis());
      open.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
      Socket socket = "https".equals(server.getScheme()) ? AnyCertificate.over(open) : open;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      ByteArrayOutputStream response = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(response);
      return response.toString(StandardCharsets.UTF_8);
    } catch (SocketTimeoutException | SocketException unanswered) {
      return "";
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * What came back.
   *
   * @param status the HTTP status; 0 where there was no answer
   * @param location where it redirects, or null
   * @param cookies the Set-Cookie lines
   * @param body the page
   */
  public record Answer(int status, String location, List<String> cookies, String body) {
    public static final Answer NONE = new Answer(0, null, List.of(), "");

    public static Answer of(String response) {
      if (response.isEmpty()) {
        return NONE;
      }
      String[] parts = response.split("\r\n\r\n", 2);
      String[] lines = parts[0].split("\r\n");
      String location = null;
      List<String> cookies = new ArrayList<>();
      for (String line : lines) {
        if (line.toLowerCase().startsWith("location:")) {
          location = line.substring(9).trim();
        } else if (line.toLowerCase().startsWith("set-cookie:")) {
          cookies.add(line.substring(11).trim());
        }
      }
      Matcher key = KEY.matcher(response);
      if (key.find()) {
        Secrets.SEEN.key(key.group(1));
      }
      int status = Integer.parseInt(lines[0].split(" ")[1]);
      return new Answer(status, location, cookies, parts.length > 1 ? parts[1] : "");
    }

    public String form() {
      Matcher matcher = ACTION.matcher(body);
      return matcher.find() ? matcher.group(1) : null;
    }

    /** The page's id, or "" where it is none of a sign-on or an error. */
    public String page() {
      return status == 200 ? id().orElse("") : "";
    }

    private Optional<String> id() {
      return PAGE.matcher(body).results().findFirst().map(found -> found.group(1));
    }

    /** For the message of a failure, which is no place for a whole page. */
    @Override
    public String toString() {
      return status + " " + (location != null ? location : id().orElse("no page"));
    }

    /** Whether the service got its authorization code. */
    public boolean isIn() {
      return location != null && location.contains("code=");
    }

    /** That code. */
    public String code() {
      return location.replaceFirst(".*[?&]code=([^&]*).*", "$1");
    }

    public boolean isYellowPage() {
      return status == 200 && body.contains("id=\"campus-otp\"");
    }
  }
}
