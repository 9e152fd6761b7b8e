package dev.tocsin.mqtt;

import dev.tocsin.kafka.OncePerMinute;
import dev.tocsin.mqtt.ConnectorMetrics.Dropped;
import dev.tocsin.mqtt.Progress.Delivery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes records through one session, in order, as many messages at a time as its window has
 * room for. It ends with its session.
 */
final class Outbox {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  /** A message takes another place in the window for so many bytes: answers can be large. */
  private static final int BYTES_PER_PLACE = 4 * 1024;

  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final MqttSession session;
  private final OutputRecords records;
  private final ConnectorMetrics metrics;
  private final OncePerMinute dropping;
  private final OncePerMinute skipping;
  private final int places;
  private final Semaphore window;
  private final Deque<Delivery> backlog = new ArrayDeque<>();

  /** The messages of the backlog's first record, once they are known. */
  private List<Publication> next;

  Outbox(
      MqttSession session,
      int places,
      OutputRecords records,
      ConnectorMetrics metrics,
      OncePerMinute dropping,
      OncePerMinute skipping) {
    this.session = session;
    this.places = places;
    this.window = new Semaphore(places);
    this.records = records;
    this.metrics = metrics;
    this.dropping = dropping;
    this.skipping = skipping;
  }

  boolean isOpen() {
    return session.isOpen();
  }

  int inFlight() {
    return places - window.availablePermits();
  }

  void add(Delivery delivery) {
    backlog.add(delivery);
  }

  /**
   * Publishes what the window has room for, and waits a moment for more room: whether all is
   * published.
   */
  boolean drain() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!backlog.isEmpty()) {
      if (next == null) {
        next = messages(backlog.peek());
      }
      int needed = Math.min(places, next.stream().mapToInt(Outbox::placesOf).sum());
      long patience = deadline - System.nanoTime();
      if (!window.tryAcquire(needed, patience, TimeUnit.NANOSECONDS)) {
        return false;
      }
      publish(backlog.poll(), next, needed);
      next = null;
    }
    return true;
  }

  /** Waits until everything that was published is confirmed, but not for ever. */
  void settle(Duration patience) throws InterruptedException {
    if (isOpen() && window.tryAcquire(places, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      window.release(places);
    }
  }

  /** Leaves the rest of these partitions to whoever reads them from now on. */
  void forget(Collection<TopicPartition> partitions) {
    backlog.removeIf(delivery -> partitions.contains(delivery.partition()));
    next = null;
  }

  private List<Publication> messages(Delivery delivery) {
    try {
      List<Publication> all = records.publications(delivery.record());
      List<Publication> fitting = all.stream().filter(Publication::fitsMqtt).toList();
      for (int i = fitting.size(); i < all.size(); i++) {
        metrics.dropped(Dropped.TOPIC_TOO_LONG);
      }
      return fitting;
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      // Whatever a record holds, the next one is published.
      metrics.dropped(Dropped.POISON);
      skipping.sayHowMany(
          others ->
              log.warn(
                  "Skipped {}@{}, which cannot be read, after {} others: {}",
                  delivery.partition(),
                  delivery.record().offset(),
                  others,
                  e.getMessage()));
      return List.of();
    }
  }

  private void publish(Delivery delivery, List<Publication> messages, int taken) {
    long started = System.nanoTime();
    delivery.expect(messages.size());
    for (Publication message : messages) {
      var unused =
          send(message)
              .whenComplete(
                  (confirmed, failure) -> {
                    if (isFinished(message, failure) && delivery.finishOne()) {
                      window.release(taken);
                      metrics.toMqtt().record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
                    }
                  });
    }
  }

  private CompletableFuture<?> send(Publication message) {
    try {
      return session.publish(message);
    } catch (IllegalArgumentException e) {
      // The client refuses some topics itself.
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Counts what became of the message: whether it is finished, for better or worse. */
  private boolean isFinished(Publication message, Throwable failure) {
    if (failure == null) {
      metrics.published(message.kind());
      return true;
    }
    String reason = MqttSession.describe(failure);
    if (session.isRefusal(failure)) {
      metrics.dropped(Dropped.BROKER_REFUSED);
      dropping.say(
          () -> log.warn("The broker takes no {}: {}", InputTopic.quote(message.topic()), reason));
      return true;
    }
    // Its confirmation will never come; the next session publishes it again.
    session.end(reason);
    return false;
  }

  private static int placesOf(Publication message) {
    return 1 + message.payload().length / BYTES_PER_PLACE;
  }
}
