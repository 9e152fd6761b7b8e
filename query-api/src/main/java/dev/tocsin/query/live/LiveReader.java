package dev.tocsin.query.live;

import dev.tocsin.event.EventChange;
import dev.tocsin.kafka.OncePerMinute;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every change of every event from now on, whichever replica projects it: each replica's
 * clients see all of them.
 *
 * <p>One thread runs it.
 */
final class LiveReader implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(LiveReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofMillis(500);

  private final String topic;
  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Deserializer<EventChange> deserializer;
  private final LiveEvents events;
  private final OncePerMinute waiting;

  private volatile Consumer<String, byte[]> consumer;
  private volatile boolean closing;

  LiveReader(
      String topic,
      Supplier<Consumer<String, byte[]>> consumers,
      Deserializer<EventChange> deserializer,
      LiveEvents events,
      Clock clock) {
    this.topic = topic;
    this.consumers = consumers;
    this.deserializer = deserializer;
    this.events = events;
    this.waiting = new OncePerMinute(clock);
  }

  @Override
  public void run() {
    while (!closing) {
      try (Consumer<String, byte[]> opened = consumers.get()) {
        consumer = opened;
        List<TopicPartition> partitions =
            opened.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        opened.assign(partitions);
        opened.endOffsets(partitions).forEach(opened::seek);
        while (!closing) {
          events.publish(changes(opened.poll(POLL)));
        }
      } catch (WakeupException | InterruptException e) {
        log.debug("Woken", e);
      } catch (KafkaException | DataAccessException | IllegalStateException e) {
        waiting.say(() -> log.warn("The live events start again: {}", e.toString()));
        pause();
      }
    }
  }

  void close() {
    closing = true;
    Consumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  private List<EventChange> changes(ConsumerRecords<String, byte[]> records) {
    List<EventChange> changes = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      if (record.value() != null) {
        try {
          changes.add(deserializer.deserialize(record.topic(), record.value()));
        } catch (SerializationException e) {
          // The projection counts it and says so; nobody watches for what cannot be read.
          log.debug("Skipped what cannot be read", e);
        }
      }
    }
    return changes;
  }

  private void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      closing = true;
      Thread.currentThread().interrupt();
    }
  }
}
