package io.github.campusotp.keycloak;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A request of a moment ago that sends a form, and whether it is through. */
final class FormRequest extends AbstractKeycloakTransaction {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** From Keycloak's look at a form to ours, on a busy machine. */
  private static final Duration ENTRY = Duration.ofMillis(500);

  /** This node's, by sign-on, the oldest first. */
  private static final Map<String, FormRequest> RECENT =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FormRequest> eldest) {
          return System.nanoTime() - eldest.getValue().since > PATIENCE.toNanos();
        }
      };

  /** How many may wait so on this node: strangers can ask for it. */
  private static final Semaphore ENTRIES = new Semaphore(4);

  private final CountDownLatch through = new CountDownLatch(1);
  private final Semaphore waiting = new Semaphore(2);
  private final long since = System.nanoTime();
  private final String form;

  private FormRequest(String form) {
    this.form = form;
  }

  /**
   * Enters the running request as the first with this form, if it is.
   *
   * @param signOn that the form belongs to
   * @param form the session code: a random number of the form, which Keycloak accepts once
   * @param running its end is the end of the request
   * @return the request that was first, or empty where this one is
   */
  static Optional<FormRequest> enter(
      AuthenticationSessionModel signOn, String form, KeycloakTransactionManager running) {
    String key = key(signOn);
    synchronized (RECENT) {
      FormRequest last = RECENT.get(key);
      if (last != null && last.form.equals(form)) {
        return Optional.of(last);
      }
      FormRequest request = new FormRequest(form);
      RECENT.remove(key);
      RECENT.put(key, request);
      RECENT.notifyAll();
      running.enlistAfterCompletion(request);
      return Optional.empty();
    }
  }

  /** The last request of this sign-on, as long as it is not through. */
  static Optional<FormRequest> running(AuthenticationSessionModel signOn) {
    synchronized (RECENT) {
      return Optional.ofNullable(RECENT.get(key(signOn)))
          .filter(last -> last.through.getCount() > 0);
    }
  }

  /**
   * Waits a moment for a form to be entered, unless too many do.
   *
   * @param signOn that it belongs to
   * @param isComing false once it has come and gone
   */
  static void awaitEntry(AuthenticationSessionModel signOn, BooleanSupplier isComing) {
    if (!ENTRIES.tryAcquire()) {
      return;
    }
    long end = System.nanoTime() + ENTRY.toNanos();
    try {
      synchronized (RECENT) {
        long left = ENTRY.toNanos();
        while (left > 0 && running(signOn).isEmpty() && isComing.getAsBoolean()) {
          TimeUnit.NANOSECONDS.timedWait(RECENT, left);
          left = end - System.nanoTime();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ENTRIES.release();
    }
  }

  private static String key(AuthenticationSessionModel signOn) {
    return signOn.getParentSession().getId() + "." + signOn.getTabId();
  }

  /**
   * Waits for it. More than a button pressed twice or thrice do not wait: each would hold a thread
   * of the server.
   *
   * @return whether it is through; false also where the patience with it is over
   */
  boolean await() {
    if (!waiting.tryAcquire()) {
      return through.getCount() == 0;
    }
    try {
      return through.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.release();
    }
  }

  @Override
  protected void commitImpl() {
    through.countDown();
  }

  @Override
  protected void rollbackImpl() {
    through.countDown();
  }
}
