package dev.tocsin.benchmarks;

import dev.tocsin.kafka.LocalSchemaRegistry;
import dev.tocsin.processor.BenchmarkProcessor;
import dev.tocsin.standalone.BenchmarkKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.KafkaStreams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The processor alone, from Kafka to Kafka, beside a bare topology of the same shape. */
@Command(
    name = "processor",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "The processor alone, Kafka to Kafka, beside a bare stateful topology.")
final class ProcessorCommand implements Callable<Integer> {
  private static final String FLOOR = "floor";
  private static final String PROCESSOR = "processor";

  @Option(names = "--systems", defaultValue = "1000", description = "Systems that send.")
  private int systems;

  @Option(
      names = "--commit",
      split = ",",
      defaultValue = "25",
      description = "commit.interval.ms, one or more.")
  private List<Integer> commits;

  @Option(names = "--threads", description = "Stream threads; default the processor's.")
  private Integer threads;

  @Option(names = "--seconds", defaultValue = "10", description = "Of each measurement.")
  private int seconds;

  @Option(
      names = "--rate",
      defaultValue = "500",
      description = "Records a second to measure latency at.")
  private int rate;

  @Option(
      names = "--at-least-once",
      description = "Each commit interval with at-least-once besides exactly-once.")
  private boolean atLeastOnce;

  @Option(names = "--only", description = "floor or processor.")
  private String only;

  private final Table table =
      new Table(
          "what",
          "guarantee",
          "commit ms",
          "events/s",
          "of floor",
          "CPU us",
          "of it stream threads",
          "bytes allocated",
          "p50 ms",
          "p99 ms");

  private BenchmarkKafka broker;
  private String registryUrl;

  /** Something to be measured in one way. */
  private interface Measurement {
    void of(KafkaLoad load) throws InterruptedException;
  }

  @Override
  public Integer call() throws Exception {
    EventCosts costs = new EventCosts();
    try (var registry = new LocalSchemaRegistry();
        var kafka = BenchmarkKafka.start()) {
      broker = kafka;
      registryUrl = registry.url();
      List<Tuning> tunings = tunings();
      warmUp(tunings.getFirst());
      for (Tuning tuning : tunings) {
        measure(tuning);
      }
      count(tunings.getFirst(), costs);
    }
    System.out.printf("%nLatencies at %,d/s:%n%n%s%nOne event:%n%n%s", rate, table, costs.table());
    return 0;
  }

  private List<Tuning> tunings() {
    Tuning defaults = Tuning.ofProcessor();
    Tuning tuning = threads == null ? defaults : defaults.withThreads(threads);
    List<Tuning> tunings = new ArrayList<>();
    for (int commit : commits) {
      tunings.add(tuning.withCommit(commit, true));
      if (atLeastOnce) {
        tunings.add(tuning.withCommit(commit, false));
      }
    }
    return tunings;
  }

  private void warmUp(Tuning tuning) throws InterruptedException {
    Measurement warmUp =
        load ->
            WarmUp.untilNoFaster("all", () -> load.run(0, Duration.ofSeconds(seconds)).perSecond());
    if (!PROCESSOR.equals(only)) {
      onFloor(new Site(broker, registryUrl, "warm"), tuning, warmUp);
    }
    if (!FLOOR.equals(only)) {
      onProcessor(new Site(broker, registryUrl, "warm"), tuning, warmUp);
    }
  }

  private void measure(Tuning tuning) throws InterruptedException {
    String name = tuning.guarantee().replace(' ', '-') + "-" + tuning.commitMillis();
    List<KafkaLoad.Result> floor = new ArrayList<>();
    if (!PROCESSOR.equals(only)) {
      onFloor(
          new Site(broker, registryUrl, name),
          tuning,
          load -> floor.add(measure(FLOOR, tuning, load, floor)));
    }
    if (!FLOOR.equals(only)) {
      onProcessor(
          new Site(broker, registryUrl, name),
          tuning,
          load -> measure(PROCESSOR, tuning, load, floor));
    }
  }

  private KafkaLoad.Result measure(
      String what, Tuning tuning, KafkaLoad load, List<KafkaLoad.Result> floor)
      throws InterruptedException {
    KafkaLoad.Result all = load.run(0, Duration.ofSeconds(seconds));
    KafkaLoad.Result paced = load.run(rate, Duration.ofSeconds(seconds));
    System.out.printf(
        "%s, %s, %d ms: %,.0f/s%n",
        what, tuning.guarantee(), tuning.commitMillis(), all.perSecond());
    table.row(
        what,
        tuning.guarantee(),
        tuning.commitMillis(),
        number("%,.0f", all.perSecond()),
        floor.isEmpty() ? "" : number("%.2f", all.perSecond() / floor.getFirst().perSecond()),
        number("%.1f", all.cpuMicros()),
        number("%.1f", all.streams().cpuNanos() / 1e3 / all.count()),
        number("%,.0f", (double) all.streams().allocatedBytes() / all.count()),
        number("%.1f", paced.millis(50)),
        number("%.1f", paced.millis(99)));
    return all;
  }

  /** What can be counted is counted apart, since counting costs as well. */
  private void count(Tuning tuning, EventCosts costs) throws InterruptedException {
    Map<String, String> counting =
        Map.of(
            CommonClientConfigs.METRICS_RECORDING_LEVEL_CONFIG,
            Sensor.RecordingLevel.DEBUG.toString());
    Site site = new Site(broker, registryUrl, "counted", counting);
    if (!PROCESSOR.equals(only)) {
      onFloor(site, tuning, load -> costs.measure(FLOOR, load, seconds));
    }
    if (!FLOOR.equals(only)) {
      onProcessor(site, tuning, load -> costs.measure(PROCESSOR, load, seconds));
    }
  }

  private void onFloor(Site site, Tuning tuning, Measurement measurement)
      throws InterruptedException {
    List<UUID> uuids = Stream.generate(UUID::randomUUID).limit(systems).toList();
    try (KafkaStreams streams = site.startBare(tuning);
        KafkaLoad load =
            new KafkaLoad(
                site.kafka(), site.bareOutput(), newEvents(site, site.bareInput(), uuids))) {
      measurement.of(load);
    }
  }

  private void onProcessor(Site site, Tuning tuning, Measurement measurement)
      throws InterruptedException {
    try (BenchmarkProcessor processor = site.startProcessor(tuning)) {
      List<UUID> uuids = site.register(1, systems);
      try (KafkaLoad load =
          new KafkaLoad(
              site.kafka(),
              site.topics().events().name(),
              newEvents(site, site.topics().mqttInput().name(), uuids))) {
        measurement.of(load);
      }
    }
  }

  private static Supplier<ProducerRecord<byte[], byte[]>> newEvents(
      Site site, String topic, List<UUID> uuids) {
    EventInputs inputs = new EventInputs(topic, site.serdes().mqttInput().serializer(), uuids, 1);
    return inputs::raise;
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
