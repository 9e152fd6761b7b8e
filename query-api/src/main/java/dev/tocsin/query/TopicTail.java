package dev.tocsin.query;

import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.OncePerMinute;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is written to a topic from now on, on a thread of its own. Every replica reads all
 * partitions: there is no group, so no rebalance ever holds anything back.
 */
public final class TopicTail implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicTail.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final KafkaSettings kafka;
  private final String topic;
  private final Reader reader;
  private final Duration rest;
  private final OncePerMinute waiting;
  private final Thread thread;

  private volatile Consumer<String, byte[]> consumer;
  private volatile boolean ready;
  private volatile boolean closing;

  /** What is done with the records, on the thread of the tail. */
  public interface Reader {
    void read(ConsumerRecords<String, byte[]> records);

    /** Reading begins, from the end: what is written from now on will be read. */
    default void began() {}

    /** Reading broke off and will begin again from the end: records may be missed. */
    default void missed() {}
  }

  /**
   * @param rest how long nothing is read after something was: to read costs as much for many
   *     records as for one
   */
  public TopicTail(
      KafkaSettings kafka, String topic, String name, Reader reader, Duration rest, Clock clock) {
    this.kafka = kafka;
    this.topic = topic;
    this.reader = reader;
    this.rest = rest;
    this.waiting = new OncePerMinute(clock);
    this.thread = new Thread(() -> run(name), name);
  }

  public void start() {
    thread.start();
  }

  /** Whether a record that is written from now on will be read. */
  public boolean isReady() {
    return ready;
  }

  @Override
  public void close() {
    closing = true;
    Consumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(String clientId) {
    while (!closing) {
      try (Consumer<String, byte[]> opened = consumer(clientId)) {
        consumer = opened;
        seekToEnd(opened);
        while (!closing) {
          ConsumerRecords<String, byte[]> records = opened.poll(POLL);
          reader.read(records);
          boolean moreIsWaiting = records.count() >= ConsumerConfig.DEFAULT_MAX_POLL_RECORDS;
          if (!records.isEmpty() && !moreIsWaiting) {
            pause(rest);
          }
        }
      } catch (WakeupException | InterruptException e) {
        log.debug("Woken", e);
      } catch (KafkaException | DataAccessException e) {
        waiting.say(() -> log.warn("Waiting to read {}: {}", topic, e.toString()));
        pause(RETRY);
      } finally {
        boolean brokeOff = ready && !closing;
        ready = false;
        if (brokeOff) {
          reader.missed();
        }
      }
    }
  }

  private Consumer<String, byte[]> consumer(String clientId) {
    Map<String, Object> config = kafka.consumer(clientId);
    // Else the client begins at the end again by itself, and the reader would not know.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void seekToEnd(Consumer<String, byte[]> opened) {
    List<TopicPartition> partitions =
        opened.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("the topic is not there yet");
    }
    opened.assign(partitions);
    opened.endOffsets(partitions).forEach(opened::seek);
    reader.began();
    ready = true;
  }

  private void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      closing = true;
      Thread.currentThread().interrupt();
    }
  }
}
