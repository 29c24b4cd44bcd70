package io.github.campusotp.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the imported realm and the demo around it must agree on. Made anew with the realm, and kept
 * with it where its data are kept, since Keycloak imports a realm only once.
 *
 * @param portalSecret the portal's client secret
 * @param unipaKey with which UNIPA signs
 * @param smtpPort where Keycloak sends mail; 0 for any free port
 */
record RealmLink(String portalSecret, SelfSigned unipaKey, int smtpPort) {

  /** Of the last run, if that is wanted and there was one, or new. */
  static RealmLink in(Path directory, boolean keep) throws StartupException, InterruptedException {
    Path file = file(directory);
    Path store = directory.resolve("unipa.p12");
    try {
      Properties kept = new Properties();
      if (keep && Files.exists(file) && Files.exists(store)) {
        try (InputStream content = Files.newInputStream(file)) {
          kept.load(content);
        }
      } else {
        Files.deleteIfExists(store);
      }
      String secret = kept.getProperty("secret", BrowserSessions.randomId());
      return new RealmLink(
          secret,
          SelfSigned.in(store, secret, "UNIPA"),
          Integer.parseInt(kept.getProperty("smtp.port", "0")));
    } catch (IOException e) {
      throw new StartupException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** For the next run. */
  void keep(Path directory, int usedSmtpPort) throws StartupException {
    Properties kept = new Properties();
    kept.setProperty("secret", portalSecret);
    kept.setProperty("smtp.port", Integer.toString(usedSmtpPort));
    try (OutputStream content = Files.newOutputStream(file(directory))) {
      kept.store(content, null);
    } catch (IOException e) {
      throw new StartupException("Cannot write " + file(directory) + ": " + e.getMessage(), e);
    }
  }

  private static Path file(Path directory) {
    return directory.resolve("realm-link.properties");
  }
}
