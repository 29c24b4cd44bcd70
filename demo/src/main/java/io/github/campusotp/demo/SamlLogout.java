package io.github.campusotp.demo;

import java.io.IOException;
import java.net.URI;
import org.keycloak.dom.saml.v2.protocol.LogoutRequestType;
import org.keycloak.saml.SAML2LogoutResponseBuilder;
import org.keycloak.saml.SAMLRequestParser;
import org.keycloak.saml.common.exceptions.ConfigurationException;
import org.keycloak.saml.common.exceptions.ParsingException;
import org.keycloak.saml.common.exceptions.ProcessingException;
import org.keycloak.saml.processing.api.saml.v2.sig.SAML2Signature;
import org.keycloak.saml.processing.core.saml.v2.common.SAMLDocumentHolder;
import org.w3c.dom.Document;

/** The identity provider's request to end a session (SAML 2.0 core, 3.7.1), not yet believed. */
final class SamlLogout {

  private final SAMLDocumentHolder holder;
  private final LogoutRequestType request;

  private SamlLogout(SAMLDocumentHolder holder, LogoutRequestType request) {
    this.holder = holder;
    this.request = request;
  }

  /**
   * @param posted the form field {@code SAMLRequest}
   */
  static SamlLogout read(String posted) throws SamlAnswer.Refused {
    SAMLDocumentHolder holder = SAMLRequestParser.parseRequestPostBinding(posted);
    if (holder == null || !(holder.getSamlObject() instanceof LogoutRequestType request)) {
      throw new SamlAnswer.Refused("That is not a request to log out.");
    }
    return new SamlLogout(holder, request);
  }

  /**
   * The user whose session is to end, after all checks.
   *
   * @param endpoint where the request must have been sent
   */
  String verify(SamlProvider provider, URI endpoint) throws SamlAnswer.Refused, IOException {
    try {
      if (!new SAML2Signature().validate(holder.getSamlDocument(), provider.signingKeys())
          || !provider.entityId().toString().equals(request.getIssuer().getValue())
          || !endpoint.equals(request.getDestination())) {
        throw new SamlAnswer.Refused("The request to log out is not believed.");
      }
    } catch (ParsingException | ConfigurationException | ProcessingException e) {
      throw new SamlAnswer.Refused("The request's signature cannot be checked: " + e.getMessage());
    }
    return request.getNameID().getValue();
  }

  /**
   * Says that the session is over.
   *
   * @param issuer the service
   */
  Document answer(SamlProvider provider, String issuer)
      throws ConfigurationException, ParsingException, ProcessingException {
    return new SAML2LogoutResponseBuilder()
        .logoutRequestID(request.getID())
        .destination(provider.signOn().toString())
        .issuer(issuer)
        .buildDocument();
  }
}
