package dev.tocsin.mqtt;

import static org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.OncePerMinute;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what happened, and commits its offsets once the broker has confirmed it: at least once,
 * in order per event. All connectors of a Kafka cluster share this work.
 */
final class KafkaToMqtt {
  private static final Logger log = LoggerFactory.getLogger(KafkaToMqtt.class);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final long RETRY_SECONDS = 1;

  private final KafkaSettings kafka;
  private final MqttSettings mqtt;
  private final OutputRecords records;
  private final MqttLink link;
  private final ConnectorMetrics metrics;
  private final Clock clock;
  private final OncePerMinute failing;
  private final OncePerMinute dropping;
  private final OncePerMinute skipping;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Consumer<byte[], byte[]> consumer;
  private volatile OutputLoop loop;
  private Thread thread;

  KafkaToMqtt(
      ConnectorSettings settings,
      OutputRecords records,
      MqttLink link,
      ConnectorMetrics metrics,
      Clock clock) {
    this.kafka = settings.kafka();
    this.mqtt = settings.mqtt();
    this.records = records;
    this.link = link;
    this.metrics = metrics;
    this.clock = clock;
    this.failing = new OncePerMinute(clock);
    this.dropping = new OncePerMinute(clock);
    this.skipping = new OncePerMinute(clock);
    metrics.inFlight("publishes", this::inFlight);
  }

  void start() {
    thread = Thread.ofPlatform().name("tocsin-kafka-to-mqtt").start(this::run);
  }

  /** Whether this connector takes part in the publishing. */
  boolean isAssigned() {
    OutputLoop current = loop;
    return current != null && current.isAssigned();
  }

  /** Reads no more, and gives the broker a moment to confirm what was published. */
  void stop() {
    stopped.countDown();
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    try {
      if (thread != null && !thread.join(GRACE.multipliedBy(3))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int inFlight() {
    OutputLoop current = loop;
    return current == null ? 0 : current.inFlight();
  }

  private void run() {
    try {
      do {
        consume();
      } while (!stopped.await(RETRY_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException | InterruptException e) {
      log.debug("Interrupted while stopping", e);
    }
  }

  private void consume() throws InterruptedException {
    try {
      consumer =
          new KafkaConsumer<>(
              consumerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
      loop = new OutputLoop(consumer, link, this::outbox, clock);
      loop.run(records.topics(), () -> stopped.getCount() > 0);
      loop.finish();
    } catch (WakeupException e) {
      loop.finish();
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      // Kafka's, or a bug: neither may end the publishing for good.
      failing.say(() -> log.error("Cannot read what is to be published, trying again", e));
    } finally {
      loop = null;
      close();
    }
  }

  private Outbox outbox(MqttSession session) {
    return new Outbox(session, mqtt.maxPublishesInFlight(), records, metrics, dropping, skipping);
  }

  private void close() {
    Consumer<byte[], byte[]> current = consumer;
    consumer = null;
    if (current != null) {
      // Said aloud: who has a name would otherwise only be missed.
      current.close(CloseOptions.timeout(GRACE).withGroupMembershipOperation(LEAVE_GROUP));
    }
  }

  private Map<String, Object> consumerConfig() {
    // The MQTT broker wants of the name what Kafka wants: one's own, and always the same.
    Map<String, Object> config =
        kafka.groupConsumer(
            mqtt.clientId() + "-output", kafka.topicPrefix() + "mqtt-connector", mqtt.clientId());
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // Partitions that stay where they are go on while others move.
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    // How soon one hears that another has come.
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024 * 1024);
    return config;
  }
}
