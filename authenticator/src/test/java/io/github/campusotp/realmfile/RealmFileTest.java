package io.github.campusotp.realmfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.campusotp.fake.Fake;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.common.enums.SslRequired;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;

/** What becomes of a realm's file, and of the variables that it names. */
class RealmFileTest {
  private static final String SECRET = "a\\b\"c${HOME}";

  private final Map<String, String> environment = new HashMap<>(Map.of("PORTAL_SECRET", SECRET));
  private final RealmFile file = new RealmFile(environment::get);
  private final Realm realm = new Realm();
  private final Client portal = new Client();
  private final Client site = new Client();

  RealmFileTest() {
    realm.attributes.putAll(
        Map.of(
            "campus.import.networks", "NETWORKS",
            "campus.import.trustedProxies", "PROXIES",
            "campus.import.sslRequired", "SSL",
            "campus.import.smtp.host", "MAIL_HOST",
            "campus.import.smtp.port", "MAIL_PORT",
            "campus.import.smtp.from", "MAIL_FROM",
            "of-the-university", "kept"));
    portal.attributes.putAll(
        Map.of(
            "campus.import.url", "PORTAL_URL",
            "campus.import.secret", "PORTAL_SECRET",
            "post.logout.redirect.uris", "http://localhost:8000/portal/bye",
            "use.refresh.tokens", "false"));
    site.attributes.put("campus.import.browserFlow", "campus start");
  }

  @Test
  void theFileStandsWhereNothingIsSet() {
    environment.put("NETWORKS", " \n");
    environment.put("PORTAL_URL", "");
    create();
    assertThat(realm.policy.getConfig()).isEqualTo(Map.of("otpMaxAge", "0"));
    assertThat(realm.smtp).isEqualTo(Map.of("host", "localhost", "from", "no-reply@localhost"));
    assertThat(realm.ssl).isNull();
    assertThat(portal.baseUrl).isEqualTo("http://localhost:8000/portal");
    assertThat(portal.secret).isEqualTo(SECRET);
    assertThat(site.browserFlow).isEqualTo("id of campus start");
    assertThat(realm.attributes).isEqualTo(Map.of("of-the-university", "kept"));
    assertThat(portal.attributes).doesNotContainKey("campus.import.secret").hasSize(2);
    assertThat(site.attributes).isEmpty();
  }

  @Test
  void whatIsSetTakesItsPlace() {
    environment.putAll(
        Map.of(
            "NETWORKS",
                "a = 10.64.0.0/12\r\n!b = 10.64.99.0/24 ; c=10.80.0.0/16\\nd = 2001:db8::/32\n",
            "PROXIES", "192.0.2.10, 192.0.2.11\n",
            "SSL", "all",
            "MAIL_HOST", "smtp.example.ac.jp",
            "MAIL_PORT", "587",
            "MAIL_FROM", "\"大学 二要素認証\" <mfa@example.ac.jp>",
            "PORTAL_URL", "https://portal.example.ac.jp//"));
    create();
    assertThat(realm.policy.getConfig())
        .containsEntry(
            "networks", "a = 10.64.0.0/12\n!b = 10.64.99.0/24 \n c=10.80.0.0/16\nd = 2001:db8::/32")
        .containsEntry("trustedProxies", "192.0.2.10, 192.0.2.11");
    assertThat(realm.ssl).isEqualTo(SslRequired.ALL);
    assertThat(realm.smtp)
        .containsEntry("host", "smtp.example.ac.jp")
        .containsEntry("port", "587")
        .containsEntry("from", "mfa@example.ac.jp")
        .containsEntry("fromDisplayName", "大学 二要素認証");
    assertThat(portal.baseUrl).isEqualTo("https://portal.example.ac.jp");
    assertThat(portal.redirects).containsExactly("https://portal.example.ac.jp/*");
    assertThat(portal.attributes)
        .containsEntry("post.logout.redirect.uris", "https://portal.example.ac.jp/bye")
        .containsEntry("use.refresh.tokens", "false");
  }

  @Test
  void aSecretHasNoDefault() {
    for (String unset : new String[] {null, "", "  "}) {
      environment.put("PORTAL_SECRET", unset);
      portal.attributes.put("campus.import.secret", "PORTAL_SECRET");
      realm.attributes.put("campus.import.networks", "NETWORKS");
      assertThatThrownBy(this::create)
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("PORTAL_SECRET is not set");
    }
  }

