package dev.tocsin.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Two that do the same, measured in turn on one machine: what else the machine does then concerns
 * both. The medians count.
 */
final class Comparison {
  private final String floorName;
  private final String ownName;
  private final int rounds;
  private final Table table;

  /** One measurement of one of them. */
  interface Run {
    Flow.Rate run() throws InterruptedException;
  }

  Comparison(String title, String floorName, String ownName, int rounds) {
    this.floorName = floorName;
    this.ownName = ownName;
    this.rounds = rounds;
    this.table =
        new Table(
            title,
            floorName + "/s",
            ownName + "/s",
            "ratio",
            floorName + " CPU us",
            ownName + " CPU us");
  }

  /** Warms both up and measures them. */
  void measure(String what, Run floor, Run own) throws InterruptedException {
    // Together, since they share most of the code that the compiler has to learn about.
    WarmUp.untilNoFaster(what, () -> (floor.run().perSecond() + own.run().perSecond()) / 2);
    List<Flow.Rate> floors = new ArrayList<>();
    List<Flow.Rate> owns = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      floors.add(measured(what, floorName, floor));
      owns.add(measured(what, ownName, own));
    }
    Flow.Rate floorMedian = median(floors);
    Flow.Rate ownMedian = median(owns);
    table.row(
        what,
        String.format(Locale.ROOT, "%,.0f", floorMedian.perSecond()),
        String.format(Locale.ROOT, "%,.0f", ownMedian.perSecond()),
        String.format(Locale.ROOT, "%.2f", ownMedian.perSecond() / floorMedian.perSecond()),
        String.format(Locale.ROOT, "%.0f", floorMedian.cpuMicros()),
        String.format(Locale.ROOT, "%.0f", ownMedian.cpuMicros()));
  }

  Table table() {
    return table;
  }

  private static Flow.Rate measured(String what, String name, Run run) throws InterruptedException {
    Flow.Rate rate = run.run();
    System.out.printf(
        "%s, %s: %,.0f/s, %.0f us CPU%n", what, name, rate.perSecond(), rate.cpuMicros());
    return rate;
  }

  /** The measurement in the middle, or the slower one of two in the middle. */
  static Flow.Rate median(List<Flow.Rate> rates) {
    List<Flow.Rate> sorted =
        rates.stream().sorted(Comparator.comparingDouble(Flow.Rate::perSecond)).toList();
    return sorted.get((sorted.size() - 1) / 2);
  }
}
