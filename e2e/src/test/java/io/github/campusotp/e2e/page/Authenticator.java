package io.github.campusotp.e2e.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** A device or security key with passkeys: the browser's virtual authenticator (WebAuthn, 11). */
public final class Authenticator {
  /** A script for a page that offers nothing by itself, and waits for its button. */
  public static final String BY_HAND =
      "delete PublicKeyCredential.isConditionalMediationAvailable;";

  private final CDPSession browser;
  private final JsonObject id = new JsonObject();

  private Authenticator(Page page, JsonObject options) {
    this.browser = page.context().newCDPSession(page);
    browser.send("WebAuthn.enable");
    JsonObject wanted = new JsonObject();
    wanted.add("options", options);
    id.add(
        "authenticatorId",
        browser.send("WebAuthn.addVirtualAuthenticator", wanted).get("authenticatorId"));
  }

  /** The page's own device, which asks for a fingerprint and keeps passkeys. */
  public static Authenticator device(Page page) {
    return new Authenticator(page, options("internal", true));
  }

  /** A security key that is touched, and asks for nothing. */
  public static Authenticator securityKey(Page page) {
    return thatAsksForNothing(page, "usb");
  }

  /** One that is connected in some way, {@code internal} for the device's own. */
  public static Authenticator thatAsksForNothing(Page page, String transport) {
    return new Authenticator(page, options(transport, false));
  }

  private static JsonObject options(String transport, boolean capable) {
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", transport);
    options.addProperty("hasResidentKey", capable);
    options.addProperty("hasUserVerification", capable);
    options.addProperty("isUserVerified", capable);
    options.addProperty("automaticPresenceSimulation", true);
    return options;
  }

  /** A browser that asks devices for less than pages want. */
  public static void askForLess(Page page) {
    page.addInitScript(
        """
        for (const what of ['get', 'create']) {
          const ask = navigator.credentials[what].bind(navigator.credentials);
          navigator.credentials[what] = (options) => {
            const wanted = options.publicKey;
            wanted.userVerification = 'discouraged';
            if (wanted.authenticatorSelection) {
              wanted.authenticatorSelection.userVerification = 'discouraged';
            }
            return ask(options);
          };
        }
        """);
  }

  /** Takes it out of the browser. */
  public void unplug() {
    browser.send("WebAuthn.removeVirtualAuthenticator", id);
  }

  /** Copies what it holds as it is now: a clone. */
  public JsonArray copy() {
    return browser.send("WebAuthn.getCredentials", id).getAsJsonArray("credentials");
  }

  /** Holds what was copied, and nothing else. */
  public void restore(JsonArray credentials) {
    browser.send("WebAuthn.clearCredentials", id);
    for (var credential : credentials) {
      JsonObject held = id.deepCopy();
      held.add("credential", credential);
      browser.send("WebAuthn.addCredential", held);
    }
  }
}
