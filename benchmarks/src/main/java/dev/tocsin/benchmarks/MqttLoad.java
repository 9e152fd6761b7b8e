package dev.tocsin.benchmarks;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.HdrHistogram.Histogram;

/**
 * Devices that publish, each over a connection of its own, and a subscriber to everything that
 * comes of it. An event's time is when its message was due to be sent, so the time between that and
 * its arrival also counts what a sender that was held up did not send.
 */
final class MqttLoad implements AutoCloseable {
  /** Events on their way: enough that nobody waits for work, too few to pile up. */
  private static final int WINDOW = 1_000;

  private static final Duration WARM_UP_SLICE = Duration.ofSeconds(15);
  private static final int MOST_WARM_UP_SLICES = 16;

  /** Sent before anything is measured. */
  static final Duration RUN_UP = Duration.ofSeconds(2);

  private record Device(Mqtt5AsyncClient client, UUID system) {}

  private final int port;
  private final ProcessHandle loaded;
  private final List<Device> devices = new ArrayList<>();
  private final Arrivals arrivals;
  private Instant lastTime = Instant.EPOCH;
  private long sent;

  MqttLoad(int port, List<UUID> systems, ProcessHandle loaded, Optional<Console> console) {
    this(port, systems, loaded, console, (due, arrived) -> {});
  }

  /**
   * @param witness who is told of each event when it was due, and when it arrived
   */
  MqttLoad(
      int port,
      List<UUID> systems,
      ProcessHandle loaded,
      Optional<Console> console,
      BiConsumer<Instant, Instant> witness) {
    this.port = port;
    this.loaded = loaded;
    arrivals = new Arrivals(client("bench-subscriber"), console, witness);
    for (UUID system : systems) {
      Mqtt5AsyncClient client = client("bench-" + system);
      client.connect().join();
      devices.add(new Device(client, system));
    }
  }

  /** Loads until it gets no faster. */
  void warmUp(Workload workload) throws InterruptedException {
    WarmUp.untilNoFaster(
        workload.title(),
        MOST_WARM_UP_SLICES,
        () -> CpuTimes.compilers(loaded),
        () -> warmUp(workload, WARM_UP_SLICE));
  }

  /** Loads for so long, and returns how many events a second went through. */
  double warmUp(Workload workload, Duration duration) throws InterruptedException {
    open(workload, 0);
    long before = arrivals.count();
    send(workload, 0, duration);
    double rate = (arrivals.count() - before) / (duration.toNanos() / 1e9);
    arrivals.settle();
    return rate;
  }

  /**
   * What came of a load.
   *
   * @param perSecond events that arrived a second
   * @param cpuMicros what each part spent on one
   * @param latency in microseconds, from when each was due to be sent
   * @param answers those of the console's mutations, in microseconds
   */
  record Figures(
      double perSecond,
      Map<Part, Double> cpuMicros,
      Histogram latency,
      Optional<Histogram> answers) {}

  /**
   * Loads and measures.
   *
   * @param perSecond events a second, whatever becomes of them; 0 for as many as go through with a
   *     bounded number on their way
   */
  Figures run(Workload workload, int perSecond, Duration measured)
      throws IOException, InterruptedException {
    open(workload, perSecond);
    send(workload, perSecond, RUN_UP);
    arrivals.latencies();
    arrivals.answers();
    long before = arrivals.count();
    CpuTimes cpuBefore = CpuTimes.of(loaded);
    long begin = System.nanoTime();
    send(workload, perSecond, measured);
    double seconds = (System.nanoTime() - begin) / 1e9;
    long count = arrivals.count() - before;
    CpuTimes cpu = CpuTimes.of(loaded);
    arrivals.settle();
    Histogram latency = arrivals.latencies();
    Map<Part, Double> cpuMicros = new EnumMap<>(Part.class);
    // Asked for only now: to say its threads' names, the program has to stop for a moment.
    cpu.since(cpuBefore, ThreadNames.of(loaded.pid()))
        .forEach((part, micros) -> cpuMicros.put(part, (double) micros / count));
    return new Figures(count / seconds, cpuMicros, latency, arrivals.answers());
  }

  private void open(Workload workload, int perSecond) {
    arrivals.open(
        workload, Math.max(WINDOW, perSecond == 0 ? 20 * workload.entries() : 60 * perSecond));
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
      arrivals.takePlaces(workload.entries());
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

  private Mqtt5AsyncClient client(String name) {
    return Mqtt5Client.builder()
        .identifier(name)
        .serverHost("127.0.0.1")
        .serverPort(port)
        .buildAsync();
  }

  @Override
  public void close() {
    devices.forEach(device -> device.client().disconnect().join());
    arrivals.close();
  }
}
