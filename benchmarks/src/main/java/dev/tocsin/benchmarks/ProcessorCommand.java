package dev.tocsin.benchmarks;

import dev.tocsin.event.PayloadFormat;
import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.LocalSchemaRegistry;
import dev.tocsin.kafka.SchemaRegistryClient;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topic;
import dev.tocsin.kafka.TopicCreator;
import dev.tocsin.kafka.Topics;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.processor.BenchmarkProcessor;
import dev.tocsin.processor.BoundedRocksDb;
import dev.tocsin.processor.ProcessorSettings;
import dev.tocsin.standalone.BenchmarkKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The processor alone, from Kafka to Kafka, beside a bare topology of the same shape. */
@Command(
    name = "processor",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "The processor alone, Kafka to Kafka, beside a bare stateful topology.")
final class ProcessorCommand implements Callable<Integer> {
  private static final String BARE_INPUT = "bare.input";
  private static final String BARE_OUTPUT = "bare.output";
  private static final long ROCKSDB_MEMORY = 128L * 1024 * 1024;

  @Option(names = "--systems", defaultValue = "1000", description = "Systems that send.")
  private int systems;

  @Option(names = "--commit", defaultValue = "25", description = "commit.interval.ms.")
  private int commitMillis;

  @Option(names = "--threads", defaultValue = "2", description = "Stream threads.")
  private int threads;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "Measured, after as many to warm up.")
  private int seconds;

  @Option(
      names = "--rate",
      split = ",",
      defaultValue = "0",
      description = "Records a second to measure latency at; 0 is as many as go through.")
  private List<Integer> rates;

  @Option(names = "--at-least-once", description = "Without exactly-once.")
  private boolean atLeastOnce;

  @Option(names = "--only", description = "floor or processor.")
  private String only;

  /** By rate, as the first to be measured sets them. */
  private final Map<Integer, KafkaLoad.Result> floors = new HashMap<>();

  private KafkaSettings kafka;
  private Topics topics;
  private TocsinSerdes serdes;

  @Override
  public Integer call() throws Exception {
    try (var registry = new LocalSchemaRegistry();
        var broker = BenchmarkKafka.start()) {
      kafka =
          new KafkaSettings(
              broker.bootstrapServers(), registry.url(), null, null, (short) 1, Map.of());
      topics = new Topics(kafka);
      serdes =
          new TocsinSerdes(
              topics, new SchemaRegistryClient(kafka.schemaRegistryUrl(), Clock.systemUTC()));
      Topic input = topics.mqttInput();
      new TopicCreator(kafka, Clock.systemUTC())
          .create(
              List.of(
                  new Topic(BARE_INPUT, input.partitions(), input.config()),
                  new Topic(BARE_OUTPUT, input.partitions(), topics.events().config())));
      if (!"processor".equals(only)) {
        measureFloor(broker.folder());
      }
      if (!"floor".equals(only)) {
        measureProcessor(broker.folder());
      }
    }
    return 0;
  }

  private void measureFloor(Path folder) throws InterruptedException {
    byte[] event = serdes.events().serializer().serialize(null, Samples.created());
    List<UUID> uuids = Stream.generate(UUID::randomUUID).limit(systems).toList();
    try (KafkaStreams streams =
            BareTopology.start(BARE_INPUT, BARE_OUTPUT, event, bareConfig(folder.resolve("bare")));
        KafkaLoad load = new KafkaLoad(kafka, BARE_OUTPUT, inputs(BARE_INPUT, uuids))) {
      measure("floor", load);
    }
  }

  private void measureProcessor(Path folder) throws InterruptedException {
    ProcessorSettings settings =
        new ProcessorSettings(
            kafka,
            new ProcessorSettings.Streams(
                "tocsin-processor",
                "",
                folder.resolve("processor"),
                threads,
                Duration.ofMillis(commitMillis),
                !atLeastOnce,
                0,
                ROCKSDB_MEMORY,
                null));
    try (BenchmarkProcessor processor = BenchmarkProcessor.start(settings)) {
      List<UUID> uuids = Registration.register(kafka, topics, serdes, systems);
      try (KafkaLoad load =
          new KafkaLoad(kafka, topics.events().name(), inputs(topics.mqttInput().name(), uuids))) {
        measure("processor", load);
      }
    }
  }

  private void measure(String name, KafkaLoad load) throws InterruptedException {
    for (int rate : rates) {
      KafkaLoad.Result result =
          load.run(rate, Duration.ofSeconds(seconds), Duration.ofSeconds(seconds));
      System.out.printf(
          "%-10s %8s/s: %,9.0f/s  %5.1f us CPU  p50 %6.1f  p99 %6.1f  p99.9 %6.1f ms%n",
          name,
          rate == 0 ? "all" : rate,
          result.perSecond(),
          result.cpuMicros(),
          result.millis(50),
          result.millis(99),
          result.millis(99.9));
      KafkaLoad.Result floor = floors.putIfAbsent(rate, result);
      if (floor != null) {
        System.out.printf(
            "%-10s %8s/s: %.2f%n",
            "of floor", rate == 0 ? "all" : rate, result.perSecond() / floor.perSecond());
      }
    }
  }

  /** Events that are new, from one system after the other. */
  private Supplier<ProducerRecord<byte[], byte[]>> inputs(String topic, List<UUID> uuids) {
    Serializer<MqttInput> serializer = serdes.mqttInput().serializer();
    return new Supplier<>() {
      private int next;
      private Instant time = Samples.NOW;

      @Override
      public ProducerRecord<byte[], byte[]> get() {
        UUID system = uuids.get(next++ % uuids.size());
        time = time.plusNanos(1000);
        byte[] payload = Samples.payload(PayloadFormat.JSON, time);
        byte[] input =
            serializer.serialize(topic, Samples.input(system, PayloadFormat.JSON, payload));
        return new ProducerRecord<>(
            topic, system.toString().getBytes(StandardCharsets.US_ASCII), input);
      }
    };
  }

  /** As the processor's, as far as it costs or saves anything. */
  private Properties bareConfig(Path stateDir) {
    Properties config = new Properties();
    config.putAll(kafka.client());
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "bare");
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMillis);
    config.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        atLeastOnce ? StreamsConfig.AT_LEAST_ONCE : StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    config.put("tocsin.rocksdb.memory", ROCKSDB_MEMORY);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    return config;
  }
}
