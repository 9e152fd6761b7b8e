package dev.tocsin.laboratory.check;

import static org.awaitility.Awaitility.await;

import dev.tocsin.laboratory.GraphQl;
import dev.tocsin.laboratory.load.Fleet;
import dev.tocsin.laboratory.load.Ledger;
import dev.tocsin.laboratory.load.Reference;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Compares what was sent with what stands in the topics, in the read model and in the reference.
 */
public final class Checker {
  private final Fleet fleet;
  private final Ledger ledger;
  private final Reference reference;
  private final Witness witness;
  private final Observation observation;

  public Checker(Fleet fleet, Ledger ledger, Reference reference, Witness witness) {
    this.fleet = fleet;
    this.ledger = ledger;
    this.reference = reference;
    this.witness = witness;
    this.observation = witness.observe(fleet, ledger);
  }

  /** Whether all that must have its effect has been seen to. */
  public boolean isSettled() {
    return ledger.unsettled().isEmpty();
  }

  /**
   * What is not as it must be, once everything has come to rest or the patience is at its end.
   *
   * @param givenAgain whether the faults give the MQTT broker a reason to send again
   */
  public Findings check(GraphQl graphQl, boolean givenAgain, Duration patience) {
    Findings findings = new Findings();
    InputCheck inputs = new InputCheck(ledger, reference, observation, givenAgain, findings);
    ReceiptCheck receipts = new ReceiptCheck(ledger, observation, inputs, findings);
    EventCheck events = new EventCheck(ledger, reference, observation, inputs, findings);
    waitFor(patience, this::isSettled);
    witness.catchUp(patience);
    waitFor(patience, () -> events.isAllHeard() && receipts.isAllHeard());
    inputs.check();
    receipts.check();
    events.check();
    checkView(graphQl, patience, findings);
    return findings;
  }

  private void checkView(GraphQl graphQl, Duration patience, Findings findings) {
    ViewCheck view = view(graphQl);
    AtomicReference<String> difference = new AtomicReference<>("");
    waitFor(
        patience,
        () -> {
          difference.set(view.difference());
          return difference.get().isEmpty();
        });
    if (!difference.get().isEmpty()) {
      findings.wrong(difference.get());
    }
  }

  private ViewCheck view(GraphQl graphQl) {
    return new ViewCheck(graphQl, fleet.known(), observation);
  }

  /** Judges what retention does to the trial's events from now on. */
  public ExpiryCheck expiry(GraphQl graphQl) {
    return new ExpiryCheck(observation, view(graphQl));
  }

  /** Returns early where it holds; where it does not in time, the findings tell. */
  private static void waitFor(Duration patience, Callable<Boolean> condition) {
    try {
      await().atMost(patience).pollInterval(Duration.ofMillis(100)).until(condition);
    } catch (ConditionTimeoutException e) {
      // What has not come is what is found.
    }
  }

  /** The trial's figures. */
  public Figures figures() {
    int redelivered = 0;
    int lostByBroker = 0;
    int acknowledged = 0;
    for (var sent : ledger.sent()) {
      int deliveries = observation.deliveries(sent.input().mark());
      redelivered += Math.max(0, deliveries - sent.sends());
      acknowledged += sent.acks();
      if (ledger.isInLossWindow(sent) && deliveries == 0) {
        lostByBroker++;
      }
    }
    return new Figures(
        acknowledged,
        ledger.commands().size(),
        observation.changed(),
        observation.refused(),
        observation.receipted(),
        redelivered,
        lostByBroker);
  }

  /**
   * How much a trial was.
   *
   * @param messages that the broker acknowledged
   * @param redelivered how often an input went into Kafka once more, because the broker gave it
   *     again
   * @param lostByBroker what the MQTT broker confirmed shortly before it was killed, and lost
   */
  public record Figures(
      int messages,
      int commands,
      int changes,
      int rejections,
      int receipts,
      int redelivered,
      int lostByBroker) {}
}
