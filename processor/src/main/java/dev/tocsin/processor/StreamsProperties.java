package dev.tocsin.processor;

import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.OncePerMinute;
import dev.tocsin.kafka.Topics;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How the topology is run: the processor's settings as Kafka Streams wants to have them. */
final class StreamsProperties {
  /** Kafka's default, in milliseconds. */
  private static final long LONGEST_POLL = 100;

  private StreamsProperties() {}

  static Properties of(
      ProcessorSettings settings, Topics topics, ProcessorMetrics metrics, OncePerMinute poison) {
    ProcessorSettings.Streams own = settings.processor();
    Properties config = new Properties();
    config.putAll(settings.kafka().client());
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    config.put(StreamsConfig.STATE_DIR_CONFIG, own.stateDir().toString());
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, own.threads());
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, own.commitInterval().toMillis());
    // A thread that waits for records commits nothing: what came last would wait for the next one.
    // Nor does it begin with a task whose state is back meanwhile.
    config.put(
        StreamsConfig.POLL_MS_CONFIG, Math.min(own.commitInterval().toMillis(), LONGEST_POLL));
    config.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        own.exactlyOnce() ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
    config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, own.standbyReplicas());
    config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) settings.kafka().replicationFactor());
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // Each change is told at once; a cache in front of the stores would only hold records twice.
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    config.put(BoundedRocksDb.MEMORY, own.rocksdbMemory());

    config.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        PoisonHandler.OnReading.class);
    config.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonHandler.OnProcessing.class);
    config.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonHandler.OnProducing.class);
    config.putAll(
        Map.of(
            PoisonHandler.DEAD_LETTERS,
            topics.deadLetters().name(),
            PoisonHandler.METRICS,
            metrics,
            PoisonHandler.LINES,
            poison));

    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    KafkaSettings.MEMBERSHIP.forEach(config::putIfAbsent);
    if (!own.instanceId().isEmpty()) {
      config.put(
          StreamsConfig.consumerPrefix(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG),
          KafkaSettings.groupInstance(own.instanceId()));
    }
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        KafkaSettings.MAX_MESSAGE_BYTES);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    return config;
  }
}
