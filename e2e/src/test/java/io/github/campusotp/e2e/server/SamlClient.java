package io.github.campusotp.e2e.server;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;

import com.microsoft.playwright.Request;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A SAML service provider of the realm until it is closed, registered without a word about scopes:
 * SAML 2.0, redirect binding there, POST binding back.
 *
 * @param entity its entity id, and its client id
 * @param clients those of the realm
 */
public record SamlClient(String entity, Clients clients) implements Setting {
  private static final String CONSUMER = "https://sp.example/acs";
  private static final Pattern RESPONSE =
      Pattern.compile("name=\"SAMLResponse\" value=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE);
  private static final Pattern STATUS = Pattern.compile("StatusCode Value=\"[^\"]*:([^:\"]+)\"");
  private static final Pattern CONTEXT = Pattern.compile("AuthnContextClassRef>([^<]+)<");

  /** Registers one. */
  public static SamlClient register(Campus campus) {
    String entity = "https://sp.example/" + UUID.randomUUID();
    Map<String, Object> client =
        Map.of(
            "clientId",
            entity,
            "protocol",
            "saml",
            "redirectUris",
            List.of(CONSUMER),
            "frontchannelLogout",
            true,
            "attributes",
            Map.of(
                "saml.client.signature", "false",
                "saml.authnstatement", "true",
                "saml.force.post.binding", "true",
                "saml_idp_initiated_sso_url_name", "levels",
                "saml_assertion_consumer_url_post", CONSUMER));
    campus.admin().call("POST", REALM + "/clients", client);
    return new SamlClient(entity, campus.clients());
  }

  @Override
  public void close() {
    clients.delete(entity);
  }

  /** Gives it an attribute until that is closed. */
  public Setting attribute(String name, String value) {
    return clients.attribute(entity, name, value);
  }

  /**
   * Where it sends people to sign on.
   *
   * @param attributes of the AuthnRequest, such as {@code IsPassive="true"}
   * @param wish a RequestedAuthnContext, or ""
   */
  public String request(String attributes, String wish) {
    String xml =
        """
        <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_x"
          xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Version="2.0" IssueInstant="%s" %s
          AssertionConsumerServiceURL="%s"><saml:Issuer>%s</saml:Issuer>%s</samlp:AuthnRequest>"""
            .formatted(Instant.now(), attributes, CONSUMER, entity, wish);
    return "/realms/omu/protocol/saml?SAMLRequest="
        + URLEncoder.encode(
            Base64.getEncoder().encodeToString(deflated(xml)), StandardCharsets.US_ASCII);
  }

  /** What it may want to know of how the user signed on. */
  public static String wish(String comparison, String context) {
    return """
        <samlp:RequestedAuthnContext Comparison="%s"><saml:AuthnContextClassRef>%s\
        </saml:AuthnContextClassRef></samlp:RequestedAuthnContext>"""
        .formatted(comparison, context);
  }

  /** Without compression's header, as the redirect binding wants it. */
  private static byte[] deflated(String xml) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater raw = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, raw)) {
      out.write(xml.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      raw.end();
    }
    return bytes.toByteArray();
  }

  /** Whether a page sends the browser back to the service. */
  public static boolean isAnswer(Answer page) {
    return RESPONSE.matcher(page.body()).find();
  }

  /** What the service is told: the class of a sign-on, or the last status code without one. */
  public static String told(Answer page) {
    Matcher response = RESPONSE.matcher(page.body());
    if (!response.find()) {
      throw new IllegalStateException("No SAML response: " + page);
    }
    return toldBy(response.group(1));
  }

  /**
   * The same, of what a browser sent.
   *
   * @param form by the POST binding
   */
  public static String toldBy(Request form) {
    String response = form.postData().replaceFirst("(?s).*?SAMLResponse=([^&]+).*", "$1");
    return toldBy(URLDecoder.decode(response, StandardCharsets.UTF_8));
  }

  private static String toldBy(String response) {
    String xml = new String(Base64.getMimeDecoder().decode(response), StandardCharsets.UTF_8);
    Matcher context = CONTEXT.matcher(xml);
    return context.find()
        ? context.group(1)
        : STATUS.matcher(xml).results().reduce((outer, inner) -> inner).orElseThrow().group(1);
  }
}
