package io.github.campusotp.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service of the university's: an OpenID Connect relying party. */
final class OidcService implements Exchange.Page {

  private static final int TIMEOUT_MILLIS = 30_000;
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

  private final String name;
  private final String title;
  private final String english;
  private final ClientID client;
  private final URI home;
  private final URI callback;
  private final Issuer issuer;
  private final Secret secret;
  private final BrowserSessions<Session> sessions;
  private volatile OIDCProviderMetadata provider;

  /**
   * @param front the demo's address
   * @param name its path below that
   * @param title what users call it
   * @param english the same in English
   * @param client its client id
   * @param secret the client's secret
   */
  OidcService(URI front, String name, String title, String english, String client, String secret) {
    this.name = name;
    this.title = title;
    this.english = english;
    this.client = new ClientID(client);
    this.home = front.resolve("/" + name);
    this.callback = front.resolve("/" + name + "/callback");
    this.issuer = new Issuer(front.resolve("/realms/omu"));
    this.secret = new Secret(secret);
    this.sessions = new BrowserSessions<>("demo-" + name, "/" + name, Session::new);
  }

  URI home() {
    return home;
  }

  @Override
  public void serve(Exchange exchange) throws Exception {
    switch (exchange.path().substring(1 + name.length())) {
      case "", "/" -> show(exchange);
      case "/login" -> signOn(exchange);
      case "/callback" -> signedOn(exchange);
      case "/logout" -> signOut(exchange);
      default -> exchange.missing();
    }
  }

  private void show(Exchange exchange) {
    Session session = sessions.of(exchange);
    Html error =
        session.error == null
            ? Html.NOTHING
            : Html.of("error", Map.of("id", name + "-error", "message", session.error));
    SignedOn user = session.user;
    exchange.page(
        200,
        title,
        Html.of(
            "oidc",
            Map.of(
                "title",
                title,
                "english",
                english,
                "error",
                error,
                "person",
                user == null ? Html.of("oidc-nobody", Map.of("service", name)) : user.html(name))));
  }

  /** Always asks the provider, whatever this service knows itself. */
  private void signOn(Exchange exchange) throws GeneralException, IOException {
    State state = new State();
    Nonce nonce = new Nonce();
    CodeVerifier verifier = new CodeVerifier();
    Optional<String> prompt = exchange.parameter("prompt");
    AuthenticationRequest.Builder request;
    try {
      request =
          new AuthenticationRequest.Builder(
                  ResponseType.CODE, new Scope("openid", "profile"), client, callback)
              .endpointURI(provider().getAuthorizationEndpointURI())
              .state(state)
              .nonce(nonce)
              .codeChallenge(verifier, CodeChallengeMethod.S256);
      if (prompt.isPresent()) {
        request.prompt(Prompt.parse(prompt.get()));
      }
    } catch (ParseException notAPrompt) {
      fail(exchange, "invalid_request", notAPrompt.getMessage());
      return;
    }
    for (String name : List.of("kc_action", "kc_idp_hint", "ui_locales")) {
      exchange.parameter(name).ifPresent(value -> request.customParameter(name, value));
    }
    boolean afresh = prompt.filter("login"::equals).isPresent();
    sessions
        .of(exchange)
        .pending
        .put(
            state.getValue(), new Pending(nonce, verifier, afresh ? Instant.now() : Instant.EPOCH));
    exchange.redirect(request.build().toURI().toString());
  }

  private void signedOn(Exchange exchange) throws GeneralException, IOException {
    Session session = sessions.of(exchange);
    AuthenticationResponse response;
    try {
      response =
          AuthenticationResponseParser.parse(home.resolve(URI.create(exchange.pathAndQuery())));
    } catch (ParseException | IllegalArgumentException e) {
      fail(exchange, "invalid_response", e.getMessage());
      return;
    }
    Pending pending =
        response.getState() == null ? null : session.pending.remove(response.getState().getValue());
    if (pending == null) {
      fail(exchange, "invalid_state", "This browser did not ask for that answer.");
    } else if (response.getIssuer() != null && !response.getIssuer().equals(issuer)) {
      fail(exchange, "invalid_issuer", "The answer is from " + response.getIssuer());
    } else if (!response.indicatesSuccess()) {
      fail(exchange, response.toErrorResponse().getErrorObject());
    } else {
      redeem(exchange, response.toSuccessResponse().getAuthorizationCode(), pending);
    }
  }

