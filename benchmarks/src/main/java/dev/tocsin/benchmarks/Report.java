package dev.tocsin.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figures of one run: each round's in the JSON, their medians in the tables. */
final class Report {
  static final String FLOOR = "floor";

  private final Map<String, String> settings;
  private final List<Measurement> rounds = new ArrayList<>();

  /**
   * @param settings what the run was started with, and the machine
   */
  Report(Map<String, String> settings) {
    this.settings = settings;
  }

  /** Adds what a round found, and says it. */
  void add(Measurement measurement) {
    rounds.add(measurement);
    System.out.printf(
        Locale.ROOT,
        "%s: %s: %,.0f/s %s%n",
        measurement.subject(),
        measurement.load(),
        measurement.perSecond(),
        measurement.millis());
  }

  List<Measurement> medians() {
    return Measurement.medians(rounds);
  }

  void writeJson(Path file, Map<String, Double> idlePercent) throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("settings", settings);
    content.put("idlePercent", idlePercent);
    content.put("medians", medians());
    content.put("rounds", rounds);
    Files.createDirectories(file.toAbsolutePath().getParent());
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(file.toFile(), content);
  }

  /**
   * A table. Rates are compared with the floor's under the same load, and the longest times with
   * those of the floor that commits too.
   */
  String markdown() {
    List<Measurement> medians = medians();
    StringBuilder text = new StringBuilder();
    text.append(
        "| what | load | events/s | of floor | p50 ms | p99 ms | p99 of floor that commits ");
    text.append("| p99.9 ms |\n");
    text.append("|---|---|--:|--:|--:|--:|--:|--:|\n");
    for (Measurement row : medians) {
      Optional<Measurement> floor = floor(medians, row, false);
      Optional<Measurement> committing = floor(medians, row, true);
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %,.0f | %s | %.1f | %.1f | %s | %.1f |%n",
              row.subject(),
              row.load(),
              row.perSecond(),
              ratio(row, floor, Measurement::perSecond),
              row.millis().get("p50.0"),
              row.millis().get("p99.0"),
              ratio(row, committing, measurement -> measurement.millis().get("p99.0")),
              row.millis().get("p99.9")));
    }
    return text.toString();
  }

  /** A second table: what an event costs the program, of that each of its parts, and the others. */
  String costs() {
    StringBuilder text = new StringBuilder("| what | load | CPU us an event");
    for (Part part : Part.values()) {
      text.append(" | ").append(part.title());
    }
    text.append(" | MiB | of it mapped files | registry MiB | load MiB |\n|---|---");
    text.append("|--:".repeat(1 + Part.values().length + Memory.values().length)).append("|\n");
    for (Measurement row : medians()) {
      if (row.cpuMicros().isEmpty()) {
        continue;
      }
      double inside =
          row.cpuMicros().entrySet().stream()
              .filter(part -> part.getKey().isInside())
              .mapToDouble(Map.Entry::getValue)
              .sum();
      text.append("| %s | %s | %.0f".formatted(row.subject(), row.load(), inside));
      row.cpuMicros().values().forEach(micros -> text.append(" | %.1f".formatted(micros)));
      row.megabytes().values().forEach(held -> text.append(" | %.0f".formatted(held)));
      text.append(" |\n");
    }
    return text.toString();
  }

  private static Optional<Measurement> floor(
      List<Measurement> medians, Measurement of, boolean commits) {
    return medians.stream()
        .filter(floor -> floor.subject().startsWith(FLOOR))
        .filter(floor -> floor.subject().equals(FLOOR) != commits)
        .filter(floor -> floor.load().equals(of.load()) && !of.subject().startsWith(FLOOR))
        .findFirst();
  }

  private static String ratio(
      Measurement row, Optional<Measurement> floor, ToDoubleFunction<Measurement> figure) {
    return floor
        .map(figure::applyAsDouble)
        .map(of -> String.format(Locale.ROOT, "%.2f", figure.applyAsDouble(row) / of))
        .orElse("");
  }
}
