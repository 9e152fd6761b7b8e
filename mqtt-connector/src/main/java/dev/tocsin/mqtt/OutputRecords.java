package dev.tocsin.mqtt;

import dev.tocsin.event.EventChange;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topics;
import dev.tocsin.kafka.message.EventRejection;
import dev.tocsin.kafka.message.InputReceipt;
import dev.tocsin.kafka.message.RequestProperties;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.RegistryChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;

/** The records that become MQTT messages, and how each does. */
final class OutputRecords {
  private final Map<String, Reader> readers;

  /** Makes messages of a record. */
  private interface Reader {
    List<Publication> read(ConsumerRecord<byte[], byte[]> record, RequestProperties request);
  }

  OutputRecords(Topics topics, TocsinSerdes serdes, Publications publications) {
    Function<EventChange, List<Publication>> events = publications::of;
    Function<EventRejection, List<Publication>> rejections = publications::of;
    Function<RegistryChange<EventModel>, List<Publication>> models = publications::of;
    Deserializer<InputReceipt> receipts = serdes.inputReceipts().deserializer();
    readers =
        Map.of(
            topics.events().name(), reader(serdes.events(), events),
            topics.eventRejections().name(), reader(serdes.eventRejections(), rejections),
            topics.eventModels().name(), reader(serdes.eventModels(), models),
            topics.inputReceipts().name(),
                (record, request) ->
                    publications.of(
                        receipts.deserialize(record.topic(), record.value()),
                        request.responseTopic().orElseThrow()));
  }

  /** Where they are read from. */
  Set<String> topics() {
    return readers.keySet();
  }

  /**
   * The messages that this record gives rise to; none for a tombstone, which follows a deletion
   * that has been told.
   *
   * @throws RuntimeException where it cannot be read
   */
  List<Publication> publications(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return List.of();
    }
    RequestProperties request = RequestProperties.of(record.headers());
    List<Publication> publications = readers.get(record.topic()).read(record, request);
    return request
        .correlationData()
        .map(data -> publications.stream().map(each -> each.correlatedBy(data)).toList())
        .orElse(publications);
  }

  private static <T> Reader reader(Serde<T> serde, Function<T, List<Publication>> publications) {
    Deserializer<T> deserializer = serde.deserializer();
    return (record, request) ->
        publications.apply(deserializer.deserialize(record.topic(), record.value()));
  }
}
