package dev.tocsin.laboratory.check;

import static org.awaitility.Awaitility.await;

import dev.tocsin.laboratory.Ports;
import dev.tocsin.laboratory.StockConsumer;
import dev.tocsin.laboratory.StockConsumer.Row;
import dev.tocsin.laboratory.load.Fleet;
import dev.tocsin.laboratory.load.Ledger;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads the topics all the time, committed records only, as a stock consumer, and notes what
 * concerns the trial that is on.
 */
public final class Witness implements AutoCloseable {
  private static final String INPUTS = "tocsin.mqtt.input";
  private static final String EVENTS = "tocsin.events";
  private static final String REJECTIONS = "tocsin.event-rejections";
  private static final String RECEIPTS = "tocsin.input-receipts";

  private static final Map<String, String> RECORDS =
      Map.of(
          INPUTS, "MqttInputRecord",
          EVENTS, "EventRecord",
          REJECTIONS, "EventRejectionRecord",
          RECEIPTS, "InputReceiptRecord");

  private final StockConsumer consumer;
  private final Thread thread;
  private final AtomicInteger laps = new AtomicInteger();
  private volatile Observation observation;
  private volatile boolean closing;

  public Witness(Ports ports) {
    consumer = new StockConsumer(ports, INPUTS, EVENTS, REJECTIONS, RECEIPTS);
    thread = Thread.ofPlatform().name("witness").start(this::run);
  }

  /** Notes what concerns these things from now on, and nothing else. */
  Observation observe(Fleet fleet, Ledger ledger) {
    observation = new Observation(fleet, ledger);
    return observation;
  }

  /** Returns once everything has been read that was committed when this was called. */
  void catchUp(Duration limit) {
    int now = laps.get();
    await("the witness has read everything").atMost(limit).until(() -> laps.get() > now + 1);
  }

  private void run() {
    while (!closing) {
      for (Row row : consumer.poll(Duration.ofMillis(50))) {
        note(row);
      }
      if (consumer.isAtEnd()) {
        laps.incrementAndGet();
      }
    }
    consumer.close();
  }

  private void note(Row row) {
    Observation current = observation;
    if (current != null && row.value() != null && isOfItsTopic(row)) {
      switch (row.topic()) {
        case INPUTS -> current.saw(Delivery.of(row.value()));
        case EVENTS -> current.saw(Change.of(row));
        case RECEIPTS -> current.saw(Receipt.of(row));
        default -> current.saw(Rejection.of(row.value()));
      }
    }
  }

  /** What can be read may still be poison. */
  private static boolean isOfItsTopic(Row row) {
    return row.value().getSchema().getName().equals(RECORDS.get(row.topic()));
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
