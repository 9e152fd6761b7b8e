package dev.tocsin.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * The figures of one run.
 *
 * @param settings what the run was started with, and the machine
 * @param rows in the order of measuring
 */
record Report(Map<String, String> settings, List<Row> rows) {
  static final String FLOOR = "floor";

  /**
   * One measurement.
   *
   * @param subject what was measured: {@value #FLOOR} or Tocsin with its settings
   * @param load what it was loaded with
   * @param perSecond events that arrived a second
   * @param cpuMicros what the subject's processes spent on one event
   * @param residentMegabytes what they held in memory at the end
   * @param millis by percentile
   */
  record Row(
      String subject,
      String load,
      double perSecond,
      double cpuMicros,
      long residentMegabytes,
      Map<String, Double> millis) {

    Row(
        String subject,
        String load,
        double perSecond,
        double cpuMicros,
        long residentMegabytes,
        Histogram micros) {
      this(subject, load, perSecond, cpuMicros, residentMegabytes, millis(micros));
    }

    private static Map<String, Double> millis(Histogram micros) {
      Map<String, Double> millis = new TreeMap<>();
      for (double percentile : new double[] {50, 99, 99.9}) {
        millis.put("p" + percentile, micros.getValueAtPercentile(percentile) / 1000.0);
      }
      return millis;
    }
  }

  Report(Map<String, String> settings) {
    this(settings, new ArrayList<>());
  }

  void writeJson(Path file) throws IOException {
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
  }

  /** A table, with each subject's rate as a part of the floor's under the same load. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| what | load | events/s | of floor | p50 ms | p99 ms | p99.9 ms | CPU us | MiB |\n");
    text.append("|---|---|--:|--:|--:|--:|--:|--:|--:|\n");
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %,.0f | %s | %.1f | %.1f | %.1f | %.0f | %d |%n",
              row.subject(),
              row.load(),
              row.perSecond(),
              ratio(row).map(ratio -> String.format(Locale.ROOT, "%.2f", ratio)).orElse(""),
              row.millis().get("p50.0"),
              row.millis().get("p99.0"),
              row.millis().get("p99.9"),
              row.cpuMicros(),
              row.residentMegabytes()));
    }
    return text.toString();
  }

  private Optional<Double> ratio(Row row) {
    return rows.stream()
        .filter(floor -> floor.subject().equals(FLOOR) && floor.load().equals(row.load()))
        .filter(floor -> !row.subject().equals(FLOOR))
        .findFirst()
        .map(floor -> row.perSecond() / floor.perSecond());
  }
}
