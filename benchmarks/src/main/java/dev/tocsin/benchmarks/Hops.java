package dev.tocsin.benchmarks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Where an event's time goes: when each was at which station of its way. An event is known by its
 * time, which is when its device was to publish it.
 */
final class Hops {
  /** In the order of passing them. Kafka's own times are whole milliseconds. */
  enum Station {
    PUBLISHED("the device's publish"),
    CONNECTOR("the connector"),
    INPUT("`tocsin.mqtt.input`"),
    DECIDED("`tocsin.events`"),
    COMMITTED("its commit, seen by a reader"),
    MQTT("the MQTT message");

    private final String title;

    Station(String title) {
      this.title = title;
    }
  }

  private static final Station[] STATIONS = Station.values();
  private static final Station FIRST = STATIONS[0];
  private static final Station LAST = STATIONS[STATIONS.length - 1];

  private final Map<Instant, Map<Station, Instant>> events = new ConcurrentHashMap<>();
  private volatile Instant since = Instant.MAX;

  /** Forgets every event, and counts those from a time on. */
  void begin(Instant first) {
    since = first;
    events.clear();
  }

  /** Takes down that the event of this time was at a station; from any thread. */
  void passed(Station station, Instant event, Instant at) {
    if (!event.isBefore(since)) {
      events.computeIfAbsent(event, Hops::published).put(station, at);
    }
  }

  private static Map<Station, Instant> published(Instant event) {
    return new ConcurrentHashMap<>(Map.of(FIRST, event));
  }

  /** What the events took that were seen at every station, in milliseconds. */
  String table() {
    Table table = new Table("from", "to", "p50 ms", "p99 ms");
    for (int i = 1; i < STATIONS.length; i++) {
      row(table, STATIONS[i - 1], STATIONS[i], i == 1 ? FIRST.title : "", STATIONS[i].title);
    }
    row(table, FIRST, LAST, "all of it", "");
    return table.toString();
  }

  private void row(Table table, Station from, Station to, String fromTitle, String toTitle) {
    Histogram micros = new Histogram(3);
    complete()
        .forEach(
            times ->
                // Kafka's millisecond may begin before what it is compared with.
                micros.recordValue(
                    Math.max(0, ChronoUnit.MICROS.between(times.get(from), times.get(to)))));
    table.row(fromTitle, toTitle, millis(micros, 50), millis(micros, 99));
  }

  private Stream<Map<Station, Instant>> complete() {
    return events.values().stream().filter(times -> times.size() == STATIONS.length);
  }

  private static String millis(Histogram micros, double percentile) {
    return String.format(Locale.ROOT, "%.1f", micros.getValueAtPercentile(percentile) / 1000.0);
  }
}
