package io.github.campusotp.site;

import io.github.campusotp.otpkey.VerifiedOtp;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.messages.Messages;

/** One request to the site, on behalf of the client whose sign-ons it asks for. */
public final class SiteRequest {
  private final KeycloakSession session;
  private final RealmModel realm;
  private final String clientId;
  private final Optional<String> language;
  private final SiteCookies cookies;

  /**
   * @param session of the running request
   * @param clientId whose sign-ons these are
   * @param site where the site's pages begin
   */
  public SiteRequest(KeycloakSession session, String clientId, URI site) {
    KeycloakContext context = session.getContext();
    this.session = session;
    this.realm = context.getRealm();
    this.clientId = clientId;
    this.language = PageLanguage.follow(session);
    this.cookies = new SiteCookies(session, site.getRawPath());
  }

  public RealmModel realm() {
    return realm;
  }

  public SiteCookies cookies() {
    return cookies;
  }

  /** The first value of a query parameter, or null. */
  public String parameter(String name) {
    return session.getContext().getUri().getQueryParameters().getFirst(name);
  }

  private ClientModel client() {
    return realm.getClientByClientId(clientId);
  }

  /** The session that this browser has, if the site's client has signed on to it. */
  public Optional<UserSessionModel> signedOn() {
    String client = client().getId(); // there is one: refusal() was empty
    return Optional.ofNullable(
            AuthenticationManager.authenticateIdentityCookie(session, realm, true))
        .map(AuthResult::session)
        .filter(found -> !VerifiedOtp.restsOnNothing(found))
        .filter(found -> found.getAuthenticatedClientSessionByClient(client) != null);
  }

  /** The error page if https is required, or realm or client is missing or disabled. */
  public Optional<Response> refusal() {
    KeycloakContext context = session.getContext();
    boolean https = "https".equals(context.getUri().getBaseUri().getScheme());
    if (!https && realm.getSslRequired().isRequired(context.getConnection())) {
      return Optional.of(error(Response.Status.FORBIDDEN, Messages.HTTPS_REQUIRED));
    }
    if (!realm.isEnabled()) {
      return Optional.of(error(Response.Status.FORBIDDEN, Messages.REALM_NOT_ENABLED));
    }
    ClientModel client = client();
    if (client == null) {
      return Optional.of(error(Response.Status.NOT_FOUND, Messages.CLIENT_NOT_FOUND));
    }
    if (!client.isEnabled()) {
      return Optional.of(error(Response.Status.NOT_FOUND, Messages.CLIENT_DISABLED));
    }
    return Optional.empty();
  }

  public Response error(Response.Status status, String message) {
    return ErrorPage.error(session, null, status, message);
  }

  /** Whether the browser comes back from a sign-on, or says so. */
  public boolean isAnswer() {
    return parameter("state") != null || parameter("code") != null || parameter("error") != null;
  }

  /** The purpose that this answer belongs to; empty if the site sent this browser nowhere. */
  public Optional<String> answeredPurpose() {
    return cookies.takeRequest(parameter("state")).map(SignOnRequest::purpose);
  }

  /**
   * Sends the browser to sign on.
   *
   * @param purpose by which the answer is known later
   * @param returnTo where the answer goes
   * @param more what else the request says
   */
  public Response signOn(String purpose, URI returnTo, Map<String, String> more) {
    SignOnRequest request = SignOnRequest.of(purpose);
    cookies.keep(request);
    Map<String, String> parameters = new HashMap<>(more);
    language.ifPresent(tag -> parameters.put(OIDCLoginProtocol.UI_LOCALES_PARAM, tag));
    URI endpoint =
        OIDCLoginProtocolService.authUrl(session.getContext().getUri()).build(realm.getName());
    return Response.seeOther(request.address(endpoint, clientId, returnTo, parameters)).build();
  }

  /**
   * Where the browser signs off, after a confirmation.
   *
   * @param returnTo where it goes then: one of the client's
   */
  public URI signOff(URI returnTo) {
    return OIDCLoginProtocolService.logoutUrl(session.getContext().getUri())
        .queryParam(OIDCLoginProtocol.CLIENT_ID_PARAM, clientId)
        .queryParam(OIDCLoginProtocol.POST_LOGOUT_REDIRECT_URI_PARAM, returnTo)
        .build(realm.getName());
  }

  public LoginFormsProvider form() {
    return session.getProvider(LoginFormsProvider.class);
  }
}