  private void redeem(Exchange exchange, AuthorizationCode code, Pending pending)
      throws GeneralException, IOException {
    HTTPRequest request =
        new TokenRequest.Builder(
                provider().getTokenEndpointURI(),
                new ClientSecretBasic(client, secret),
                new AuthorizationCodeGrant(code, callback, pending.verifier))
            .build()
            .toHTTPRequest();
    request.setConnectTimeout(TIMEOUT_MILLIS);
    request.setReadTimeout(TIMEOUT_MILLIS);
    TokenResponse response = OIDCTokenResponseParser.parse(request.send());
    if (!response.indicatesSuccess()) {
      fail(exchange, response.toErrorResponse().getErrorObject());
      return;
    }
    JWT idToken = ((OIDCTokenResponse) response).getOIDCTokens().getIDToken();
    IDTokenClaimsSet claims;
    try {
      claims =
          new IDTokenValidator(
                  issuer,
                  client,
                  JWSAlgorithm.RS256,
                  provider().getJWKSetURI().toURL(),
                  new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS))
              .validate(idToken, pending.nonce);
    } catch (BadJOSEException | JOSEException e) {
      fail(exchange, "invalid_id_token", e.getMessage());
      return;
    }
    Date time = claims.getAuthenticationTime();
    if (time == null || time.toInstant().plus(CLOCK_SKEW).isBefore(pending.notBefore)) {
      fail(exchange, "invalid_id_token", "The provider did not ask again, as it was told to.");
      return;
    }
    Session session = sessions.of(exchange);
    session.error = null;
    session.user = new SignedOn(idToken, claims);
    sessions.rename(exchange, session);
    exchange.redirect(home.getPath());
  }

  private void signOut(Exchange exchange) throws GeneralException, IOException {
    Session session = sessions.of(exchange);
    SignedOn user = session.user;
    session.user = null;
    session.error = null;
    if (user == null) {
      exchange.redirect(home.getPath());
    } else {
      exchange.redirect(
          new LogoutRequest(provider().getEndSessionEndpointURI(), user.idToken, home, new State())
              .toURI()
              .toString());
    }
  }

  private void fail(Exchange exchange, ErrorObject error) {
    fail(exchange, error.getCode(), error.getDescription());
  }

  /** Ends the session here: the provider has just not confirmed it. */
  private void fail(Exchange exchange, String code, String description) {
    Session session = sessions.of(exchange);
    session.user = null;
    session.error = description == null ? code : code + ": " + description;
    exchange.redirect(home.getPath());
  }

  private OIDCProviderMetadata provider() throws GeneralException, IOException {
    OIDCProviderMetadata known = provider;
    if (known == null) {
      known = OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
      provider = known;
    }
    return known;
  }

  private static final class Session {
    private final Map<String, Pending> pending = BrowserSessions.newest(20);
    private volatile SignedOn user;
    private volatile String error;
  }

  /**
   * A request that is under way.
   *
   * @param notBefore when the user must have signed on at the earliest
   */
  private record Pending(Nonce nonce, CodeVerifier verifier, Instant notBefore) {}

  private record SignedOn(JWT idToken, IDTokenClaimsSet claims) {

    Html html(String service) {
      List<String> amr = claims.getStringListClaim("amr");
      return Html.of(
          "oidc-person",
          Map.of(
              "service",
              service,
              "user",
              text("preferred_username"),
              "name",
              text("name"),
              "amr",
              amr == null ? "" : String.join(", ", amr),
              "acr",
              text("acr"),
              "time",
              claims.getAuthenticationTime().toInstant(),
              "sid",
              text("sid")));
    }

    private String text(String claim) {
      String value = claims.getStringClaim(claim);
      return value == null ? "" : value;
    }
  }
}
