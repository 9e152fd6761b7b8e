package dev.tocsin.benchmarks;

import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topics;
import dev.tocsin.kafka.message.CommandHeaders;
import dev.tocsin.kafka.message.CommandReply;
import dev.tocsin.kafka.message.RegistryCommandMessage;
import dev.tocsin.metadata.MetadataPatch;
import dev.tocsin.registry.Change;
import dev.tocsin.registry.Draft;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.RegistryCommand;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.serialization.UUIDDeserializer;

/** Makes a fleet known to a running processor: event models and systems. */
final class Registration {
  private static final Duration POLL = Duration.ofMillis(100);

  private Registration() {}

  /** Returns once an input of every system would be taken. */
  static List<UUID> register(
      KafkaSettings kafka, Topics topics, TocsinSerdes serdes, int models, int systems) {
    List<UUID> uuids = Stream.generate(UUID::randomUUID).limit(systems).toList();
    String replies = topics.commandReplies().name();
    try (var producer =
            new KafkaProducer<>(
                kafka.producer("registration"),
                new StringSerializer(),
                serdes.registryCommands().serializer());
        var consumer =
            new KafkaConsumer<>(
                kafka.consumer("registration"),
                new UUIDDeserializer(),
                serdes.commandReplies().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(replies).stream()
              .map(partition -> new TopicPartition(replies, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);

      for (int number = 0; number < models; number++) {
        producer.send(record(topics, model(number)));
      }
      uuids.forEach(uuid -> producer.send(record(topics, system(uuid))));
      // A model is in force once every partition says so, a system once its own does.
      int awaited = models * kafka.partitions() + systems;
      while (awaited > 0) {
        for (ConsumerRecord<UUID, CommandReply> reply : consumer.poll(POLL)) {
          if (reply.value().outcome() instanceof CommandReply.InForce) {
            awaited--;
          }
        }
      }
    }
    return uuids;
  }

  private static RegistryCommand model(int number) {
    EventModel model = Samples.model(UUID.randomUUID(), Samples.modelCode(number));
    return new RegistryCommand.Create(
        model.uuid(),
        new Draft.OfEventModel(
            model.entityType(),
            Change.to(model.code()),
            Change.to(model.eventType()),
            Change.to(model.eventLevel()),
            Change.keep(),
            Change.to(model.message()),
            Change.keep(),
            MetadataPatch.NONE));
  }

  private static RegistryCommand system(UUID uuid) {
    String code = "system-" + uuid;
    return new RegistryCommand.Create(
        uuid,
        new Draft.OfSystem(
            Change.to(code),
            Change.to(code),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            MetadataPatch.NONE));
  }

  private static ProducerRecord<String, RegistryCommandMessage> record(
      Topics topics, RegistryCommand command) {
    UUID id = UUID.randomUUID();
    RecordHeaders headers = new RecordHeaders();
    CommandHeaders.write(headers, id, "benchmark");
    return new ProducerRecord<>(
        topics.registryCommands().name(),
        null,
        Samples.SLUG,
        new RegistryCommandMessage(id, Samples.SLUG, command),
        headers);
  }
}