  @Test
  void aSenderThatIsNoneIsRefused() {
    environment.put("MAIL_FROM", "Name <nobody>");
    assertThatThrownBy(this::create)
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("MAIL_FROM is refused");
  }

  /** An administrator who may create realms must not read the server's environment. */
  @Test
  void onceTheServerHasStartedNoVariableIsRead() {
    environment.put("NETWORKS", "a = 10.64.0.0/12");
    file.onEvent(new PostMigrationEvent(null));
    create();
    assertThat(realm.policy.getConfig()).doesNotContainKey("networks");
    assertThat(portal.secret).isEqualTo("made by Keycloak");
    assertThat(portal.attributes).hasSize(2);
    assertThat(site.browserFlow).isEqualTo("id of campus start");
  }

  @Test
  void anotherRealmStaysAsItIs() {
    realm.attributes.clear();
    create();
    assertThat(portal.attributes).containsKey("campus.import.secret");
    assertThat(portal.secret).isEqualTo("made by Keycloak");
    assertThat(site.browserFlow).isNull();
  }

  private void create() {
    KeycloakSession session =
        Fake.of(
            KeycloakSession.class,
            new Object() {
              Provider getProvider(Class<?> type) {
                return Fake.of(EmailSenderProvider.class, new Sender());
              }
            });
    RealmModel created = Fake.of(RealmModel.class, realm);
    file.onEvent(
        new RealmModel.RealmPostCreateEvent() {
          @Override
          public RealmModel getCreatedRealm() {
            return created;
          }

          @Override
          public KeycloakSession getKeycloakSession() {
            return session;
          }
        });
  }

  private static final class Sender {
    void validate(Map<String, String> config) throws EmailException {
      if (!config.get("from").contains("@")) {
        throw new EmailException("Invalid sender address");
      }
    }
  }

  private final class Realm {
    final Map<String, String> attributes = new HashMap<>();
    final RequiredActionProviderModel policy = new RequiredActionProviderModel();
    Map<String, String> smtp = Map.of("host", "localhost", "from", "no-reply@localhost");
    SslRequired ssl;

    Realm() {
      policy.setConfig(Map.of("otpMaxAge", "0"));
    }

    Map<String, String> getAttributes() {
      return Map.copyOf(attributes);
    }

    void removeAttribute(String name) {
      attributes.remove(name);
    }

    Map<String, String> getSmtpConfig() {
      return smtp;
    }

    void setSmtpConfig(Map<String, String> config) {
      smtp = config;
    }

    void setSslRequired(SslRequired required) {
      ssl = required;
    }

    RequiredActionProviderModel getRequiredActionProviderByAlias(String alias) {
      return alias.equals("campus-policy") ? policy : null;
    }

    void updateRequiredActionProvider(RequiredActionProviderModel same) {}

    Stream<ClientModel> getClientsStream() {
      return Stream.of(portal, site).map(client -> Fake.of(ClientModel.class, client));
    }

    AuthenticationFlowModel getFlowByAlias(String alias) {
      AuthenticationFlowModel flow = new AuthenticationFlowModel();
      flow.setId("id of " + alias);
      return flow;
    }
  }

  private static final class Client {
    final Map<String, String> attributes = new HashMap<>();
    String baseUrl = "http://localhost:8000/portal";
    Set<String> redirects = Set.of("http://localhost:8000/portal/*");
    String secret = "made by Keycloak";
    String browserFlow;

    Map<String, String> getAttributes() {
      return Map.copyOf(attributes);
    }

    void setAttribute(String name, String value) {
      attributes.put(name, value);
    }

    void removeAttribute(String name) {
      attributes.remove(name);
    }

    String getBaseUrl() {
      return baseUrl;
    }

    void setBaseUrl(String url) {
      baseUrl = url;
    }

    Set<String> getRedirectUris() {
      return redirects;
    }

    void setRedirectUris(Set<String> uris) {
      redirects = uris;
    }

    void setSecret(String set) {
      secret = set;
    }

    void setAuthenticationFlowBindingOverride(String binding, String flow) {
      browserFlow = flow;
    }
  }
}
