package dev.tocsin.benchmarks;

import dev.tocsin.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The least that Kafka Streams can do: each record of one topic becomes the same record of another,
 * committed as the processor commits, exactly once or not. What is slower than this is ours.
 */
final class BareHop {
  private BareHop() {}

  /** Returns once it takes records. */
  static KafkaStreams start(
      KafkaSettings kafka, String input, String output, CommitSetting commit, Path state)
      throws InterruptedException {
    Topology graph = new Topology();
    graph.addSource(
        "in", Serdes.ByteArray().deserializer(), Serdes.ByteArray().deserializer(), input);
    graph.addSink(
        "out", output, Serdes.ByteArray().serializer(), Serdes.ByteArray().serializer(), "in");
    KafkaStreams streams = new KafkaStreams(graph, config(kafka, commit, state));
    streams.start();
    while (streams.state() != KafkaStreams.State.RUNNING) {
      Thread.sleep(Duration.ofMillis(50));
    }
    return streams;
  }

  /** As the processor's, as far as it costs or saves anything. */
  private static Properties config(KafkaSettings kafka, CommitSetting commit, Path state) {
    Properties config = new Properties();
    config.putAll(kafka.client());
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "bare-hop");
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    config.put(
        StreamsConfig.NUM_STREAM_THREADS_CONFIG, CommitSetting.processorDefaults().threads());
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commit.interval().toMillis());
    config.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        commit.exactlyOnce() ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    KafkaSettings.MEMBERSHIP.forEach(config::put);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    return config;
  }
}
