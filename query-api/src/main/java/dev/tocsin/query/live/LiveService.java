package dev.tocsin.query.live;

import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topics;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Runs the reader of live events. */
public final class LiveService implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(10);

  private final LiveReader reader;
  private final Thread thread;

  public LiveService(
      KafkaSettings kafka, Topics topics, TocsinSerdes serdes, LiveEvents events, Clock clock) {
    reader =
        new LiveReader(
            topics.events().name(),
            () -> consumer(kafka),
            serdes.events().deserializer(),
            events,
            clock);
    thread = new Thread(reader, "tocsin-live-events");
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    reader.close();
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Consumer<String, byte[]> consumer(KafkaSettings kafka) {
    return new KafkaConsumer<>(
        kafka.consumer("tocsin-query-live"), new StringDeserializer(), new ByteArrayDeserializer());
  }
}
