package io.github.campusotp.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.server.Cluster;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.HttpSignOn.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * People who sign on one after the other, on campus and at home, and begin again where something
 * goes wrong; behind each at home a thief who has the password and watches.
 */
final class Crowd implements AutoCloseable {
  private static final int AT_ONCE = 2;
  private static final int PEOPLE = 50;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Cluster cluster;
  private final Queue<Person> people = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> walks = new ArrayList<>();
  private volatile CountDownLatch enough = new CountDownLatch(Integer.MAX_VALUE);

  /** Begins at once. */
  Crowd(Cluster cluster) {
    this.cluster = cluster;
    for (int i = 0; i < PEOPLE; i++) {
      people.add(cluster.people().student());
    }
    for (int i = 0; i < AT_ONCE; i++) {
      walks.add(threads.submit(this::comeAndGo));
    }
  }

  private Void comeAndGo() throws Exception {
    while (!enough.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
      comes(this::onCampus);
      comes(this::atHome);
      enough.countDown();
    }
    return null;
  }

  private void comes(Visit visit) throws IOException {
    Person person = people.remove();
    long began = System.nanoTime();
    while (!visit.isOverBy(person)) {
      Duration waited = Duration.ofNanos(System.nanoTime() - began);
      assertThat(waited).as("begins again, and again").isLessThan(PATIENCE);
    }
    people.add(person);
  }

  private boolean onCampus(Person person) throws IOException {
    return cluster.browserOnCampus().password(person, HttpSignOn.SHIPPED_PORTAL).isIn();
  }

  private boolean atHome(Person person) throws IOException {
    HttpSignOn owner = atYellowPage(person);
    HttpSignOn thief = atYellowPage(person);
    if (owner == null || thief == null) {
      return false;
    }
    String code;
    try {
      code = person.code();
    } catch (IllegalStateException allTyped) {
      return true; // comes back later
    }
    if (!owner.submit(Map.of("otp", code)).isIn()) {
      return false;
    }
    assertThat(thief.submit(Map.of("otp", code)).isIn()).isFalse();
    assertThat(thief.goOn().isIn()).isFalse();
    return true;
  }

  private HttpSignOn atYellowPage(Person person) throws IOException {
    HttpSignOn browser = cluster.browserAtHome();
    Answer answer = browser.password(person, HttpSignOn.SHIPPED_PORTAL);
    assertThat(answer.isIn()).isFalse();
    return answer.isYellowPage() ? browser : null;
  }

  /** Waits until five more of each kind came; fails where one could not, or a thief could. */
  void comesThrough() throws Exception {
    enough = new CountDownLatch(5);
    while (!enough.await(1, TimeUnit.SECONDS)) {
      endsWell(walks.stream().filter(Future::isDone).toList());
    }
    endsWell(walks);
  }

  private static void endsWell(List<Future<?>> walks) throws Exception {
    for (Future<?> walk : walks) {
      walk.get();
    }
  }

  @Override
  public void close() {
    enough = new CountDownLatch(0);
    threads.shutdownNow();
  }

  private interface Visit {
    boolean isOverBy(Person person) throws IOException;
  }
}
