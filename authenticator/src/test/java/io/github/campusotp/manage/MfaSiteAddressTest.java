package io.github.campusotp.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class MfaSiteAddressTest {
  @Test
  void leadsToThePagesBelowTheMenu() {
    MfaSiteAddress site = new MfaSiteAddress(URI.create("https://sso.example/auth/realms/omu/mfa"));

    assertThat(site.links())
        .containsOnlyKeys(
            "setup", "reissue", "show", "delete", "backup", "passkey", "address", "test")
        .containsEntry("setup", "https://sso.example/auth/realms/omu/mfa/reset/request?setup=1")
        .containsEntry("reissue", "https://sso.example/auth/realms/omu/mfa/reset/request")
        .containsEntry("test", site.test().toString());
    assertThat(site.testAgain()).hasPath("/auth/realms/omu/mfa/test").hasQuery("again=1");
  }
}
