package dev.tocsin.laboratory.check;

import dev.tocsin.laboratory.Ports;
import dev.tocsin.laboratory.StockConsumer;
import dev.tocsin.laboratory.StockConsumer.Row;
import dev.tocsin.laboratory.load.Fuzz.Damaged;
import dev.tocsin.laboratory.load.Fuzz.Trace;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;

/**
 * What becomes of damaged inputs: each goes into Kafka once and is rejected once if nothing in it
 * can be right, and none of them ends as a dead letter.
 */
public final class Aftermath implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String INPUTS = "tocsin.mqtt.input";
  private static final String REJECTIONS = "tocsin.event-rejections";
  private static final String DEAD_LETTERS = "tocsin.dead-letters";

  private final StockConsumer consumer;
  private final Map<Trace, Count> counts = new HashMap<>();

  /** How often an input was sent, stands in Kafka, and was rejected. */
  private static final class Count {
    private int sent;
    private int mustBeRejected;
    private int delivered;
    private int rejected;

    private boolean isComplete() {
      return delivered >= sent && rejected >= mustBeRejected;
    }

    private boolean isExceeded() {
      return delivered > sent || rejected > sent;
    }

    @Override
    public String toString() {
      return "sent %d, in Kafka %d, rejected %d (at least %d)"
          .formatted(sent, delivered, rejected, mustBeRejected);
    }
  }

  /** Begins to look. */
  public Aftermath(Ports ports) {
    consumer = new StockConsumer(ports, INPUTS, REJECTIONS, DEAD_LETTERS).skipToEnd();
  }

  /** Returns once all of these have come to what they must. */
  public void await(List<Damaged> inputs) {
    counts.values().removeIf(Count::isComplete);
    for (Damaged input : inputs) {
      if (!input.isAnswer()) {
        Count count = counts.computeIfAbsent(input.trace(), key -> new Count());
        count.sent++;
        count.mustBeRejected += input.isWrong() ? 1 : 0;
      }
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!counts.values().stream().allMatch(Count::isComplete)) {
      consumer.poll(Duration.ofMillis(100)).forEach(this::note);
      if (System.nanoTime() > deadline) {
        throw failure(
            counts.entrySet().stream().filter(each -> !each.getValue().isComplete()).toList());
      }
    }
    var exceeded = counts.entrySet().stream().filter(each -> each.getValue().isExceeded()).toList();
    if (!exceeded.isEmpty()) {
      throw failure(exceeded);
    }
  }

  private static AssertionError failure(List<Map.Entry<Trace, Count>> wrong) {
    return new AssertionError(
        wrong.size()
            + " inputs came to something else: "
            + wrong.subList(0, Math.min(5, wrong.size())));
  }

  private void note(Row row) {
    switch (row.topic()) {
      case INPUTS -> find(row.value()).delivered++;
      case REJECTIONS -> find((GenericRecord) row.value().get("input")).rejected++;
      default -> throw new AssertionError("a dead letter: " + row.key());
    }
  }

  private Count find(GenericRecord input) {
    ByteBuffer payload = (ByteBuffer) input.get("payload");
    Trace trace = payload == null ? null : new Trace(input.get("topic").toString(), payload);
    return counts.getOrDefault(trace, new Count());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
