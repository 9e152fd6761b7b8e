package dev.tocsin.benchmarks;

import dev.tocsin.processor.BenchmarkProcessor;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.springframework.util.FileSystemUtils;

/**
 * A processor with a store of some size, which runs only while it is measured; or a bare topology
 * with the same keys.
 */
final class Growth {
  private final Site site;
  private final Tuning tuning;
  private final EventInputs.Mix mix;
  private final Size size;
  private final boolean isBare;
  private EventInputs inputs;

  /** How much there is of what. */
  record Size(int events, int models, int systems) {
    Size withEvents(int number) {
      return new Size(number, models, systems);
    }

    Size withModels(int number) {
      return new Size(events, number, systems);
    }

    Size withSystems(int number) {
      return new Size(events, models, number);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%,d events, %,d models, %,d systems", events, models, systems);
    }
  }

  /** How its state came back: what was read, and when it processed again. */
  record Restore(Size size, long records, Duration time, Duration timeWithState) {
    @Override
    public String toString() {
      double seconds = time.toMillis() / 1e3;
      double plain = timeWithState.toMillis() / 1e3;
      return String.format(
          Locale.ROOT,
          "%s: without its state %.1f s until it processes, %,d records read; with it %.1f s: "
              + "%.1f s a million records",
          size,
          seconds,
          records,
          plain,
          (seconds - plain) / records * 1e6);
    }
  }

  /** One that will be loaded with such inputs. */
  Growth(Site site, Tuning tuning, EventInputs.Mix mix, Size size, boolean isBare) {
    this.site = site;
    this.tuning = tuning;
    this.mix = mix;
    this.size = size;
    this.isBare = isBare;
  }

  Size size() {
    return size;
  }

  /** How many events there are now. */
  long raised() {
    return inputs.raised();
  }

  /** Registers models and systems, and raises the events; returns how many of these a second. */
  double fill() throws Exception {
    try (AutoCloseable running = run()) {
      inputs = isBare ? site.bareInputs(size.systems()) : newInputs();
      try (KafkaLoad load = new KafkaLoad(site.kafka(), output(), inputs::raise)) {
        long begin = System.nanoTime();
        load.send(size.events());
        return size.events() * 1e9 / (System.nanoTime() - begin);
      }
    }
  }

  /** Loads it as it will be measured until it gets no faster. */
  void warmUp(Duration slice) throws Exception {
    try (AutoCloseable running = run();
        KafkaLoad load = new KafkaLoad(site.kafka(), output(), inputs.mixed(mix))) {
      WarmUp.untilNoFaster("all", () -> load.run(0, slice).perSecond());
    }
  }

  /**
   * Starts it, and measures once its stores have in memory what this load makes them keep there.
   */
  Flow.Rate measure(Duration time) throws Exception {
    try (AutoCloseable running = run();
        KafkaLoad load = new KafkaLoad(site.kafka(), output(), inputs.mixed(mix))) {
      load.run(0, time);
      KafkaLoad.Result result = load.run(0, time);
      return new Flow.Rate(result.perSecond(), result.cpuMicros());
    }
  }

  /** Starts a processor with its state and again without. */
  Restore restore() throws InterruptedException, ExecutionException, IOException {
    Duration withState = start();
    FileSystemUtils.deleteRecursively(site.stateFolder());
    long records = Changelogs.records(site.kafka(), site.application());
    return new Restore(size, records, start(), withState);
  }

  /** Starts it and returns how long it took until an input had come through. */
  private Duration start() throws InterruptedException {
    try (KafkaLoad load = new KafkaLoad(site.kafka(), output(), () -> inputs.change(1))) {
      long begin = System.nanoTime();
      try (BenchmarkProcessor processor = site.startProcessor(tuning)) {
        load.send(1);
        return Duration.ofNanos(System.nanoTime() - begin);
      }
    }
  }

  private AutoCloseable run() throws InterruptedException {
    return isBare ? site.startBare(tuning) : site.startProcessor(tuning);
  }

  private EventInputs newInputs() {
    return new EventInputs(
        site.topics().mqttInput().name(),
        site.serdes().mqttInput().serializer(),
        site.register(size.models(), size.systems()),
        size.models());
  }

  private String output() {
    return isBare ? site.bareOutput() : site.topics().events().name();
  }
}
