package dev.tocsin.laboratory.check;

import dev.tocsin.laboratory.load.Judgement.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;

/** A record of {@code tocsin.event-rejections}: how one delivery of an input was answered. */
record Rejection(Delivery delivery, Refusal refusal) {
  static Rejection of(GenericRecord rejection) {
    return new Rejection(Delivery.of((GenericRecord) rejection.get("input")), refusal(rejection));
  }

  /** What a record says that has a code and entries. */
  static Refusal refusal(GenericRecord rejection) {
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
}
