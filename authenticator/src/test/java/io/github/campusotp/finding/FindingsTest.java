package io.github.campusotp.finding;

import static io.github.campusotp.finding.SoundRealm.group;
import static io.github.campusotp.finding.SoundRealm.provider;
import static io.github.campusotp.finding.SoundRealm.realmRole;
import static io.github.campusotp.finding.SoundRealm.role;
import static io.github.campusotp.finding.SoundRealm.step;
import static io.github.campusotp.finding.SoundRealm.subFlow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.RoleModel;
import org.keycloak.models.WebAuthnPolicy;

class FindingsTest {
  private static final RoleModel MANAGE_ACCOUNT = role("account", "manage-account");

  @Test
  void aSoundRealmHasNone() {
    assertThat(findings(new SoundRealm())).isEmpty();
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource({"settings", "levels", "flows", "clients", "users", "policies"})
  void eachIsFoundAloneAndSaysWhatToDo(String id, SoundRealm realm) {
    assertThat(findings(realm))
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.id()).isEqualTo(id);
              assertThat(finding.where()).isNotBlank();
              assertThat(finding.what()).isNotBlank();
              assertThat(finding.cure()).isNotBlank();
            });
  }

  static Stream<Arguments> levels() {
    return Stream.of(
        arguments("level-unnamed", levels("{\"sfa\": 1}")),
        arguments("level-unnamed", levels(null)),
        arguments("level-unnamed", levels("no map")),
        arguments("level-misnamed", levels("{\"sfa\": 2, \"https://refeds.org/profile/mfa\": 1}")),
        arguments(
            "level-unreachable", levels("{\"sfa\": 4, \"https://refeds.org/profile/mfa\": 2}")),
        arguments(
            "level-without-uri", levels("{\"gold\": 2, \"https://refeds.org/profile/mfa\": 2}")),
        arguments("level-misnamed", with(levelsOf("{\"https://refeds.org/profile/mfa\": 0}"))),
        arguments("level-unreachable", with(levelsOf("{\"gold\": 20}"))));
  }

  private static SoundRealm levels(String map) {
    return new SoundRealm() {
      @Override
      String levels() {
        return map;
      }
    };
  }

  private static SoundClient levelsOf(String map) {
    return new SoundClient() {
      @Override
      String getAttribute(String name) {
        return name.equals("acr.loa.map") ? map : null;
      }
    };
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        arguments(
            "events-off",
            new SoundRealm() {
              @Override
              boolean isEventsEnabled() {
                return false;
              }
            }),
        arguments(
            "admin-events-off",
            new SoundRealm() {
              @Override
              boolean isAdminEventsEnabled() {
                return false;
              }
            }),
        arguments(
            "languages-off",
            new SoundRealm() {
              @Override
              boolean isInternationalizationEnabled() {
                return false;
              }
            }),
        arguments(
            "login-with-email",
            new SoundRealm() {
              @Override
              boolean isLoginWithEmailAllowed() {
                return true;
              }
            }),
        arguments(
            "permanent-lockout",
            new SoundRealm() {
              @Override
              boolean isPermanentLockout() {
                return true;
              }
            }),
        arguments(
            "brute-force-off",
            new SoundRealm() {
              @Override
              boolean isBruteForceProtected() {
                return false;
              }
            }),
        arguments("long-client-session", clientSessionMax(0)),
        arguments("long-client-session", clientSessionMax(1801)),
        arguments("reusable-codes", otpPolicy(1, true)),
        arguments("passkeys-unverified", passkeys("preferred")),
        arguments("wide-otp-window", otpPolicy(2, false)),
        arguments("no-mail-server", mail(Map.of())),
        arguments("no-mail-server", mail(Map.of("host", " "))));
  }

  private static SoundRealm clientSessionMax(int seconds) {
    return new SoundRealm() {
      @Override
      int getClientSessionMaxLifespan() {
        return seconds;
      }
    };
  }

  private static SoundRealm passkeys(String verification) {
    return new SoundRealm() {
      @Override
      WebAuthnPolicy getWebAuthnPolicyPasswordless() {
        WebAuthnPolicy policy = new WebAuthnPolicy();
        policy.setPasskeysEnabled(true);
        policy.setUserVerificationRequirement(verification);
        return policy;
      }
    };
  }

  private static SoundRealm otpPolicy(int window, boolean reusable) {
    return new SoundRealm() {
      @Override
      OTPPolicy getOTPPolicy() {
        return new OTPPolicy("totp", "HmacSHA1", 0, 6, window, 30, reusable);
      }
    };
  }

  private static SoundRealm mail(Map<String, String> server) {
    return new SoundRealm() {
      @Override
      Map<String, String> getSmtpConfig() {
        return server;
      }
    };
  }

  static Stream<Arguments> flows() {
    AuthenticationExecutionModel identify = subFlow("campus identify", Requirement.REQUIRED);
    AuthenticationExecutionModel factor = subFlow("campus second factor", Requirement.CONDITIONAL);
    AuthenticationExecutionModel condition = step("campus-network-condition", Requirement.REQUIRED);
    AuthenticationExecutionModel form = step("campus-otp-form", Requirement.REQUIRED);
    String place = "second-factor-out-of-place";
    return Stream.of(
        arguments(
            "flow-not-bound",
            new SoundRealm() {
              @Override
              AuthenticationFlowModel getBrowserFlow() {
                return getFlowByAlias("browser");
              }
            }),
        arguments(
            "flow-not-bound",
            new SoundRealm() {
              @Override
              AuthenticationFlowModel getDirectGrantFlow() {
                return getFlowByAlias("direct grant");
              }
            }),
        arguments(
            "flow-not-bound",
            new SoundRealm() {
              @Override
              AuthenticationFlowModel getResetCredentialsFlow() {
                return null;
              }
            }),
        arguments(
            "flow-not-bound",
            new SoundRealm() {
              @Override
              AuthenticationFlowModel getFirstBrokerLoginFlow() {
                return getFlowByAlias("first broker login");
              }
            }),
        arguments(place, steps("campus browser", identify)),
        arguments(place, steps("campus browser", factor, identify)),
        arguments(
            place,
            steps(
                "campus browser",
                identify,
                subFlow("campus second factor", Requirement.ALTERNATIVE))),
        arguments(
            place,
            steps("campus browser", subFlow("campus identify", Requirement.ALTERNATIVE), factor)),
        arguments(place, steps("campus second factor", condition)),
        arguments(place, steps("campus second factor", form, condition)),
        arguments(
            place,
            steps(
                "campus second factor",
                condition,
                step("campus-otp-form", Requirement.ALTERNATIVE))),
        arguments("provider-flow", provided(provider(null, null))),
        arguments("provider-flow", provided(provider("browser", null))),
        arguments(
            "provider-flow",
            provided(provider("campus after identity provider", "first broker login"))));
  }

  private static SoundRealm steps(String flow, AuthenticationExecutionModel... steps) {
    return new SoundRealm() {
      @Override
      List<AuthenticationExecutionModel> steps(String asked) {
        return asked.equals(flow) ? List.of(steps) : super.steps(asked);
      }
    };
  }

  private static SoundRealm provided(IdentityProviderModel provider) {
    return new SoundRealm() {
      @Override
      List<IdentityProviderModel> providers() {
        return List.of(provider);
      }
    };
  }

  static Stream<Arguments> clients() {
    return Stream.of(
        arguments("client-browser-flow", with(flow("portal", "browser", "simple"))),
        arguments("client-browser-flow", with(flow("start-procedure", "browser", "simple"))),
        arguments("client-direct-grant-flow", with(flow("portal", "direct_grant", "simple"))),
        arguments("device-grant", with(attribute("oauth2.device.authorization.grant.enabled"))),
        arguments("ciba", with(attribute("oidc.ciba.grant.enabled"))),
        arguments("token-exchange", with(attribute("standard.token.exchange.enabled"))),
        arguments("jwt-grant", with(attribute("oauth2.jwt.authorization.grant.enabled"))),
        arguments(
            "consent",
            with(
                new SoundClient() {
                  @Override
                  boolean isConsentRequired() {
                    return true;
                  }
                })),
        arguments("site-with-tokens", with(site("mfa-test", false, "client-secret"))),
        arguments("site-with-tokens", with(site("mfa-management", true, "client-jwt"))),
        arguments("office-open", with(office(true, "2", "/realms/omu/office"))),
        arguments("office-open", with(office(false, null, "/realms/omu/office"))),
        arguments("office-open", with(office(false, "1", "/realms/omu/office"))),
        arguments("office-open", with(office(false, "2", "*"))),
        arguments("known-secret", with(secret("**********"))),
        arguments("known-secret", with(secret(""))),
        arguments("known-secret", with(secret("Portal"))),
        arguments("known-secret", with(secret("change-me"))));
  }

  private static SoundClient office(boolean fullScope, String minimum, String redirectUri) {
    return new SoundClient() {
      @Override
      String getClientId() {
        return "campus-office";
      }

      @Override
      boolean isPublicClient() {
        return true;
      }

      @Override
      boolean isFullScopeAllowed() {
        return fullScope;
      }

      @Override
      Set<String> getRedirectUris() {
        return Set.of(redirectUri);
      }

      @Override
      String getAttribute(String name) {
        return name.equals("minimum.acr.value") ? minimum : null;
      }
    };
  }

  /** What a flow of the realm denies is harmless. */
  @Test
  void aPasswordAloneIsFoundWhereTheRealmsFlowDoesNotDeny() {
    SoundClient program =
        new SoundClient() {
          @Override
          boolean isDirectAccessGrantsEnabled() {
            return true;
          }
        };
    assertThat(findings(with(program))).isEmpty();
    assertThat(
            findings(
                new SoundRealm() {
                  @Override
                  List<SoundClient> clients() {
                    return List.of(program);
                  }

                  @Override
                  AuthenticationFlowModel getDirectGrantFlow() {
                    return getFlowByAlias("direct grant");
                  }
                }))
        .extracting(Finding::id)
        .containsExactly("flow-not-bound", "direct-access-grants");
  }

  @ParameterizedTest
  @CsvSource({
    "deny-access-authenticator, REQUIRED, false",
    "deny-access-authenticator, ALTERNATIVE, true",
    "http-basic-authenticator, REQUIRED, true",
  })
  void ecpIsFoundWhereTheRealmsFlowDoesNotDeny(
      String authenticator, Requirement requirement, boolean found) {
    AuthenticationExecutionModel off = step("http-basic-authenticator", Requirement.DISABLED);
    AuthenticationExecutionModel first = step(authenticator, requirement);
    SoundRealm realm =
        new SoundRealm() {
          @Override
          List<SoundClient> clients() {
            return List.of(attribute("saml.allow.ecp.flow"));
          }

          @Override
          List<AuthenticationExecutionModel> steps(String flow) {
            return flow.equals("saml ecp") ? List.of(off, first) : super.steps(flow);
          }
        };
    assertThat(findings(realm))
        .extracting(Finding::id)
        .isEqualTo(found ? List.of("saml-ecp") : List.of());
  }

  @Test
  void whatIsRightInAClientIsNot() {
    assertThat(
            findings(
                with(
                    flow("start-procedure", "browser", "campus start"),
                    flow("mfa-management", "browser", "campus mfa management"),
                    site("mfa-test", false, "client-jwt"),
                    flow("portal", "browser", ""),
                    new SoundClient() {
                      @Override
                      boolean isPublicClient() {
                        return true;
                      }

                      @Override
                      String getSecret() {
                        return "";
                      }
                    })))
        .isEmpty();
  }

  private static SoundRealm with(SoundClient... clients) {
    return new SoundRealm() {
      @Override
      List<SoundClient> clients() {
        return List.of(clients);
      }
    };
  }

  /** Ours have no secret. */
  private static SoundClient flow(String client, String binding, String flow) {
    return new SoundClient() {
      @Override
      String getClientId() {
        return client;
      }

      @Override
      String getClientAuthenticatorType() {
        return "client-jwt";
      }

      @Override
      String getAuthenticationFlowBindingOverride(String asked) {
        return asked.equals(binding) ? flow : null;
      }
    };
  }

  private static SoundClient attribute(String name) {
    return new SoundClient() {
      @Override
      String attributeThatIsOn() {
        return name;
      }
    };
  }

  private static SoundClient site(String client, boolean open, String authenticator) {
    return new SoundClient() {
      @Override
      String getClientId() {
        return client;
      }

      @Override
      boolean isPublicClient() {
        return open;
      }

      @Override
      String getClientAuthenticatorType() {
        return authenticator;
      }
    };
  }

  private static SoundClient secret(String secret) {
    return new SoundClient() {
      @Override
      String getSecret() {
        return secret;
      }
    };
  }

  static Stream<Arguments> users() {
    Set<String> users = Set.of("admin", "user");
    Set<String> administrators = Set.of("admin");
    return Stream.of(
        arguments("role-of-everyone", everyoneHas(realmRole("offline_access"))),
        arguments("role-of-everyone", everyoneHas(MANAGE_ACCOUNT)),
        arguments(
            "role-of-everyone", everyoneHas(realmRole("staff", MANAGE_ACCOUNT, MANAGE_ACCOUNT))),
        arguments("role-of-everyone", everyoneHas(role("realm-management", "query-users"))),
        arguments("role-of-everyone", newcomersAreIn(group(null, realmRole("offline_access")))),
        arguments("role-of-everyone", newcomersAreIn(group(group(null, MANAGE_ACCOUNT)))),
        arguments("attribute-editable", attribute("recoveryEmail", administrators, users)),
        arguments("attribute-editable", attribute("eduPersonPrincipalName", Set.of(), users)),
        arguments("attribute-editable", attribute("lastName", users, users)),
        arguments("attribute-visible", attribute("recoveryEmail", users, administrators)),
        arguments(
            "attribute-undeclared",
            new SoundRealm() {
              @Override
              Map<String, List<Set<String>>> attributes() {
                return Map.of();
              }
            }),
        arguments(
            "attribute-required",
            new SoundRealm() {
              @Override
              Set<String> required() {
                return Set.of("email");
              }
            }),
        arguments("attribute-editable", withoutPermissions("email")),
        arguments("attribute-not-asked", mustFillIn("phone", Set.of())),
        arguments("attribute-not-asked", mustFillIn("phone", users)),
        arguments("action-off", action("campus-otp-setup", false)),
        arguments("action-off", action("campus-policy", false)),
        arguments("action-on", action("CONFIGURE_TOTP", true)),
        arguments("action-on", action("delete_credential", true)));
  }

  @Test
  void whatUsersNeedNotBeAskedForIsNone() {
    assertThat(findings(mustFillIn("phone", Set.of(), "VERIFY_PROFILE"))).isEmpty();
    assertThat(findings(mustFillIn("phone", Set.of("admin")))).isEmpty();
    assertThat(findings(withoutPermissions("phone"))).isEmpty();
    assertThat(findings(mustFillIn("lastName", Set.of())))
        .extracting(Finding::id)
        .containsExactlyInAnyOrder("attribute-editable", "attribute-required");
  }

  private static SoundRealm withoutPermissions(String attribute) {
    return new SoundRealm() {
      @Override
      Map<String, List<Set<String>>> attributes() {
        Map<String, List<Set<String>>> attributes = new HashMap<>(super.attributes());
        attributes.put(attribute, List.of());
        return attributes;
      }
    };
  }

  private static SoundRealm mustFillIn(String attribute, Set<String> roles, String... actions) {
    Set<String> users = Set.of("admin", "user");
    return new SoundRealm() {
      @Override
      Map<String, List<Set<String>>> attributes() {
        Map<String, List<Set<String>>> attributes = new HashMap<>(super.attributes());
        attributes.put(attribute, List.of(users, users));
        return attributes;
      }

      @Override
      Set<String> required() {
        return Set.of(attribute);
      }

      @Override
      Set<String> requiredOf() {
        return roles;
      }

      @Override
      boolean isOn(String action) {
        return super.isOn(action) || List.of(actions).contains(action);
      }
    };
  }

  private static SoundRealm setting(String of, String name, String value) {
    return new SoundRealm() {
      @Override
      Map<String, String> config(String action) {
        return action.equals(of) ? Map.of(name, value) : super.config(action);
      }
    };
  }

  private static SoundRealm everyoneHas(RoleModel role) {
    return new SoundRealm() {
      @Override
      List<RoleModel> rolesOfEveryone() {
        return List.of(role("account", "view-profile"), role("library", "manage-account"), role);
      }
    };
  }

  private static SoundRealm newcomersAreIn(GroupModel group) {
    return new SoundRealm() {
      @Override
      Stream<GroupModel> getDefaultGroupsStream() {
        return Stream.of(group);
      }
    };
  }

  private static SoundRealm attribute(String name, Set<String> view, Set<String> edit) {
    return new SoundRealm() {
      @Override
      Map<String, List<Set<String>>> attributes() {
        Map<String, List<Set<String>>> attributes = new HashMap<>(super.attributes());
        attributes.put(name, List.of(view, edit));
        return attributes;
      }
    };
  }

  private static SoundRealm action(String alias, boolean on) {
    return new SoundRealm() {
      @Override
      boolean isOn(String action) {
        return action.equals(alias) ? on : super.isOn(action);
      }
    };
  }

  static Stream<Arguments> policies() {
    return Stream.of(
        arguments("policy-mistake", policy("otpMaxAge", "soon")),
        arguments("always-asked-gone", policy("alwaysSecondFactor", "no-such-role")),
        arguments("wide-proxies", policy("trustedProxies", "192.0.2.0/23")),
        arguments("no-networks", policy("networks", " ")),
        arguments("no-trusted-proxies", policy("trustedProxies", "")),
        arguments("issuer-with-colon", setting("campus-otp-setup", "issuer", "OMU: sign-on")),
        arguments("no-own-domains", setting("campus-recovery-address", "ownDomains", " , ")),
        arguments(
            "key-without-address",
            new SoundRealm() {
              @Override
              long unreachable() {
                return 3;
              }
            }),
        arguments(
            "address-unusable",
            new SoundRealm() {
              @Override
              long unusable() {
                return 3;
              }
            }));
  }

  private static SoundRealm policy(String setting, String value) {
    return new SoundRealm() {
      @Override
      Map<String, String> policy() {
        Map<String, String> values = new HashMap<>(super.policy());
        values.put(setting, value);
        return values;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "every-proxy-trusted, proxy-headers, xforwarded",
    "server-proxies, proxy-trusted-addresses, 192.0.2.0/23",
    "server-proxies, proxy-trusted-addresses, proxy.example",
  })
  void theServersSettingsHoldInEveryRealm(String id, String setting, String value) {
    assertThat(findings(new SoundRealm().server("kc." + setting, value)))
        .extracting(Finding::id)
        .containsExactly(id);
  }

  @ParameterizedTest
  @CsvSource({
    "true, mysql, 26.7.3, true",
    "true, mariadb, 26.7.3, true",
    "true, mysql, 26.7.4, false",
    "true, mysql, 26.10.0, false",
    "true, mysql, 26.8.0, false",
    "true, postgres, 26.7.3, false",
    "true, '', 26.7.3, false",
    "false, mysql, 26.7.3, false",
  })
  void aStoreThatDoesNotLimitGuessesIsFound(
      boolean stateless, String database, String version, boolean found) {
    assertThat(ServerChecks.sharedStore(stateless, database, version).isPresent()).isEqualTo(found);
  }

  @Test
  void theWorstComesFirst() {
    SoundRealm realm =
        new SoundRealm() {
          @Override
          boolean isEventsEnabled() {
            return false;
          }

          @Override
          boolean isBruteForceProtected() {
            return false;
          }
        };
    assertThat(findings(realm))
        .extracting(Finding::id)
        .containsExactly("brute-force-off", "events-off");
  }

  private static List<Finding> findings(SoundRealm realm) {
    return Findings.of(realm.session(), realm.model());
  }
}
