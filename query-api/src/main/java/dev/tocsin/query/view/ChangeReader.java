package dev.tocsin.query.view;

import dev.tocsin.event.EventChange;
import dev.tocsin.kafka.OncePerMinute;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topics;
import dev.tocsin.registry.RegistryChange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes changes of the records of the topics that the view is built from. */
final class ChangeReader {
  private static final Logger log = LoggerFactory.getLogger(ChangeReader.class);

  private final String events;
  private final Deserializer<EventChange> eventReader;
  private final Map<String, Deserializer<? extends RegistryChange<?>>> registryReaders;
  private final Counter poison;
  private final OncePerMinute skipping;

  ChangeReader(Topics topics, TocsinSerdes serdes, MeterRegistry metrics, Clock clock) {
    events = topics.events().name();
    eventReader = serdes.events().deserializer();
    registryReaders =
        Map.of(
            topics.entities().name(), serdes.entities().deserializer(),
            topics.eventModels().name(), serdes.eventModels().deserializer(),
            topics.componentModels().name(), serdes.componentModels().deserializer(),
            topics.eventModelLinks().name(), serdes.eventModelLinks().deserializer());
    poison =
        Counter.builder("tocsin.query.projection.poison")
            .description("Records that could not be read and were skipped")
            .register(metrics);
    skipping = new OncePerMinute(clock);
  }

  List<String> topics() {
    return Stream.concat(Stream.of(events), registryReaders.keySet().stream()).toList();
  }

  /**
   * Adds what the record says. A tombstone says nothing that its DELETED did not say before; what
   * cannot be read is counted and left out.
   */
  void read(ConsumerRecord<String, byte[]> record, Changes changes) {
    if (record.value() == null) {
      return;
    }
    try {
      if (record.topic().equals(events)) {
        changes.add(eventReader.deserialize(record.topic(), record.value()));
      } else {
        changes.add(
            registryReaders.get(record.topic()).deserialize(record.topic(), record.value()));
      }
    } catch (SerializationException e) {
      poison.increment();
      skipping.sayHowMany(
          others ->
              log.warn(
                  "Skipped what cannot be read at {}-{}, offset {}, after {} others: {}",
                  record.topic(),
                  record.partition(),
                  record.offset(),
                  others,
                  e.getMessage()));
    }
  }
}
