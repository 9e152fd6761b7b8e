package dev.tocsin.laboratory.check;

import dev.tocsin.laboratory.StockConsumer.Row;
import dev.tocsin.laboratory.load.Fleet;
import dev.tocsin.laboratory.load.Input.Mark;
import dev.tocsin.laboratory.load.Judgement.Refusal;
import dev.tocsin.laboratory.load.Ledger;
import dev.tocsin.laboratory.load.Thing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;

/** Everything that the topics say of one trial's things, in the order of the topics. */
final class Observation {
  private final Set<String> things;
  private final Ledger ledger;
  private final Map<String, List<Change>> changes = new HashMap<>();
  private final Map<Mark, List<Refusal>> refusals = new HashMap<>();
  private final Map<Mark, Integer> deliveries = new HashMap<>();
  private int refused;
  private int changed;

  Observation(Fleet fleet, Ledger ledger) {
    this.things = fleet.things().stream().map(Thing::uuid).collect(Collectors.toSet());
    this.ledger = ledger;
  }

  synchronized void sawChange(Row row) {
    if (row.value() == null || !things.contains(row.text("entityUuid"))) {
      return;
    }
    Change change = Change.of(row);
    changed++;
    changes.computeIfAbsent(change.event(), key -> new ArrayList<>()).add(change);
    change.metadata().keySet().forEach(ledger::sawMarker);
  }

  synchronized void sawRefusal(Row row) {
    GenericRecord input = (GenericRecord) row.value().get("input");
    if (things.contains(String.valueOf(input.get("entityUuid")))) {
      Mark mark = mark(input);
      refused++;
      refusals.computeIfAbsent(mark, key -> new ArrayList<>()).add(refusal(row.value()));
      ledger.sawRefusal(mark);
    }
  }

  synchronized void sawDelivery(Row row) {
    if (things.contains(String.valueOf(row.value().get("entityUuid")))) {
      deliveries.merge(mark(row.value()), 1, Integer::sum);
    }
  }

  private static Mark mark(GenericRecord input) {
    ByteBuffer payload = (ByteBuffer) input.get("payload");
    return new Mark(input.get("entityUuid").toString(), payload.duplicate());
  }

  private static Refusal refusal(GenericRecord rejection) {
    SortedMap<Integer, SortedSet<String>> entries = new TreeMap<>();
    for (GenericRecord entry : records(rejection.get("entries"))) {
      SortedSet<String> faults = new TreeSet<>();
      for (GenericRecord error : records(entry.get("errors"))) {
        if (error.get("code").toString().equals("VALIDATION_ERROR")) {
          records(error.get("fields")).forEach(field -> faults.add(field.get("field").toString()));
        } else {
          faults.add(error.get("code").toString());
        }
      }
      entries.put((Integer) entry.get("index"), faults);
    }
    return new Refusal(rejection.get("code").toString(), entries);
  }

  private static List<GenericRecord> records(Object array) {
    return ((Collection<?>) array).stream().map(GenericRecord.class::cast).toList();
  }

  /** By event, what became of it. */
  synchronized Map<String, List<Change>> changes() {
    return changes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }

  synchronized List<Refusal> refusals(Mark mark) {
    return List.copyOf(refusals.getOrDefault(mark, List.of()));
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

  synchronized int changed() {
    return changed;
  }
}
