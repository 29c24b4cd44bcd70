package io.github.campusotp.mailcode;

import java.util.List;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** A mail as Keycloak's own provider renders it, ready to be sent by another thread. */
final class RenderedMail extends FreeMarkerEmailTemplateProvider {
  private Map<String, String> smtp;
  private String subject;
  private String text;
  private String html;
  private String address;

  RenderedMail(KeycloakSession session) {
    super(session);
  }

  void render(String subject, String template, Map<String, Object> attributes, String address)
      throws EmailException {
    send(subject, List.of(), template, attributes, address);
  }

  @Override
  protected void send(
      Map<String, String> config, String subject, String text, String html, String address) {
    this.smtp = Map.copyOf(config);
    this.subject = subject;
    this.text = text;
    this.html = html;
    this.address = address;
  }

  Runnable sending(KeycloakSessionFactory factory) {
    return () ->
        KeycloakModelUtils.runJobInTransaction(
            factory,
            session -> {
              try {
                session
                    .getProvider(EmailSenderProvider.class)
                    .send(smtp, address, subject, text, html);
              } catch (EmailException e) {
                throw new IllegalStateException(e); // Keycloak's sender has logged it
              }
            });
  }
}
