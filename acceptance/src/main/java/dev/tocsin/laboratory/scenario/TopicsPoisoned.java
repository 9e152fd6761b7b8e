package dev.tocsin.laboratory.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.laboratory.Program;
import dev.tocsin.laboratory.StockConsumer;
import dev.tocsin.laboratory.load.Poison;
import dev.tocsin.laboratory.plant.Machine;
import dev.tocsin.laboratory.plant.Plant;
import java.time.Duration;
import java.util.List;

/**
 * 8: what is no record of ours stands in every partition of every topic, under load, and when the
 * services read everything from the beginning.
 */
public final class TopicsPoisoned implements Scenario {
  /** What the processor reads. */
  private static final List<String> PROCESSED =
      List.of(
          "tocsin.mqtt.input",
          "tocsin.event.commands",
          "tocsin.registry.commands",
          "tocsin.entities",
          "tocsin.registry.replicas");

  /** What others read. */
  private static final List<String> OTHERS =
      List.of(
          "tocsin.events",
          "tocsin.event-rejections",
          "tocsin.event-models",
          "tocsin.component-models",
          "tocsin.event-model-links",
          "tocsin.command-replies",
          "tocsin.input-receipts");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** By how much the median message may be later than before: a busy registry takes a while. */
  private static final long TOLERATED_MILLIS = 5_000;

  @Override
  public int number() {
    return 8;
  }

  @Override
  public String name() {
    return "poison in every partition of every topic";
  }

  @Override
  public boolean givesAgain() {
    return true;
  }

  @Override
  public void inflict(Trial trial) {
    Plant plant = trial.plant();
    long start = System.currentTimeMillis();
    trial.awaitSomeMessages();
    trial.awaitProgress();
    long before = medianMillis(trial, start);
    long poisoned = System.currentTimeMillis();
    trial.fault();
    try (Poison poison = new Poison(plant.ports(), trial.random());
        StockConsumer deadLetters =
            new StockConsumer(plant.ports(), "tocsin.dead-letters").skipToEnd()) {
      OTHERS.forEach(poison::into);
      int processed = PROCESSED.stream().mapToInt(poison::into).sum();
      trial.awaitSomeMessages();
      trial.awaitProgress();
      awaitDeadLetters(deadLetters, processed);
    }
    assertThat(medianMillis(trial, poisoned))
        .as("ms that the median message takes beside poison")
        .isLessThan(before + TOLERATED_MILLIS);
    assertThat(plant.processor().output()).doesNotContain("starts again");
    beginAgain(trial, plant.processor(), () -> Program.clear(plant.folders().state("processor")));
    beginAgain(trial, plant.queryApi(), () -> Program.clear(plant.folders().view()));
    beginAgain(trial, plant.connector(), () -> {});
  }

  private static void awaitDeadLetters(StockConsumer deadLetters, int expected) {
    int seen = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (seen < expected && System.nanoTime() < deadline) {
      seen += deadLetters.poll(Duration.ofMillis(100)).size();
    }
    assertThat(seen).as("dead letters").isEqualTo(expected);
  }

  private static long medianMillis(Trial trial, long since) {
    long[] times =
        trial.ledger().sent().stream()
            .filter(sent -> sent.sentAt() >= since && sent.settledAt() > 0)
            .mapToLong(sent -> sent.settledAt() - sent.sentAt())
            .sorted()
            .toArray();
    return times[times.length / 2];
  }

  /** Whatever it keeps is gone: it reads the poison once more, and everything else. */
  private static void beginAgain(Trial trial, Machine service, Runnable forget) {
    trial.kill(service);
    forget.run();
    service.start().awaitReady();
    trial.awaitProgress();
  }
}
