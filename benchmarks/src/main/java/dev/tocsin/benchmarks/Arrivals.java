package dev.tocsin.benchmarks;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.tocsin.time.InstantText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
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

  private final Mqtt5AsyncClient client;
  private final Semaphore places = new Semaphore(0);
  private final LongAdder count = new LongAdder();
  private final Recorder latencies = new Recorder(LONGEST_MICROS, 3);
  private int opened;

  Arrivals(Mqtt5AsyncClient client) {
    this.client = client;
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
  void open(int wanted) {
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

  private void arrive(Mqtt5Publish message) {
    String topic = message.getTopic().toString();
    if (topic.endsWith("/state")) {
      return;
    }
    if (!topic.endsWith("/error")) {
      Instant now = Instant.now();
      Instant due = due(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8));
      long micros = Math.max(0, Duration.between(due, now).toNanos() / 1000);
      latencies.recordValue(Math.min(micros, LONGEST_MICROS));
    }
    count.increment();
    places.release();
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
    client.disconnect().join();
  }
}
