package io.github.campusotp.office;

import io.github.campusotp.location.CampusPolicy;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.services.ErrorResponse;

/** What counts as campus, and what is tried out beside it. */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NetworksResource {
  /**
   * The lists as they are saved.
   *
   * @param networks what counts as campus
   * @param candidate what is tried out beside it; empty for nothing
   * @param version of the two together, so that no administrator saves over another
   * @param reason in words; null in an answer
   */
  public record Networks(String networks, String candidate, String version, String reason) {
    private static Networks of(Map<String, String> values) {
      String networks = values.getOrDefault(CampusPolicy.NETWORKS, "");
      String candidate = values.getOrDefault(CampusPolicy.CANDIDATE_NETWORKS, "");
      String version = Integer.toHexString(Objects.hash(networks, candidate));
      return new Networks(networks, candidate, version, null);
    }
  }

  private final KeycloakSession session;
  private final RealmModel realm;
  private final Act act;

  NetworksResource(KeycloakSession session, RealmModel realm, Act act) {
    this.session = session;
    this.realm = realm;
    this.act = act;
  }

  /** Those in force. */
  @GET
  public Networks present() {
    return Networks.of(stored().getConfig());
  }

  /** What is wrong with a list, and what it would have changed; saves nothing. */
  @POST
  @Path("check")
  public NetworksCheck check(NetworksCheck.Lists lists) {
    return NetworksCheck.of(session, realm, lists);
  }

  /** Saves them; with a mistake in one of them those in force stay. */
  @PUT
  public Networks save(Networks wanted) {
    act.begin(OfficeRole.ADMINISTRATOR, Query.sent(wanted).reason());
    if (wanted.networks() == null || wanted.candidate() == null) {
      throw Query.refusal("networks and candidate are the lists to save; candidate may be empty");
    }
    RequiredActionConfigModel model = stored();
    if (!Networks.of(model.getConfig()).version().equals(wanted.version())) {
      throw ErrorResponse.error(
          "The list was changed meanwhile: read it again, and take over what you wrote",
          Status.CONFLICT);
    }
    Map<String, String> values = new HashMap<>(model.getConfig());
    values.put(CampusPolicy.NETWORKS, wanted.networks());
    values.put(CampusPolicy.CANDIDATE_NETWORKS, wanted.candidate());
    requireNoMistake(values);
    model.setConfig(values);
    realm.updateRequiredActionConfig(model);
    act.done();
    return Networks.of(values);
  }

  private static void requireNoMistake(Map<String, String> values) {
    String mistakes =
        CampusPolicy.read(values).mistakes().stream()
            .map(mistake -> mistake.setting() + ": " + mistake.problem().advice() + ".")
            .collect(Collectors.joining(" "));
    if (!mistakes.isEmpty()) {
      throw Query.refusal(mistakes);
    }
  }

  /** A copy: Keycloak caches what it gives. */
  private RequiredActionConfigModel stored() {
    RequiredActionConfigModel cached = realm.getRequiredActionConfigByAlias(CampusPolicy.ACTION);
    if (cached == null) {
      throw Query.refusal("The realm has no required action " + CampusPolicy.ACTION);
    }
    RequiredActionConfigModel copy = new RequiredActionConfigModel();
    copy.setId(cached.getId());
    copy.setAlias(cached.getAlias());
    copy.setProviderId(cached.getProviderId());
    copy.setConfig(new HashMap<>(Objects.requireNonNullElse(cached.getConfig(), Map.of())));
    return copy;
  }
}
