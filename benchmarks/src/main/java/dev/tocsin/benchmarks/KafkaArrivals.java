package dev.tocsin.benchmarks;

import dev.tocsin.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Tells of each record that is added to a topic, read committed. */
final class KafkaArrivals implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<ConsumerRecord<byte[], byte[]>> arrived;
  private final Thread reader;
  private volatile boolean open = true;

  /** Tells of what comes from now on. */
  KafkaArrivals(
      KafkaSettings kafka, String topic, Consumer<ConsumerRecord<byte[], byte[]>> arrived) {
    this.arrived = arrived;
    consumer =
        new KafkaConsumer<>(
            kafka.consumer("arrivals-" + topic),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    reader = Thread.ofPlatform().name("arrivals-" + topic).start(this::read);
  }

  private void read() {
    while (open) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        arrived.accept(record);
      }
    }
    consumer.close();
  }

  @Override
  public void close() throws InterruptedException {
    open = false;
    reader.join();
  }
}
