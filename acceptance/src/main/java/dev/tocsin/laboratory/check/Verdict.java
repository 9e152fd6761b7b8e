package dev.tocsin.laboratory.check;

import dev.tocsin.laboratory.check.Checker.Figures;
import java.time.Duration;

/**
 * What a trial came to.
 *
 * @param first from a fault to the first message sent after it that has had its effect: the longest
 * @param caughtUp from a fault until all that waited then had its effect: the longest
 * @param took from the first preparation to the judgement
 */
public record Verdict(
    int number,
    String name,
    int faults,
    Figures figures,
    Duration first,
    Duration caughtUp,
    Duration took,
    Findings findings) {
  /** The head of the table whose lines {@link #line} gives. */
  public static final String HEAD =
      """
      | # | fault, under load | times | messages | commands | changes | rejections | receipts | given again | lost by the MQTT broker | lost | twice | wrong | first after | caught up | took |
      |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|""";

  public boolean isPassed() {
    return findings.areNone();
  }

  /** The line of a scenario that there is no verdict on, and why. */
  public static String without(int number, String name, String reason) {
    return "| %d | %s | %s%s".formatted(number, name, reason, " |".repeat(14));
  }

  /** The verdict as a line of a Markdown table. */
  public String line() {
    return "| %d | %s | %d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %d | %d | %d | %.1f s | %.1f s | %d s |"
        .formatted(
            number,
            name,
            faults,
            figures.messages(),
            figures.commands(),
            figures.changes(),
            figures.rejections(),
            figures.receipts(),
            figures.redelivered(),
            figures.lostByBroker(),
            findings.lost(),
            findings.twice(),
            findings.wrong(),
            first.toMillis() / 1000.0,
            caughtUp.toMillis() / 1000.0,
            took.toSeconds());
  }
}
