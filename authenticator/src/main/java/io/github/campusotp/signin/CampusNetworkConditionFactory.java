package io.github.campusotp.signin;

import io.github.campusotp.keycloak.StepFactory;
import io.github.campusotp.location.CampusNetworkConfig;
import io.github.campusotp.location.StartCheck;
import io.github.campusotp.realmfile.RealmFile;
import java.util.List;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Registers the condition "Condition - campus network" and describes it to administrators. */
public final class CampusNetworkConditionFactory extends StepFactory
    implements ConditionalAuthenticatorFactory {
  static final String ID = CampusNetworkConfig.CONDITION;

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public ConditionalAuthenticator getSingleton() {
    return CampusNetworkCondition.SINGLETON;
  }

  @Override
  public String getReferenceCategory() {
    return REFERENCE_CATEGORY;
  }

  @Override
  public String getDisplayType() {
    return "Condition - campus network";
  }

  @Override
  public String getHelpText() {
    return "Runs the flow it stands in only for users who are not on the campus network (or only"
        + " for those who are). A user counts as on campus only if every address known about the"
        + " request lies in a campus network; whatever cannot be read is off campus.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return ProviderConfigurationBuilder.create()
        .property()
        .name(CampusNetworkConfig.NETWORKS)
        .label("Campus networks")
        .type(ProviderConfigProperty.TEXT_TYPE)
        .helpText(
            "One network a line: a name, =, its address blocks in CIDR notation separated by"
                + " commas; # starts a comment. Example: \"OMUNET-1X = 10.64.0.0/12,"
                + " 2001:db8:1000::/36\", next line \"eduroam = 10.80.0.0/16\", next line \"!VPN ="
                + " 10.64.99.0/24\". The ! takes a part out again: users in VPN are off campus"
                + " although OMUNET-1X contains it. A line with a mistake is left out, so its users"
                + " are asked for a one-time password; a mistake in a ! line turns the whole list"
                + " off. The server log then names the line and what to write instead. With an"
                + " empty list every request is off campus.")
        .add()
        .property()
        .name(CampusNetworkConfig.TRUSTED_PROXIES)
        .label("Trusted proxies")
        .type(ProviderConfigProperty.TEXT_TYPE)
        .helpText(
            "Addresses or CIDR blocks of the university's own reverse proxies and load balancers,"
                + " separated by commas. They are left out when a request's addresses are judged."
                + " Keep it the same as the server's proxy-trusted-addresses. Example:"
                + " 192.0.2.10, 2001:db8:ffff::/64")
        .add()
        .property()
        .name(CampusNetworkConfig.MATCH_WHEN)
        .label("Match when")
        .type(ProviderConfigProperty.LIST_TYPE)
        .options(CampusNetworkConfig.OFF_CAMPUS, CampusNetworkConfig.ON_CAMPUS)
        .defaultValue(CampusNetworkConfig.OFF_CAMPUS)
        .helpText(
            "off-campus: the flow runs for users outside the campus network, as a one-time"
                + " password needs it. on-campus: it runs for users inside. A user whose"
                + " address cannot be known is off campus in either case.")
        .add()
        .property()
        .name(CampusNetworkConfig.OTP_MAX_AGE)
        .label("One-time password lasts (seconds)")
        .type(ProviderConfigProperty.INTEGER_TYPE)
        .defaultValue(0)
        .helpText(
            "For how long a session that has given a one-time password is not asked again when it"
                + " opens another service. 0: as long as the session lives. Example: 28800 for a"
                + " working day of eight hours. A service that asks for a fresh sign-on always gets"
                + " one.")
        .add()
        .build();
  }

  @Override
  public boolean isConfigurable() {
    return true;
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    RealmFile.listen(factory); // before the check, which reads what came of it
    StartCheck.register(factory);
  }
}
