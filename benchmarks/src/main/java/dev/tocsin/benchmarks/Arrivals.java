package dev.tocsin.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.tocsin.time.InstantText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * The subscriber to everything that comes of a load. It counts events and takes their times, and
 * lets so many be on their way as have a place.
 */
final class Arrivals {
  private static final Duration SETTLE = Duration.ofSeconds(30);
  private static final int RECEIVE_MAXIMUM = 65_535;
  private static final long LONGEST_MICROS = Duration.ofMinutes(5).toNanos() / 1000;
  private static final String TIME = "\"time\":\"";
  private static final String END_TIME = "\"endTime\":\"";
  private static final String ACKNOWLEDGED = "\"acknowledged\":true";

  private final Mqtt5AsyncClient client;
  private final Semaphore places = new Semaphore(0);
  private final LongAdder count = new LongAdder();
  private final Recorder latencies = new Recorder(LONGEST_MICROS, 3);
  private final Optional<Console> console;
  private final BiConsumer<Instant, Instant> witness;
  private volatile boolean acknowledging;
  private int opened;

  /**
   * @param console that acknowledges what has ended, where the workload is of that kind
   * @param witness who is told of each event when it was due, and when it arrived
   */
  Arrivals(
      Mqtt5AsyncClient client, Optional<Console> console, BiConsumer<Instant, Instant> witness) {
    this.client = client;
    this.console = console;
    this.witness = witness;
    client.publishes(MqttGlobalPublishFilter.ALL, this::arrive);
    client
        .connectWith()
        .restrictions()
        .receiveMaximum(RECEIVE_MAXIMUM)
        .applyRestrictions()
        .send()
        .join();
    subscribe("drivr/v1/+/systems/+/events/#");
    subscribe("drivr/v1/+/input/event/+/+/+/error");
  }

  /** Only while nothing is on its way. */
  void open(Workload workload, int wanted) {
    acknowledging = workload == Workload.ACKNOWLEDGED;
    places.drainPermits();
    places.release(wanted);
    opened = wanted;
  }

  void takePlaces(int events) throws InterruptedException {
    places.acquire(events);
  }

  /** Waits until nothing is on its way any more. */
  void settle() throws InterruptedException {
    if (!places.tryAcquire(opened, SETTLE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          (opened - places.availablePermits()) + " events did not arrive within " + SETTLE);
    }
  }

  long count() {
    return count.sum();
  }

  /** In microseconds, from when each was due to be sent, since this was last asked. */
  Histogram latencies() {
    return latencies.getIntervalHistogram();
  }

  /** Of the console's mutations. */
  Optional<Histogram> answers() {
    return console.map(Console::latencies);
  }

  private void arrive(Mqtt5Publish message) {
    String topic = message.getTopic().toString();
    if (topic.endsWith("/error")) {
      arrived();
    } else if (!topic.endsWith("/state") && !topic.endsWith("/ack")) {
      Instant now = Instant.now();
      String event = new String(message.getPayloadAsBytes(), UTF_8);
      // The answer to its mutation says of an acknowledged event that it has arrived.
      if (!event.contains(ACKNOWLEDGED)) {
        Instant due = due(event);
        long micros = Math.max(0, Duration.between(due, now).toNanos() / 1000);
        latencies.recordValue(Math.min(micros, LONGEST_MICROS));
        witness.accept(due, now);
        arrived(topic, event);
      }
    }
  }

  private void arrived(String topic, String event) {
    if (!acknowledging) {
      arrived();
    } else if (event.contains(END_TIME)) {
      UUID uuid = UUID.fromString(topic.substring(topic.lastIndexOf('/') + 1));
      console.orElseThrow().acknowledge(uuid, this::arrived);
    } else {
      places.release();
    }
  }

  private void arrived() {
    count.increment();
    places.release();
  }

  /** When a device's message of one entry was due. */
  static Instant due(byte[] payload) {
    return due(new String(payload, UTF_8));
  }

  /** When the message was due that made the event what it is: its end, if it has ended. */
  private static Instant due(String event) {
    String field = event.contains(END_TIME) ? END_TIME : TIME;
    int begin = event.indexOf(field) + field.length();
    return InstantText.read(event.substring(begin, event.indexOf('"', begin))).orElseThrow();
  }

  private void subscribe(String filter) {
    client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send().join();
  }

  void close() {
    console.ifPresent(Console::close);
    client.disconnect().join();
  }
}
