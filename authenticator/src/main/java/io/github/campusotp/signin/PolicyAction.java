package io.github.campusotp.signin;

import io.github.campusotp.keycloak.StatelessAction;
import io.github.campusotp.location.CampusPolicy;
import io.github.campusotp.realmfile.RealmFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.userprofile.ValidationException;
import org.keycloak.validate.ValidationError;

/**
 * The realm's policy, and the last check of each sign-on by it. A required action that never
 * requires anything: Keycloak checks the settings of required actions when they are saved, and asks
 * every enabled action just before it finishes a sign-on. It offers neither elsewhere.
 */
public final class PolicyAction extends StatelessAction {
  private static final int MOST_TOLD = 10;

  @Override
  public String getId() {
    return CampusPolicy.ACTION;
  }

  @Override
  public String getDisplayText() {
    return "Campus: networks and levels";
  }

  @Override
  public void evaluateTriggers(RequiredActionContext context) {
    FinalCheck.of(context);
  }

  @Override
  public List<ProviderConfigProperty> getConfigMetadata() {
    return PolicyProperties.all();
  }

  /**
   * Refuses settings with a mistake; those in force stay.
   *
   * @throws ValidationException that names each line and what would be right
   */
  @Override
  public void validateConfig(
      KeycloakSession session, RealmModel realm, RequiredActionConfigModel model) {
    CampusPolicy policy =
        CampusPolicy.read(Objects.requireNonNullElse(model.getConfig(), Map.of()));
    List<CampusPolicy.Mistake> mistakes = new ArrayList<>(policy.mistakes());
    mistakes.addAll(policy.mistakesIn(session, realm));
    if (!mistakes.isEmpty()) {
      throw new ValidationException(
          new ValidationError(getId(), mistakes.get(0).setting(), told(mistakes)));
    }
  }

  private static String told(List<CampusPolicy.Mistake> mistakes) {
    String first =
        mistakes.stream()
            .limit(MOST_TOLD)
            .map(mistake -> mistake.setting() + ": " + mistake.problem().advice() + ".")
            .collect(Collectors.joining(" "));
    return mistakes.size() <= MOST_TOLD
        ? first
        : first + " " + (mistakes.size() - MOST_TOLD) + " more mistakes.";
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    RealmFile.listen(factory);
  }

  /** Nothing to show, should an administrator require this action of a user. */
  @Override
  protected void show(RequiredActionContext context) {
    context.success();
  }

  @Override
  protected void take(RequiredActionContext context) {
    context.success();
  }
}
