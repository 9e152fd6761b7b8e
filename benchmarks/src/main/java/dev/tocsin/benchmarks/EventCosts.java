package dev.tocsin.benchmarks;

import java.time.Duration;
import java.util.Locale;

/** Counts what one event makes a topology do. */
final class EventCosts {
  private final Table table =
      new Table(
          "what",
          "store reads",
          "store writes",
          "records out",
          "records on changelogs",
          "commits/s",
          "events a commit");

  /** Loads for a while with new events and counts. */
  void measure(String what, KafkaLoad load, int seconds) throws InterruptedException {
    // Producers count nothing before they have sent anything.
    load.run(0, Duration.ofSeconds(1));
    double outBefore = StreamsMetrics.sentTo(topic -> !isChangelog(topic));
    double logBefore = StreamsMetrics.sentTo(EventCosts::isChangelog);
    double commitsBefore = StreamsMetrics.ofThreads("commit-total");
    double processedBefore = StreamsMetrics.ofThreads("process-total");
    long begin = System.nanoTime();
    load.run(0, Duration.ofSeconds(seconds));
    double elapsed = (System.nanoTime() - begin) / 1e9;
    double processed = StreamsMetrics.ofThreads("process-total") - processedBefore;
    double commits = StreamsMetrics.ofThreads("commit-total") - commitsBefore;
    // Stores tell rates only, over the same half minute as the threads do.
    double processRate = StreamsMetrics.ofThreads("process-rate");
    table.row(
        what,
        perEvent(StreamsMetrics.ofStores("get-rate") / processRate),
        perEvent(StreamsMetrics.ofStores("put-rate") / processRate),
        perEvent((StreamsMetrics.sentTo(topic -> !isChangelog(topic)) - outBefore) / processed),
        perEvent((StreamsMetrics.sentTo(EventCosts::isChangelog) - logBefore) / processed),
        String.format(Locale.ROOT, "%.0f", commits / elapsed),
        String.format(Locale.ROOT, "%,.0f", processed / commits));
  }

  Table table() {
    return table;
  }

  private static boolean isChangelog(String topic) {
    return topic.endsWith("-changelog");
  }

  private static String perEvent(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
