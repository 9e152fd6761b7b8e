package dev.tocsin.query.command;

import static org.awaitility.Awaitility.await;

import dev.tocsin.event.EventChange;
import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.SchemaRegistryClient;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topics;
import dev.tocsin.kafka.message.CommandHeaders;
import dev.tocsin.kafka.message.CommandReply;
import dev.tocsin.kafka.message.CommandReply.Outcome;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.RegistryChange;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Stands at the processor's end of the topics, and answers commands as a test tells it to. */
final class StandInProcessor implements AutoCloseable {
  private final Topics topics;
  private final TocsinSerdes serdes;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Queue<ConsumerRecord<String, byte[]>> commands = new ArrayDeque<>();

  /** Takes the commands that are sent from now on to topics that are there. */
  StandInProcessor(KafkaSettings kafka) {
    topics = new Topics(kafka);
    serdes =
        new TocsinSerdes(
            topics, new SchemaRegistryClient(kafka.schemaRegistryUrl(), Clock.systemUTC()));
    serdes.register();
    producer =
        new KafkaProducer<>(
            kafka.producer("test"), new StringSerializer(), new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            kafka.consumer("test"), new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(topics.registryCommands().name(), topics.eventCommands().name())) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  ConsumerRecord<String, byte[]> nextCommand() {
    ConsumerRecord<String, byte[]> known = commands.poll();
    return known != null ? known : awaitCommand();
  }

  private ConsumerRecord<String, byte[]> awaitCommand() {
    return await()
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(50)).forEach(commands::add);
              return commands.poll();
            },
            command -> command != null);
  }

  void answer(ConsumerRecord<String, byte[]> command, Outcome outcome) {
    UUID id = CommandHeaders.commandId(command.headers()).orElseThrow();
    String topic = topics.commandReplies().name();
    byte[] reply =
        serdes
            .commandReplies()
            .serializer()
            .serialize(topic, new CommandReply(id, "company-example", outcome));
    var unused =
        producer.send(new ProducerRecord<>(topic, null, command.key(), reply, command.headers()));
  }

  /** Tells of what became of an event. */
  void tell(EventChange change) {
    String topic = topics.events().name();
    send(topic, change.event().uuid(), serdes.events().serializer().serialize(topic, change));
  }

  /** Tells of what became of a system or component. */
  void tell(RegistryChange<Entity> change) {
    String topic = topics.entities().name();
    send(topic, change.object().uuid(), serdes.entities().serializer().serialize(topic, change));
  }

  @Override
  public void close() {
    consumer.close();
    producer.close(Duration.ZERO);
  }

  private void send(String topic, UUID key, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(topic, key.toString(), value));
    producer.flush();
  }
}
