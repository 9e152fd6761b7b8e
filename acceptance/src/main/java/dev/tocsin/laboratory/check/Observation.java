package dev.tocsin.laboratory.check;

import dev.tocsin.laboratory.load.Fleet;
import dev.tocsin.laboratory.load.Input.Mark;
import dev.tocsin.laboratory.load.Judgement.Refusal;
import dev.tocsin.laboratory.load.Ledger;
import dev.tocsin.laboratory.load.Sent;
import dev.tocsin.laboratory.load.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that the topics say of one trial's things, in the order of the topics. */
final class Observation {
  private final Set<String> things;
  private final Ledger ledger;
  private final Map<String, List<Change>> changes = new HashMap<>();
  private final Map<Mark, List<Refusal>> refusals = new HashMap<>();
  private final Map<Mark, Integer> deliveries = new HashMap<>();
  private final Map<Integer, List<Receipt>> receipts = new HashMap<>();
  private int refused;
  private int changed;

  Observation(Fleet fleet, Ledger ledger) {
    this.things = fleet.things().stream().map(Thing::uuid).collect(Collectors.toSet());
    this.ledger = ledger;
  }

  synchronized void saw(Change change) {
    if (!things.contains(change.entity())) {
      return;
    }
    changed++;
    changes.computeIfAbsent(change.event(), key -> new ArrayList<>()).add(change);
    change.metadata().keySet().forEach(ledger::sawMarker);
  }

  synchronized void saw(Rejection rejection) {
    Mark mark = rejection.delivery().mark();
    if (things.contains(mark.entityUuid())) {
      refused++;
      refusals.computeIfAbsent(mark, key -> new ArrayList<>()).add(rejection.refusal());
      ledger.sawRefusal(mark);
    }
  }

  synchronized void saw(Delivery delivery) {
    if (things.contains(delivery.mark().entityUuid())) {
      deliveries.merge(delivery.mark(), 1, Integer::sum);
    }
  }

  synchronized void saw(Receipt receipt) {
    if (things.contains(receipt.entity())) {
      receipts.computeIfAbsent(receipt.number(), key -> new ArrayList<>()).add(receipt);
    }
  }

  /** By event, what became of it. */
  synchronized Map<String, List<Change>> changes() {
    return changes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }

  synchronized List<Refusal> refusals(Mark mark) {
    return List.copyOf(refusals.getOrDefault(mark, List.of()));
  }

  synchronized List<Receipt> receipts(Sent sent) {
    return List.copyOf(receipts.getOrDefault(sent.input().number(), List.of()));
  }

  /** How often the input went into Kafka. */
  synchronized int deliveries(Mark mark) {
    return deliveries.getOrDefault(mark, 0);
  }

  synchronized List<Mark> refusedMarks() {
    return List.copyOf(refusals.keySet());
  }

  synchronized int refused() {
    return refused;
  }

  synchronized int receipted() {
    return receipts.values().stream().mapToInt(List::size).sum();
  }

  synchronized int changed() {
    return changed;
  }
}
