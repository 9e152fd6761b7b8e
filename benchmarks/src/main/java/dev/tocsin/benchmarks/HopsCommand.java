package dev.tocsin.benchmarks;

import dev.tocsin.benchmarks.Hops.Station;
import dev.tocsin.event.EventChange;
import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.SchemaRegistryClient;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topics;
import dev.tocsin.kafka.message.MqttInput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells hop by hop where an event's time goes, at one rate, in a Tocsin that has worked. */
@Command(
    name = "hops",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Where the time of a single event goes, hop by hop.")
final class HopsCommand implements Callable<Integer> {
  @Mixin private TocsinOptions options;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "500",
      description = "Events a second.")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "24",
      description = "Of each measurement.")
  private int seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Measurements, one after the other; the last one's JVM has worked longest.")
  private int rounds;

  private final Hops hops = new Hops();

  @Override
  public Integer call() throws Exception {
    RunningTocsin tocsin = RunningTocsin.start(options.script(), CommitSetting.ofProcessor());
    try (Program program = tocsin.program();
        MqttLoad load =
            new MqttLoad(
                tocsin.mqttPort(),
                tocsin.register(options.devices()),
                program.handle(),
                Optional.empty(),
                (event, at) -> hops.passed(Station.MQTT, event, at))) {
      load.warmUp(Workload.SINGLE);
      measure(load, tocsin.kafka());
    }
    return 0;
  }

  private void measure(MqttLoad load, KafkaSettings kafka) throws Exception {
    Topics topics = new Topics(kafka);
    TocsinSerdes serdes =
        new TocsinSerdes(
            topics, new SchemaRegistryClient(kafka.schemaRegistryUrl(), Clock.systemUTC()));
    Deserializer<MqttInput> inputs = serdes.mqttInput().deserializer();
    Deserializer<EventChange> events = serdes.events().deserializer();
    String inputTopic = topics.mqttInput().name();
    String eventTopic = topics.events().name();
    try (var inputReader =
            new KafkaArrivals(
                kafka,
                inputTopic,
                record -> input(record, inputs.deserialize(inputTopic, record.value())));
        var eventReader =
            new KafkaArrivals(
                kafka,
                eventTopic,
                record -> event(record, events.deserialize(eventTopic, record.value())))) {
      for (int round = 1; round <= rounds; round++) {
        hops.begin(Instant.now().plus(MqttLoad.RUN_UP));
        MqttLoad.Figures figures = load.run(Workload.SINGLE, rate, Duration.ofSeconds(seconds));
        System.out.printf(
            Locale.ROOT,
            "%nRound %d: %,.0f events/s, %s%n%n%s",
            round,
            figures.perSecond(),
            Measurement.millis(figures.latency()),
            hops.table());
      }
    }
  }

  private void input(ConsumerRecord<byte[], byte[]> record, MqttInput input) {
    Instant event = Arrivals.due(input.payload());
    hops.passed(Station.CONNECTOR, event, input.arrivedAt());
    hops.passed(Station.INPUT, event, Instant.ofEpochMilli(record.timestamp()));
  }

  private void event(ConsumerRecord<byte[], byte[]> record, EventChange change) {
    Instant event = change.event().time();
    hops.passed(Station.DECIDED, event, Instant.ofEpochMilli(record.timestamp()));
    hops.passed(Station.COMMITTED, event, Instant.now());
  }
}
