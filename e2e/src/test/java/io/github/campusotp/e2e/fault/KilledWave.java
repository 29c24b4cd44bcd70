package io.github.campusotp.e2e.fault;

import static io.github.campusotp.e2e.server.KeycloakAdmin.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.campusotp.e2e.Patience;
import io.github.campusotp.e2e.server.Cluster.Node;
import io.github.campusotp.e2e.server.KeycloakAdmin;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A wave over many people, whose node dies half-way. */
final class KilledWave {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GROUP = "a-wave";
  private static final int PEOPLE = 3000;
  private static final int BATCH = 300;

  private final KeycloakAdmin survivor;

  /**
   * Admits the people.
   *
   * @param survivor which lives on
   */
  KilledWave(Node survivor) {
    this.survivor = survivor.admin();
    this.survivor.people().group(GROUP);
    for (int first = 0; first < PEOPLE; first += BATCH) {
      admit(first);
    }
  }

  /** Few enough for a request that Keycloak ends after five minutes, on however slow a machine. */
  private void admit(int first) {
    List<Map<String, Object>> users =
        IntStream.range(first, first + BATCH)
            .mapToObj(
                number ->
                    Map.<String, Object>of(
                        "username", "of-a-wave-" + number, "groups", List.of("/" + GROUP)))
            .toList();
    survivor.call("POST", REALM + "/partialImport", Map.of("users", users));
  }

  /** Begins it, and comes back when some people owe the set-up, and not all. */
  void beginAt(Node node) throws IOException {
    KeycloakAdmin admin = node.admin();
    CompletableFuture.runAsync(() -> wave(admin, false)); // of which no answer comes
    Patience.until("some are reached", () -> owing() > 0);
  }

  /** Fails where it was over before its node died, or where it cannot be begun again. */
  void isBegunAgain() throws IOException {
    assertThat(owing()).isBetween(1, PEOPLE - 1);
    JsonNode state = JSON.readTree(wave(survivor, false));
    assertThat(List.of(state.path("people").asInt(), state.path("owe").asInt()))
        .containsExactly(PEOPLE, PEOPLE);
  }

  private int owing() throws IOException {
    return JSON.readTree(wave(survivor, true)).path("owe").asInt();
  }

  private static String wave(KeycloakAdmin admin, boolean dryRun) {
    return admin
        .call(
            "POST",
            REALM + "/campus-otp/waves",
            Map.of(
                "group",
                "/" + GROUP,
                "action",
                "campus-otp-setup",
                "dryRun",
                dryRun,
                "reason",
                "spring"))
        .body();
  }
}
