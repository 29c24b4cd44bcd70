package io.github.campusotp.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The shipped realm, and the same without what is ours: Keycloak makes its own flows and required
 * actions for a realm file that has none. Pages, events, passwords and limits are the same in both.
 *
 * @param shipped its file
 * @param directory where files for the import go
 * @param hashing whether passwords are hashed as the shipped realm does, or next to not at all
 */
record Realms(Path shipped, Path directory, boolean hashing) {
  private static final String NEXT_TO_NO_HASH =
      " and hashAlgorithm(pbkdf2-sha512) and hashIterations(1)";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> OURS =
      List.of(
          "authenticationFlows",
          "authenticatorConfig",
          "requiredActions",
          "browserFlow",
          "directGrantFlow",
          "resetCredentialsFlow",
          "firstBrokerLoginFlow");

  /**
   * Writes both.
   *
   * @param blocks how many there are in the list of campus networks
   */
  List<Path> write(int blocks) throws IOException {
    ObjectNode ours = read();
    for (JsonNode action : ours.path("requiredActions")) {
      if (action.path("config").has("networks")) {
        ((ObjectNode) action.path("config")).put("networks", networks(blocks));
      }
    }
    ours.withObject("/attributes").remove("campus.import.networks");
    ObjectNode stock = read();
    stock.put("realm", People.PLAIN.realm()).remove(OURS);
    stock
        .withObject("/attributes")
        .remove(List.of("campus.import.networks", "campus.import.trustedProxies"));
    for (JsonNode client : stock.path("clients")) {
      ((ObjectNode) client).withObject("/attributes").remove("campus.import.browserFlow");
    }
    return List.of(write(ours), write(stock));
  }

  private ObjectNode read() throws IOException {
    ObjectNode realm = (ObjectNode) JSON.readTree(shipped.toFile());
    if (!hashing) {
      realm.put("passwordPolicy", realm.path("passwordPolicy").asText() + NEXT_TO_NO_HASH);
    }
    return realm;
  }

  private Path write(ObjectNode realm) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(realm.path("realm").asText() + "-realm.json");
    JSON.writeValue(file.toFile(), realm);
    return file;
  }

  /** The campus of {@link SignOn}, and blocks that nobody comes from. */
  private static String networks(int blocks) {
    return IntStream.range(1, blocks)
        .mapToObj(i -> "ELSEWHERE-%d = 100.%d.%d.0/24".formatted(i, 64 + i / 256, i % 256))
        .collect(Collectors.joining("\n", "OMUNET-1X = 10.64.0.0/12\n", ""));
  }
}
