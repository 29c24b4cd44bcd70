package io.github.campusotp.e2e.service;

import java.util.Map;

/** The services of docs/services.md, each by its module for Apache. */
enum Service {
  LIBRARY("library", "Shibboleth SP", Variables.SAML, "Global Logout"),
  WIKI("wiki", "mod_auth_mellon", Variables.SAML, "Signed out"),
  LAB("lab", "mod_auth_openidc", Variables.OIDC, "Signed out");

  final String host;
  final String section;

  /** The title of the page that a logout ends at. */
  final String goodbye;

  private final Map<String, String> variables;

  Service(String host, String section, Map<String, String> variables, String goodbye) {
    this.host = host;
    this.section = section;
    this.variables = variables;
    this.goodbye = goodbye;
  }

  /** The environment variable that has an attribute at this service. */
  String variable(String attribute) {
    return variables.get(attribute);
  }

  private static final class Variables {
    static final Map<String, String> SAML =
        Map.of(
            "eduPersonPrincipalName", "eppn",
            "eduPersonScopedAffiliation", "affiliation",
            "displayName", "displayName",
            "mail", "mail");

    static final Map<String, String> OIDC =
        Map.of(
            "eduPersonPrincipalName", "OIDC_CLAIM_eduperson_principal_name",
            "eduPersonScopedAffiliation", "OIDC_CLAIM_eduperson_scoped_affiliation",
            "displayName", "OIDC_CLAIM_name",
            "mail", "OIDC_CLAIM_email");
  }
}
