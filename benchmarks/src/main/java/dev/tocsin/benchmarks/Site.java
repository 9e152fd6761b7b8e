package dev.tocsin.benchmarks;

import dev.tocsin.event.PayloadFormat;
import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.SchemaRegistryClient;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topic;
import dev.tocsin.kafka.TopicCreator;
import dev.tocsin.kafka.Topics;
import dev.tocsin.processor.BenchmarkProcessor;
import dev.tocsin.processor.BoundedRocksDb;
import dev.tocsin.processor.ProcessorSettings;
import dev.tocsin.standalone.BenchmarkKafka;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * A place for a processor, or for a bare topology, with topics and state of its own: what one run
 * leaves behind is in no other's way.
 */
final class Site {
  private final String name;
  private final Path folder;
  private final KafkaSettings kafka;
  private final Topics topics;
  private final TocsinSerdes serdes;

  Site(BenchmarkKafka broker, String registryUrl, String name) {
    this(broker, registryUrl, name, Map.of());
  }

  /**
   * A site of this name.
   *
   * @param clients further settings of all that runs on it
   */
  Site(BenchmarkKafka broker, String registryUrl, String name, Map<String, String> clients) {
    this.name = name;
    this.folder = broker.folder().resolve(name);
    this.kafka =
        new KafkaSettings(
            broker.bootstrapServers(), registryUrl, name + ".", null, (short) 1, clients);
    this.topics = new Topics(kafka);
    this.serdes =
        new TocsinSerdes(topics, new SchemaRegistryClient(registryUrl, Clock.systemUTC()));
  }

  KafkaSettings kafka() {
    return kafka;
  }

  Topics topics() {
    return topics;
  }

  TocsinSerdes serdes() {
    return serdes;
  }

  Path stateFolder() {
    return folder;
  }

  /** The processor's name in Kafka. */
  String application() {
    return "processor-" + name;
  }

  String bareInput() {
    return name + ".bare.input";
  }

  String bareOutput() {
    return name + ".bare.output";
  }

  /** Returns once it takes records. */
  BenchmarkProcessor startProcessor(Tuning tuning) throws InterruptedException {
    return BenchmarkProcessor.start(
        new ProcessorSettings(
            kafka,
            new ProcessorSettings.Streams(
                application(),
                // With a name, the next start is not kept waiting for the one before.
                name,
                folder,
                tuning.threads(),
                Duration.ofMillis(tuning.commitMillis()),
                tuning.exactlyOnce(),
                0,
                tuning.rocksdbMemory(),
                null)));
  }

  /** Makes models and systems known to the processor that runs here. */
  List<UUID> register(int models, int systems) {
    return Registration.register(kafka, topics, serdes, models, systems);
  }

  /** Of a bare topology, as large as a processor's. */
  EventInputs bareInputs(int systems) {
    Topic input = topics.mqttInput();
    byte[] payload = Samples.payload(PayloadFormat.JSON, Samples.NOW, Samples.modelCode(0), 0);
    byte[] value =
        serdes
            .mqttInput()
            .serializer()
            .serialize(input.name(), Samples.input(UUID.randomUUID(), PayloadFormat.JSON, payload));
    return EventInputs.bare(bareInput(), input.partitions(), systems, value.length);
  }

  /** Returns once it takes records. */
  KafkaStreams startBare(Tuning tuning) throws InterruptedException {
    Topic input = topics.mqttInput();
    Topic output = topics.events();
    new TopicCreator(kafka, Clock.systemUTC())
        .create(
            List.of(
                new Topic(bareInput(), input.partitions(), input.config()),
                new Topic(bareOutput(), output.partitions(), output.config())));
    byte[] event = serdes.events().serializer().serialize(null, Samples.created());
    return BareTopology.start(bareInput(), bareOutput(), event, bareConfig(tuning));
  }

  /** As the processor's, as far as it costs or saves anything. */
  private Properties bareConfig(Tuning tuning) {
    Properties config = new Properties();
    config.putAll(kafka.client());
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "bare-" + name);
    config.put(
        StreamsConfig.consumerPrefix(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG), "bare-" + name);
    config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, tuning.threads());
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, tuning.commitMillis());
    config.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        tuning.exactlyOnce() ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    config.put("tocsin.rocksdb.memory", tuning.rocksdbMemory());
    config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    return config;
  }
}
