package io.github.campusotp.e2e.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.concurrent.atomic.AtomicLong;

/** What goes over the network for a page, with an empty cache. */
public final class Traffic {
  private static final long BUDGET_BYTES = 25_000;
  private static final int BUDGET_REQUESTS = 4;

  private final Page page;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /** Begins to count. */
  public Traffic(Page page) {
    this.page = page;
    CDPSession network = page.context().newCDPSession(page);
    network.send("Network.enable");
    JsonObject off = new JsonObject();
    off.addProperty("cacheDisabled", true);
    network.send("Network.setCacheDisabled", off);
    network.on("Network.requestWillBeSent", this::count);
    network.on(
        "Network.loadingFinished",
        event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
  }

  /** A data: URL is part of its page. */
  private void count(JsonObject event) {
    String url = event.getAsJsonObject("request").get("url").getAsString();
    if (!url.startsWith("data:")) {
      requests.incrementAndGet();
    }
  }

  /** Counts from here. */
  public void restart() {
    page.waitForLoadState(LoadState.NETWORKIDLE);
    requests.set(0);
    bytes.set(0);
  }

  /** So far, once the page has come to rest. */
  public long bytes() {
    page.waitForLoadState(LoadState.NETWORKIDLE);
    return bytes.get();
  }

  public void expectWithinBudget() {
    assertThat(bytes()).as("bytes of %s", page.title()).isBetween(1L, BUDGET_BYTES);
    assertThat(requests.get())
        .as("requests of %s", page.title())
        .isBetween(1L, (long) BUDGET_REQUESTS);
  }
}
