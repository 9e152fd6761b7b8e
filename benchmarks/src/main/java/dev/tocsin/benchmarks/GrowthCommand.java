package dev.tocsin.benchmarks;

import dev.tocsin.kafka.LocalSchemaRegistry;
import dev.tocsin.standalone.BenchmarkKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What an event costs the processor as events, models and systems become many. */
@Command(
    name = "growth",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "The processor alone, as events, models and systems become many; and how long it takes to get "
          + "its state back.",
      "Few inputs raise a new event, the others change any of those that there are."
    })
final class GrowthCommand implements Callable<Integer> {
  @Option(
      names = "--events",
      split = ",",
      defaultValue = "10000,1000000",
      description = "In the store, the fewest first.")
  private List<Integer> events;

  @Option(
      names = "--models",
      split = ",",
      defaultValue = "100,10000",
      description = "Event models, the fewest first.")
  private List<Integer> models;

  @Option(
      names = "--systems",
      split = ",",
      defaultValue = "1000,100000",
      description = "That send, the fewest first.")
  private List<Integer> systems;

  @Option(
      names = "--one-new-in",
      defaultValue = "10",
      description = "How rarely an input raises an event; 1 is always.")
  private int oneNewIn;

  @Option(
      names = "--among-newest",
      paramLabel = "N",
      description = "The others change any of so many events; by default of all that there are.")
  private Integer amongNewest;

  @Option(
      names = "--rocksdb-memory",
      description =
          "MiB that a processor's stores may hold in memory together; default the processor's.")
  private Integer rocksdbMegabytes;

  @Option(
      names = "--bare",
      description =
          "A topology without rules instead: one get and one put in a store with the same keys.")
  private boolean isBare;

  @Option(names = "--seconds", defaultValue = "10", description = "Of each measurement.")
  private int seconds;

  @Option(names = "--rounds", defaultValue = "3", description = "Of which the medians are told.")
  private int rounds;

  @Override
  public Integer call() throws Exception {
    Duration time = Duration.ofSeconds(seconds);
    List<Growth> growths = new ArrayList<>();
    Map<Growth, List<Flow.Rate>> rates = new LinkedHashMap<>();
    try (var registry = new LocalSchemaRegistry();
        var broker = BenchmarkKafka.start()) {
      Growth.Size smallest =
          new Growth.Size(events.getFirst(), models.getFirst(), systems.getFirst());
      Tuning tuning = tuning();
      EventInputs.Mix mix =
          new EventInputs.Mix(oneNewIn, amongNewest == null ? Long.MAX_VALUE : amongNewest);
      Growth warm =
          new Growth(new Site(broker, registry.url(), "warm"), tuning, mix, smallest, isBare);
      warm.fill();
      warm.warmUp(time);
      for (Growth.Size size : sizes(smallest)) {
        Growth growth =
            new Growth(
                new Site(broker, registry.url(), "growth-" + growths.size()),
                tuning,
                mix,
                size,
                isBare);
        System.out.printf("%s: filled at %,.0f events/s%n", size, growth.fill());
        growths.add(growth);
        rates.put(growth, new ArrayList<>());
      }
      for (int round = 0; round < rounds; round++) {
        for (Growth growth : growths) {
          Flow.Rate rate = growth.measure(time);
          System.out.printf("%s: %,.0f/s%n", growth.size(), rate.perSecond());
          rates.get(growth).add(rate);
        }
      }
      System.out.printf("%n%s%n", table(rates));
      for (Growth growth : growths) {
        if (!isBare && growth.size().events() > smallest.events()) {
          System.out.println(growth.restore());
        }
      }
    }
    return 0;
  }

  private Tuning tuning() {
    Tuning defaults = Tuning.ofProcessor();
    return rocksdbMegabytes == null
        ? defaults
        : defaults.withRocksdbMemory(rocksdbMegabytes * 1024L * 1024L);
  }

  /** The smallest, and each larger number beside the smallest of all else. */
  private List<Growth.Size> sizes(Growth.Size smallest) {
    List<Growth.Size> sizes = new ArrayList<>(List.of(smallest));
    events.stream().skip(1).forEach(number -> sizes.add(smallest.withEvents(number)));
    // Without rules there are none.
    if (!isBare) {
      models.stream().skip(1).forEach(number -> sizes.add(smallest.withModels(number)));
    }
    systems.stream().skip(1).forEach(number -> sizes.add(smallest.withSystems(number)));
    return sizes;
  }

  private static Table table(Map<Growth, List<Flow.Rate>> rates) {
    Table table =
        new Table(
            "events at first", "at last", "models", "systems", "events/s", "of smallest", "CPU us");
    double first = Comparison.median(rates.values().iterator().next()).perSecond();
    rates.forEach(
        (growth, measured) -> {
          Flow.Rate median = Comparison.median(measured);
          table.row(
              number("%,d", growth.size().events()),
              number("%,d", growth.raised()),
              number("%,d", growth.size().models()),
              number("%,d", growth.size().systems()),
              number("%,.0f", median.perSecond()),
              number("%.2f", median.perSecond() / first),
              number("%.1f", median.cpuMicros()));
        });
    return table;
  }

  private static String number(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}
