package io.github.campusotp.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.demo.KeycloakServer;
import io.github.campusotp.demo.Progress;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server whose proxy settings are not as they should be. */
@Tag("fault")
class ProxySettingsIT {
  private static final String FROM_CAMPUS = "X-Forwarded-For: 10.64.1.20";
  private static final String FROM_HOME = "X-Forwarded-For: 203.0.113.20";

  /** Both want the same realm. */
  private static boolean imported;

  @Test
  void whoeverMaySendTheHeaderIsNotSaidThenItProvesNothingAndTheLogSaysWhatToSet()
      throws Exception {
    try (KeycloakServer server = start("proxy-trusted-addresses")) {
      assertThat(signOn(server, FROM_CAMPUS).isYellowPage()).isTrue();
      assertThat(Files.readString(server.log()))
          .contains("Set proxy-trusted-addresses to the addresses of the proxies");
      StoryServer.expectNoSecret(server.log());
    }
  }

  @Test
  void theHeaderIsNotReadByTheServerThenTheConditionDecidesRightAllTheSame() throws Exception {
    try (KeycloakServer server = start("proxy-headers")) {
      assertThat(signOn(server, FROM_CAMPUS).isIn()).isTrue();
      assertThat(signOn(server, FROM_HOME).isYellowPage()).isTrue();
      assertThat(signOn(server, "X-Forwarded-For: 10.64.1.20, 203.0.113.20").isYellowPage())
          .isTrue();
      StoryServer.expectNoSecret(server.log());
    }
  }

  private static KeycloakServer start(String withoutSetting) throws Exception {
    KeycloakServer.Options options =
        ShippedRealm.in(StoryServer.options("proxy-settings"))
            .placeholder("OMU_SSL_REQUIRED", "none")
            .placeholder("OMU_NETWORKS", "OMUNET-1X = 10.64.0.0/12")
            .placeholder("OMU_TRUSTED_PROXIES", "127.0.0.1")
            .setting(withoutSetting, null)
            .keepData(imported);
    if (withoutSetting.equals("proxy-headers")) {
      options.setting("proxy-trusted-addresses", null); // Keycloak allows it only beside the other
    }
    KeycloakServer server = KeycloakServer.start(options, Progress.SILENT);
    imported = true;
    return server;
  }

  private static HttpSignOn.Answer signOn(KeycloakServer server, String header) throws IOException {
    Person person = KeycloakAdmin.of(server).student();
    return new HttpSignOn(server.address()).password(person, HttpSignOn.SHIPPED_PORTAL, header);
  }
}
