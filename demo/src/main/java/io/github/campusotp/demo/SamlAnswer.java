package io.github.campusotp.demo;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.keycloak.dom.saml.v2.assertion.AssertionType;
import org.keycloak.dom.saml.v2.assertion.AuthnStatementType;
import org.keycloak.dom.saml.v2.assertion.NameIDType;
import org.keycloak.dom.saml.v2.assertion.SubjectConfirmationDataType;
import org.keycloak.dom.saml.v2.assertion.SubjectConfirmationType;
import org.keycloak.dom.saml.v2.protocol.ResponseType;
import org.keycloak.dom.saml.v2.protocol.StatusCodeType;
import org.keycloak.rotation.KeyLocator;
import org.keycloak.saml.SAMLRequestParser;
import org.keycloak.saml.common.constants.JBossSAMLURIConstants;
import org.keycloak.saml.common.exceptions.ConfigurationException;
import org.keycloak.saml.common.exceptions.ParsingException;
import org.keycloak.saml.common.exceptions.ProcessingException;
import org.keycloak.saml.processing.api.saml.v2.sig.SAML2Signature;
import org.keycloak.saml.processing.core.saml.v2.common.SAMLDocumentHolder;
import org.keycloak.saml.processing.core.saml.v2.util.AssertionUtil;
import org.keycloak.saml.validators.ConditionsValidator;
import org.keycloak.saml.validators.DestinationValidator;
import org.keycloak.saml.validators.SubjectConfirmationDataValidator;

/** An answer of the identity provider (SAML 2.0 profiles, section 4.1.4.2), not yet believed. */
final class SamlAnswer {

  private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

  private final SAMLDocumentHolder holder;
  private final ResponseType response;

  private SamlAnswer(SAMLDocumentHolder holder, ResponseType response) {
    this.holder = holder;
    this.response = response;
  }

  /**
   * @param posted the form field {@code SAMLResponse}
   */
  static SamlAnswer read(String posted) throws Refused {
    SAMLDocumentHolder holder = SAMLRequestParser.parseResponsePostBinding(posted);
    if (holder == null || !(holder.getSamlObject() instanceof ResponseType response)) {
      throw new Refused("That is not a SAML response.");
    }
    return new SamlAnswer(holder, response);
  }

  /** The request that this claims to answer, or an empty text. */
  String inResponseTo() {
    return Objects.requireNonNullElse(response.getInResponseTo(), "");
  }

  /**
   * Believes the answer after all checks.
   *
   * @param audience the recipient that it must name
   * @param consumer where it must have been sent
   * @param notBefore when the user must have signed on at the earliest
   */
  SignedOn verify(SamlProvider provider, String audience, URI consumer, Instant notBefore)
      throws Refused, IOException {
    KeyLocator keys;
    try {
      keys = provider.signingKeys();
      require(new SAML2Signature().validate(holder.getSamlDocument(), keys), "its signature");
    } catch (ParsingException | ConfigurationException | ProcessingException e) {
      throw new Refused("The answer's signature cannot be checked: " + e.getMessage());
    }
    require(isFrom(response.getIssuer(), provider), "its issuer");
    require(consumer.toString().equals(response.getDestination()), "its destination");
    requireSuccess(response.getStatus().getStatusCode());
    require(response.getAssertions().size() == 1, "the number of its assertions");
    AssertionType assertion = response.getAssertions().get(0).getAssertion();
    try {
      require(
          assertion != null
              && AssertionUtil.isSignatureValid(AssertionUtil.getAssertionElement(holder), keys),
          "its assertion's signature");
    } catch (ProcessingException e) {
      throw new Refused("The assertion's signature cannot be checked: " + e.getMessage());
    }
    require(isFrom(assertion.getIssuer(), provider), "its assertion's issuer");
    DestinationValidator destinations = DestinationValidator.forProtocolMap(null);
    require(
        assertion.getConditions() != null
            && new ConditionsValidator.Builder(
                    assertion.getID(), assertion.getConditions(), destinations)
                .addAllowedAudience(URI.create(audience))
                .clockSkewInMillis((int) CLOCK_SKEW.toMillis())
                .build()
                .isValid(),
        "its audience or its time");
    require(
        assertion.getSubject() != null
            && assertion.getSubject().getConfirmation().stream()
                .anyMatch(confirmation -> confirms(confirmation, consumer, destinations)),
        "its recipient");
    return signedOn(assertion, notBefore);
  }

  private boolean confirms(
      SubjectConfirmationType confirmation, URI consumer, DestinationValidator destinations) {
    SubjectConfirmationDataType data = confirmation.getSubjectConfirmationData();
    // The validator lets pass what is missing; for a bearer all three are required.
    return JBossSAMLURIConstants.SUBJECT_CONFIRMATION_BEARER.get().equals(confirmation.getMethod())
        && data != null
        && data.getNotOnOrAfter() != null
        && data.getRecipient() != null
        && data.getInResponseTo() != null
        && new SubjectConfirmationDataValidator.Builder(response.getID(), data, destinations)
            .allowedRecipient(consumer.toString())
            .inResponseTo(inResponseTo())
            .clockSkewInMillis((int) CLOCK_SKEW.toMillis())
            .build()
            .isValid();
  }

  private static SignedOn signedOn(AssertionType assertion, Instant notBefore) throws Refused {
    List<AuthnStatementType> statements =
        assertion.getStatements().stream()
            .filter(AuthnStatementType.class::isInstance)
            .map(AuthnStatementType.class::cast)
            .toList();
    require(statements.size() == 1, "its statement of authentication");
    AuthnStatementType statement = statements.get(0);
    Instant time = statement.getAuthnInstant().toGregorianCalendar().toInstant();
    require(!time.plus(CLOCK_SKEW).isBefore(notBefore), "when the user signed on");
    require(assertion.getSubject().getSubType().getBaseID() instanceof NameIDType, "its user");
    return new SignedOn(
        ((NameIDType) assertion.getSubject().getSubType().getBaseID()).getValue(),
        statement.getAuthnContext().getSequence().getClassRef().getValue().toString(),
        time,
        Objects.requireNonNullElse(statement.getSessionIndex(), ""));
  }

  private static boolean isFrom(NameIDType issuer, SamlProvider provider) {
    return issuer != null && provider.entityId().toString().equals(issuer.getValue());
  }

  private static void requireSuccess(StatusCodeType status) throws Refused {
    if (!JBossSAMLURIConstants.STATUS_SUCCESS.getUri().equals(status.getValue())) {
      StatusCodeType inner = status.getStatusCode();
      throw new Refused(
          (inner == null ? status : inner)
              .getValue()
              .toString()
              .replaceFirst("^urn:oasis:names:tc:SAML:2.0:status:", ""));
    }
  }

  private static void require(boolean right, String what) throws Refused {
    if (!right) {
      throw new Refused("The answer is not believed: " + what + " is not right.");
    }
  }

  /** The user that the provider vouches for. */
  record SignedOn(String nameId, String context, Instant time, String sessionIndex) {}

  /** Why an answer is not believed. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }
}
