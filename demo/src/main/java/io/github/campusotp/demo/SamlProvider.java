package io.github.campusotp.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.dom.saml.v2.metadata.IDPSSODescriptorType;
import org.keycloak.dom.saml.v2.metadata.KeyDescriptorType;
import org.keycloak.dom.saml.v2.metadata.KeyTypes;
import org.keycloak.rotation.HardcodedKeyLocator;
import org.keycloak.rotation.KeyLocator;
import org.keycloak.saml.common.exceptions.ConfigurationException;
import org.keycloak.saml.common.exceptions.ParsingException;
import org.keycloak.saml.common.exceptions.ProcessingException;
import org.keycloak.saml.processing.core.saml.v2.util.SAMLMetadataUtil;

/**
 * The realm as a SAML identity provider.
 *
 * @param entityId the realm's address
 */
record SamlProvider(URI entityId) {

  URI signOn() {
    return URI.create(entityId + "/protocol/saml");
  }

  /** The keys of now: read each time, so that a renewed key needs no restart. */
  KeyLocator signingKeys()
      throws IOException, ParsingException, ConfigurationException, ProcessingException {
    String descriptor;
    try (InputStream content =
        URI.create(entityId + "/protocol/saml/descriptor").toURL().openStream()) {
      descriptor = new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
    IDPSSODescriptorType provider =
        SAMLMetadataUtil.locateIDPSSODescriptorType(
            SAMLMetadataUtil.parseEntityDescriptorType(descriptor));
    List<Key> keys = new ArrayList<>();
    for (KeyDescriptorType key : provider.getKeyDescriptor()) {
      if (key.getUse() == null || key.getUse() == KeyTypes.SIGNING) {
        keys.add(SAMLMetadataUtil.getCertificate(key).getPublicKey());
      }
    }
    return new HardcodedKeyLocator(keys);
  }
}
