package io.github.campusotp.demo;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.keycloak.saml.BaseSAML2BindingBuilder;
import org.keycloak.saml.SAML2AuthnRequestBuilder;
import org.keycloak.saml.SignatureAlgorithm;
import org.keycloak.saml.common.constants.JBossSAMLURIConstants;
import org.keycloak.saml.common.exceptions.ConfigurationException;
import org.keycloak.saml.common.exceptions.ParsingException;
import org.keycloak.saml.common.exceptions.ProcessingException;
import org.keycloak.saml.processing.api.saml.v2.request.SAML2Request;
import org.w3c.dom.Document;

/** UNIPA, the students' system: a SAML 2.0 service provider. */
final class Unipa implements Exchange.Page {

  private static final String ENTITY_ID = "unipa";

  private final URI home;
  private final URI consumer;
  private final URI logout;
  private final SamlProvider provider;
  private final SelfSigned key;
  private final BrowserSessions<Session> sessions =
      new BrowserSessions<>("demo-unipa", "/unipa", Session::new);

  /**
   * @param front the demo's address
   * @param key signs the requests; Keycloak must know its certificate
   */
  Unipa(URI front, SelfSigned key) {
    this.home = front.resolve("/unipa");
    this.consumer = front.resolve("/unipa/saml");
    this.logout = front.resolve("/unipa/saml/logout");
    this.provider = new SamlProvider(front.resolve("/realms/omu"));
    this.key = key;
  }

  URI home() {
    return home;
  }

  /** Where the provider says that the single sign-on is over. */
  URI logout() {
    return logout;
  }

  @Override
  public void serve(Exchange exchange) throws Exception {
    switch (exchange.path()) {
      case "/unipa", "/unipa/" -> show(exchange);
      case "/unipa/login" -> signOn(exchange);
      case "/unipa/saml" -> signedOn(exchange);
      case "/unipa/saml/logout" -> signedOut(exchange);
      case "/unipa/logout" -> signOut(exchange);
      default -> exchange.missing();
    }
  }

  private void show(Exchange exchange) {
    Session session = sessions.of(exchange);
    Html error =
        session.error == null
            ? Html.NOTHING
            : Html.of("error", Map.of("id", "unipa-error", "message", session.error));
    SamlAnswer.SignedOn user = session.user;
    Html person =
        user == null
            ? Html.of("unipa-nobody", Map.of())
            : Html.of(
                "unipa-person",
                Map.of(
                    "user",
                    user.nameId(),
                    "context",
                    user.context(),
                    "time",
                    user.time(),
                    "session",
                    user.sessionIndex()));
    exchange.page(200, "UNIPA", Html.of("unipa", Map.of("error", error, "person", person)));
  }

  /** Always asks the provider, whatever is known here. */
  private void signOn(Exchange exchange)
      throws ConfigurationException, ProcessingException, ParsingException, IOException {
    boolean force = exchange.parameter("force").filter("true"::equals).isPresent();
    SAML2AuthnRequestBuilder request =
        new SAML2AuthnRequestBuilder()
            .destination(provider.signOn().toString())
            .issuer(ENTITY_ID)
            .assertionConsumerUrl(consumer)
            .protocolBinding(JBossSAMLURIConstants.SAML_HTTP_POST_BINDING.get())
            .forceAuthn(force)
            .isPassive(exchange.parameter("passive").filter("true"::equals).isPresent());
    var authnRequest = request.createAuthnRequest();
    sessions.of(exchange).pending.put(authnRequest.getID(), force ? Instant.now() : Instant.EPOCH);
    exchange.redirect(
        signed(SAML2Request.convert(authnRequest))
            .requestURI(provider.signOn().toString())
            .toString());
  }

  private void signedOn(Exchange exchange) throws Exception {
    Session session = sessions.of(exchange);
    try {
      SamlAnswer answer =
          SamlAnswer.read(exchange.post() ? exchange.parameter("SAMLResponse").orElse("") : "");
      Instant notBefore = session.pending.remove(answer.inResponseTo());
      if (notBefore == null) {
        throw new SamlAnswer.Refused("This browser did not ask for that answer.");
      }
      session.user = answer.verify(provider, ENTITY_ID, consumer, notBefore);
      session.error = null;
      sessions.rename(exchange, session);
    } catch (SamlAnswer.Refused refused) {
      session.user = null;
      session.error = refused.getMessage();
    }
    exchange.redirect(home.getPath());
  }

  /** The single sign-on was ended elsewhere. */
  private void signedOut(Exchange exchange) throws Exception {
    Session session = sessions.of(exchange);
    try {
      SamlLogout request = SamlLogout.read(exchange.parameter("SAMLRequest").orElse(""));
      String nameId = request.verify(provider, logout);
      if (session.user != null && session.user.nameId().equals(nameId)) {
        session.user = null;
        session.error = null;
      }
      exchange.redirect(
          signed(request.answer(provider, ENTITY_ID))
              .responseURI(provider.signOn().toString())
              .toString());
    } catch (SamlAnswer.Refused refused) {
      session.error = refused.getMessage();
      exchange.redirect(home.getPath());
    }
  }

  private Signer.BaseRedirectBindingBuilder signed(Document message)
      throws ConfigurationException, ProcessingException, IOException {
    return new Signer()
        .signWith(null, key.keys(), key.certificate())
        .signatureAlgorithm(SignatureAlgorithm.RSA_SHA256)
        .signDocument()
        .redirectBinding(message);
  }

  /** Here only: the university's single sign-on goes on. */
  private void signOut(Exchange exchange) {
    Session session = sessions.of(exchange);
    session.user = null;
    session.error = null;
    exchange.redirect(home.getPath());
  }

  private static final class Signer extends BaseSAML2BindingBuilder<Signer> {}

  private static final class Session {
    /** Requests that are under way, and when the user must have signed on at the earliest. */
    private final Map<String, Instant> pending = BrowserSessions.newest(20);

    private volatile SamlAnswer.SignedOn user;
    private volatile String error;
  }
}
