package dev.tocsin.mqtt;

import dev.tocsin.kafka.SchemaRegistryClient;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.TopicCreator;
import dev.tocsin.kafka.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The bridge between MQTT and Kafka as a whole. It starts in the background, since Kafka, the
 * schema registry or the broker may come later.
 */
final class Connector implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Connector.class);

  private final ConnectorSettings settings;
  private final Clock clock;
  private final Topics topics;
  private final TocsinSerdes serdes;
  private final MqttLink link;
  private final MqttToKafka input;
  private final KafkaToMqtt output;
  private volatile boolean prepared;
  private volatile boolean running;
  private Thread starting;

  Connector(ConnectorSettings settings, MeterRegistry meters, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.topics = new Topics(settings.kafka());
    this.serdes =
        new TocsinSerdes(
            topics, new SchemaRegistryClient(settings.kafka().schemaRegistryUrl(), clock));
    ConnectorMetrics metrics = new ConnectorMetrics(meters);
    Publications publications =
        new Publications(settings.mqtt().root(), settings.mqtt().retainEvents());
    this.link = new MqttLink(settings.mqtt(), clock);
    this.input =
        new MqttToKafka(
            settings,
            new InputRecords(
                topics.mqttInput().name(),
                new ResponseTopics(settings.mqtt().root(), settings.mqtt().responseTopics()),
                metrics,
                clock),
            serdes.mqttInput().serializer(),
            metrics,
            clock);
    this.output =
        new KafkaToMqtt(
            settings, new OutputRecords(topics, serdes, publications), link, metrics, clock);
  }

  @Override
  public void start() {
    running = true;
    starting = Thread.ofPlatform().name("tocsin-connector").start(this::prepareAndGo);
  }

  /** In this order, so that what is under way can still be acknowledged. */
  @Override
  public void stop() {
    running = false;
    if (starting != null) {
      starting.interrupt();
    }
    output.stop();
    input.stop();
    link.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** It cannot start again after it was stopped. */
  @Override
  public boolean isPauseable() {
    return false;
  }

  /** What stands between a message and its way through; empty where nothing does. */
  List<String> obstacles() {
    List<String> obstacles = new ArrayList<>();
    if (!prepared) {
      obstacles.add("waiting for Kafka and the schema registry");
    }
    if (link.session().isEmpty()) {
      obstacles.add("not connected to the MQTT broker");
    }
    if (!output.isAssigned()) {
      obstacles.add("not assigned any of the output yet");
    }
    if (input.isStalled()) {
      obstacles.add("Kafka confirms no input");
    }
    return obstacles;
  }

  private void prepareAndGo() {
    try {
      new TopicCreator(settings.kafka(), clock)
          .create(
              List.of(
                  topics.mqttInput(),
                  topics.events(),
                  topics.eventRejections(),
                  topics.inputReceipts(),
                  topics.eventModels()));
      serdes.register();
      prepared = true;
      input.start();
      link.start(input::receive, input::hasRoom);
      output.start();
    } catch (InterruptedException | InterruptException e) {
      log.debug("Stopped before everything was there", e);
    }
  }
}
