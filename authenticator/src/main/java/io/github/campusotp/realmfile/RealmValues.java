package io.github.campusotp.realmfile;

import io.github.campusotp.location.CampusPolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.common.enums.SslRequired;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.utils.SMTPUtil;

/** The realm's own settings that come from variables. */
record RealmValues(KeycloakSession session, RealmModel realm) {
  /** RFC 5322, 3.4: a name before the address, in quotation marks or not. */
  private static final Pattern NAMED = Pattern.compile("\"?([^\"<>]*?)\"?\\s*<([^<>]+)>");

  /**
   * @param key what is set
   * @throws ModelException if the variable has no such value
   */
  void put(String key, Variable variable) {
    switch (key) {
      case "sslRequired" ->
          realm.setSslRequired(
              SslRequired.valueOf(variable.oneOf("external", "all", "none").toUpperCase()));
      case "smtp.host" -> mail(Map.of("host", variable.host()));
      case "smtp.port" -> mail(Map.of("port", variable.port()));
      case "smtp.from" -> from(variable);
      case "networks" -> policy(CampusPolicy.NETWORKS, variable.networks());
      case "trustedProxies" -> policy(CampusPolicy.TRUSTED_PROXIES, variable.trustedProxies());
      default -> throw new ModelException("The realm's file cannot import " + key);
    }
  }

  private void from(Variable variable) {
    Matcher named = NAMED.matcher(variable.line());
    Map<String, String> sender =
        named.matches()
            ? Map.of("from", named.group(2).strip(), "fromDisplayName", named.group(1))
            : Map.of("from", variable.line());
    try {
      mail(sender);
      SMTPUtil.checkSMTPConfiguration(session, realm.getSmtpConfig());
    } catch (EmailException refused) {
      throw variable.refused("write an address, as in Name <no-reply@example.ac.jp>");
    }
  }

  private void mail(Map<String, String> values) {
    Map<String, String> config = new HashMap<>(realm.getSmtpConfig());
    config.putAll(values);
    realm.setSmtpConfig(config);
  }

  private void policy(String key, String value) {
    RequiredActionProviderModel action =
        realm.getRequiredActionProviderByAlias(CampusPolicy.ACTION);
    if (action == null) {
      throw new ModelException("The realm's file has no required action " + CampusPolicy.ACTION);
    }
    Map<String, String> config = new HashMap<>(action.getConfig());
    config.put(key, value);
    action.setConfig(config);
    realm.updateRequiredActionProvider(action);
  }
}
