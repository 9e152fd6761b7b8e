package dev.tocsin.mqtt;

import dev.tocsin.kafka.OncePerMinute;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps up a session with the broker: after each that is lost, a new one under the same name.
 *
 * <p>Where one was lost because a message cannot be read, the broker would send that message again,
 * before all others, for ever. It is the MQTT 5 properties of a message that some brokers do not
 * check, and MQTT 3.1.1 leaves them out; so that is what the next session speaks.
 */
final class MqttLink {
  private static final Logger log = LoggerFactory.getLogger(MqttLink.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final long OPENING_SECONDS = 30;

  /** A session that lasted so long was a success: the next failure starts with a short pause. */
  private static final Duration SUCCESS = Duration.ofSeconds(5);

  private final MqttSettings settings;
  private final Clock clock;
  private final OncePerMinute waiting;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile MqttSession session;
  private int version;
  private Thread thread;

  MqttLink(MqttSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.waiting = new OncePerMinute(clock);
    this.version = settings.version();
  }

  /**
   * Connects, and connects again whenever the session is lost.
   *
   * @param receiver takes what arrives, on the network thread
   * @param hasRoom whether it could take anything now; nothing is connected before
   */
  void start(Consumer<InputMessage> receiver, BooleanSupplier hasRoom) {
    thread = Thread.ofPlatform().name("tocsin-mqtt-link").start(() -> run(receiver, hasRoom));
  }

  /** The session that is connected and subscribed, if there is one. */
  Optional<MqttSession> session() {
    return Optional.ofNullable(session).filter(MqttSession::isOpen);
  }

  /** Says good-bye to the broker, which keeps what arrives from now on. */
  void stop() {
    stopped.countDown();
    session().ifPresent(MqttLink::endAndWait);
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run(Consumer<InputMessage> receiver, BooleanSupplier hasRoom) {
    long pause = FIRST_PAUSE_MILLIS;
    try {
      while (stopped.getCount() > 0) {
        boolean success = hasRoom.getAsBoolean() && runSession(receiver);
        pause = success ? FIRST_PAUSE_MILLIS : Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        if (stopped.await(pause, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Opens a session and returns when it is lost: whether it had lasted. */
  private boolean runSession(Consumer<InputMessage> receiver) throws InterruptedException {
    MqttSession next = MqttSession.create(settings, version);
    try {
      CompletableFuture.anyOf(next.open(receiver), next.lost())
          .get(OPENING_SECONDS, TimeUnit.SECONDS);
      if (!next.isOpen()) {
        sayWaiting(next.lost().join());
        return false;
      }
      long opened = clock.millis();
      session = next;
      log.info(
          "Connected to {} with MQTT {}, subscribed to {}",
          settings.address(),
          version == 5 ? "5" : "3.1.1",
          settings.inputFilters());
      String reason = next.lost().get();
      if (stopped.getCount() > 0) {
        log.warn("Lost the MQTT broker at {}: {}", settings.address(), reason);
      }
      return clock.millis() - opened >= SUCCESS.toMillis();
    } catch (ExecutionException | TimeoutException e) {
      sayWaiting(MqttSession.describe(e));
      next.end("it could not be opened");
      return false;
    } catch (InterruptedException e) {
      next.end("the connector stops");
      throw e;
    } finally {
      version = next.isUnreadable() ? 3 : settings.version();
    }
  }

  private void sayWaiting(String reason) {
    waiting.say(
        () -> log.warn("Waiting for the MQTT broker at {}: {}", settings.address(), reason));
  }

  private static void endAndWait(MqttSession open) {
    open.end("the connector stops");
    try {
      open.disconnected().get(2, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.debug("The session did not end in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
