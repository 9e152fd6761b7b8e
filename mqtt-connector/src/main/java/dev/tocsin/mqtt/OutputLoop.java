package dev.tocsin.mqtt;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer's life: reads, gives to the outbox of the current session, commits what is finished.
 * With each new session it goes back to the first record that is not.
 *
 * <p>Everything but {@link #isAssigned} and {@link #inFlight} happens on the thread that runs it.
 */
final class OutputLoop implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(OutputLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final long COMMIT_MILLIS = 1_000;

  private final Consumer<byte[], byte[]> consumer;
  private final MqttLink link;
  private final Function<MqttSession, Outbox> outboxes;
  private final Clock clock;
  private final Progress progress = new Progress();
  private volatile Outbox outbox;
  private volatile boolean assigned;
  private boolean paused;
  private long lastCommit;

  OutputLoop(
      Consumer<byte[], byte[]> consumer,
      MqttLink link,
      Function<MqttSession, Outbox> outboxes,
      Clock clock) {
    this.consumer = consumer;
    this.link = link;
    this.outboxes = outboxes;
    this.clock = clock;
  }

  boolean isAssigned() {
    return assigned;
  }

  int inFlight() {
    Outbox current = outbox;
    return current == null ? 0 : current.inFlight();
  }

  /** Runs until it is told to stop, and then lets what is under way come to its end. */
  void run(Collection<String> topics, BooleanSupplier running) throws InterruptedException {
    consumer.subscribe(topics, this);
    while (running.getAsBoolean()) {
      followSession();
      boolean hasRoom = outbox != null && outbox.drain();
      pauseUnless(hasRoom);
      Duration patience = hasRoom || outbox == null ? POLL : Duration.ZERO;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
        Progress.Delivery delivery = progress.begin(record);
        if (outbox != null) {
          outbox.add(delivery);
        }
      }
      commitNowAndThen();
    }
  }

  /** Commits what is finished, after a moment for what is under way. */
  void finish() throws InterruptedException {
    if (outbox != null) {
      outbox.settle(GRACE);
    }
    commitFinished();
  }

  private void followSession() {
    if (outbox != null && outbox.isOpen()) {
      return;
    }
    Optional<MqttSession> session = link.session();
    if (session.isPresent()) {
      Map<TopicPartition, Long> unfinished = progress.restart();
      unfinished.forEach(consumer::seek);
      outbox = outboxes.apply(session.get());
    } else {
      outbox = null;
    }
  }

  private void pauseUnless(boolean hasRoom) {
    if (!hasRoom) {
      consumer.pause(consumer.assignment());
      paused = true;
    } else if (paused) {
      consumer.resume(consumer.paused());
      paused = false;
    }
  }

  private void commitNowAndThen() {
    long now = clock.millis();
    if (now - lastCommit >= COMMIT_MILLIS) {
      lastCommit = now;
      Map<TopicPartition, OffsetAndMetadata> offsets = progress.takeFinished();
      if (!offsets.isEmpty()) {
        consumer.commitAsync(
            offsets,
            (committed, failure) -> {
              if (failure != null) {
                log.debug("Offsets not committed; the next commit covers them", failure);
              }
            });
      }
    }
  }

  private void commitFinished() {
    Map<TopicPartition, OffsetAndMetadata> offsets = progress.takeFinished();
    if (!offsets.isEmpty()) {
      try {
        consumer.commitSync(offsets, GRACE);
      } catch (KafkaException e) {
        log.debug("Offsets not committed; some messages will be published again", e);
      }
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    assigned = true;
  }

  /** What this connector has published comes before what the next reader publishes. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    try {
      if (outbox != null) {
        outbox.forget(partitions);
        outbox.settle(GRACE);
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    commitFinished();
    progress.forget(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    assigned = false;
    if (outbox != null) {
      outbox.forget(List.copyOf(partitions));
    }
    progress.forget(partitions);
  }
}
