package io.github.campusotp.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** A key pair made for this run, with its certificate, so that none need be in the repository. */
record SelfSigned(KeyPair keys, X509Certificate certificate) {

  private static final String ALIAS = "key";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * Reads the key in a file, or makes one.
   *
   * <p>By the JDK's keytool: the JDK has no public interface for making a certificate.
   */
  static SelfSigned in(Path store, String password, String name)
      throws StartupException, InterruptedException {
    try {
      if (!Files.exists(store)) {
        Path log = store.resolveSibling("keytool.log");
        List<String> command =
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-sigalg",
                "SHA256withRSA",
                "-dname",
                "CN=" + name,
                "-validity",
                "365",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                "PASSWORD");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PASSWORD", password);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        try (ProcessTree keytool = ProcessTree.start(builder)) {
          if (!keytool.ended(LIMIT) || keytool.exitCode() != 0) {
            throw new StartupException(
                "The JDK's keytool made no key: " + ServerLog.complaint(log));
          }
        }
      }
      return read(store, password.toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new StartupException("The JDK's keytool made no key: " + e.getMessage(), e);
    }
  }

  String certificateBase64() throws GeneralSecurityException {
    return Base64.getEncoder().encodeToString(certificate.getEncoded());
  }

  private static SelfSigned read(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(file)) {
      store.load(content, password);
    }
    X509Certificate certificate = (X509Certificate) store.getCertificate(ALIAS);
    return new SelfSigned(
        new KeyPair(certificate.getPublicKey(), (PrivateKey) store.getKey(ALIAS, password)),
        certificate);
  }
}
