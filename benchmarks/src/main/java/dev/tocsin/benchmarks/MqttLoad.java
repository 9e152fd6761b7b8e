package dev.tocsin.benchmarks;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.tocsin.time.InstantText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Devices that publish, each over a connection of its own, and a subscriber to everything that
 * comes of it. An event's time is when its message was due to be sent, so the time between that and
 * its arrival also counts what a sender that was held up did not send.
 */
final class MqttLoad implements AutoCloseable {
  /** Events on their way: enough that nobody waits for work, too few to pile up. */
  private static final int WINDOW = 1_000;

  private static final Duration WARM_UP_SLICE = Duration.ofSeconds(15);
  private static final int MOST_WARM_UP_SLICES = 20;

  /** A slice that is faster than the best before by less has gained nothing. */
  private static final double NOTICEABLE = 1.03;

  private static final Duration SETTLE = Duration.ofSeconds(30);
  private static final int RECEIVE_MAXIMUM = 65_535;
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final String TIME = "\"time\":\"";
  private static final String END_TIME = "\"endTime\":\"";

  private record Device(Mqtt5AsyncClient client, UUID system) {}

  private final int port;
  private final Program loaded;
  private final List<Device> devices = new ArrayList<>();
  private final Mqtt5AsyncClient subscriber;
  private final Semaphore window = new Semaphore(0);
  private final LongAdder arrived = new LongAdder();
  private final Recorder latencies = new Recorder(toMicros(LONGEST), 3);
  private Instant lastTime = Instant.EPOCH;
  private long sent;
  private int places;

  MqttLoad(int port, List<UUID> systems, Program loaded) {
    this.port = port;
    this.loaded = loaded;
    subscriber = client("bench-subscriber");
    subscriber.publishes(MqttGlobalPublishFilter.ALL, this::arrive);
    subscriber
        .connectWith()
        .restrictions()
        .receiveMaximum(RECEIVE_MAXIMUM)
        .applyRestrictions()
        .send()
        .join();
    subscribe("drivr/v1/+/systems/+/events/#");
    subscribe("drivr/v1/+/input/event/+/+/+/error");
    for (UUID system : systems) {
      Mqtt5AsyncClient client = client("bench-" + system);
      client.connect().join();
      devices.add(new Device(client, system));
    }
  }

  /**
   * Loads until it gets no faster: until the JVM under load has compiled what it will. Two cores
   * compile for minutes while they work.
   */
  void warmUp(Workload workload) throws InterruptedException {
    open(Math.max(WINDOW, 20 * workload.entries()));
    double best = 0;
    int slices = 0;
    for (int stale = 0; stale < 2 && slices < MOST_WARM_UP_SLICES; slices++) {
      long before = arrived.sum();
      send(workload, 0, WARM_UP_SLICE);
      double rate = (arrived.sum() - before) / (double) WARM_UP_SLICE.toSeconds();
      System.out.printf("  warming up: %,.0f/s%n", rate);
      stale = rate < best * NOTICEABLE ? stale + 1 : 0;
      best = Math.max(best, rate);
    }
    settle();
  }

  /** As many as go through with a bounded number on their way. */
  Figures flatOut(Workload workload, Duration measured) throws InterruptedException {
    open(Math.max(WINDOW, 20 * workload.entries()));
    send(workload, 0, Duration.ofSeconds(2));
    return measure(workload, 0, measured);
  }

  /** So many events a second, whatever becomes of them. */
  Figures paced(Workload workload, int perSecond, Duration measured) throws InterruptedException {
    open(Math.max(WINDOW, 60 * perSecond));
    send(workload, perSecond, Duration.ofSeconds(2));
    return measure(workload, perSecond, measured);
  }

  /**
   * What came of a load.
   *
   * @param perSecond events that arrived a second
   * @param cpuMicros what the loaded program spent on one
   * @param latency in microseconds, from when each was due to be sent
   */
  record Figures(double perSecond, double cpuMicros, Histogram latency) {}

  private Figures measure(Workload workload, int perSecond, Duration measured)
      throws InterruptedException {
    latencies.reset();
    long before = arrived.sum();
    Duration cpuBefore = loaded.cpu();
    long begin = System.nanoTime();
    send(workload, perSecond, measured);
    double seconds = (System.nanoTime() - begin) / 1e9;
    long count = arrived.sum() - before;
    double cpuMicros = (double) toMicros(loaded.cpu().minus(cpuBefore)) / count;
    settle();
    return new Figures(count / seconds, cpuMicros, latencies.getIntervalHistogram());
  }

  private void settle() throws InterruptedException {
    if (!window.tryAcquire(places, SETTLE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          (places - window.availablePermits()) + " events did not arrive within " + SETTLE);
    }
  }

  private void open(int wanted) {
    window.drainPermits();
    window.release(wanted);
    places = wanted;
  }

  private void send(Workload workload, int perSecond, Duration duration)
      throws InterruptedException {
    long pause = perSecond == 0 ? 0 : 1_000_000_000L * workload.entries() / perSecond;
    long begin = System.nanoTime();
    Instant beginTime = Instant.now();
    long due = begin;
    while (due - begin < duration.toNanos()) {
      long early = due - System.nanoTime();
      if (early > 0) {
        Thread.sleep(Duration.ofNanos(early));
      }
      window.acquire(workload.entries());
      publish(workload, pause == 0 ? Instant.now() : beginTime.plusNanos(due - begin));
      due = pause == 0 ? System.nanoTime() : due + pause;
    }
  }

  private void publish(Workload workload, Instant due) {
    // An event is its system, model and time, so no two may have the same.
    Instant previous = lastTime;
    Instant time = due.truncatedTo(ChronoUnit.MICROS);
    time = time.isAfter(lastTime) ? time : lastTime.plus(1, ChronoUnit.MICROS);
    lastTime = time.plus(workload.entries() - 1, ChronoUnit.MICROS);
    Device device = devices.get((int) (sent / workload.messagesPerEvent() % devices.size()));
    String topic =
        "drivr/v1/%s/input/event/s/%s/%s"
            .formatted(Samples.SLUG, device.system(), workload.format().level());
    var unused =
        device
            .client()
            .publishWith()
            .topic(topic)
            .qos(MqttQos.AT_LEAST_ONCE)
            .payload(workload.payload(sent, time, previous))
            .send();
    sent++;
  }

  private void arrive(Mqtt5Publish message) {
    String topic = message.getTopic().toString();
    if (topic.endsWith("/state")) {
      return;
    }
    if (!topic.endsWith("/error")) {
      Instant now = Instant.now();
      Instant due = due(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8));
      long micros = Math.max(0, toMicros(Duration.between(due, now)));
      latencies.recordValue(Math.min(micros, toMicros(LONGEST)));
    }
    arrived.increment();
    window.release();
  }

  /** When the message was due that made the event what it is: its end, if it has ended. */
  private static Instant due(String event) {
    String field = event.contains(END_TIME) ? END_TIME : TIME;
    int begin = event.indexOf(field) + field.length();
    return InstantText.read(event.substring(begin, event.indexOf('"', begin))).orElseThrow();
  }

  private void subscribe(String filter) {
    subscriber.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send().join();
  }

  private Mqtt5AsyncClient client(String name) {
    return Mqtt5Client.builder()
        .identifier(name)
        .serverHost("127.0.0.1")
        .serverPort(port)
        .buildAsync();
  }

  private static long toMicros(Duration duration) {
    return duration.toNanos() / 1000;
  }

  @Override
  public void close() {
    devices.forEach(device -> device.client().disconnect().join());
    subscriber.disconnect().join();
  }
}
