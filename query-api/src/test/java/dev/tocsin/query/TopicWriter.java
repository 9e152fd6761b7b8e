package dev.tocsin.query;

import dev.tocsin.event.EventChange;
import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.SchemaRegistryClient;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topics;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.RegistryChange;
import java.time.Clock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what the processor would, in the order in which it is told to. */
public final class TopicWriter implements AutoCloseable {
  /** One key is one partition: only there is an order. */
  private static final String KEY = "key";

  private final Topics topics;
  private final TocsinSerdes serdes;
  private final KafkaProducer<String, byte[]> producer;

  public TopicWriter(LocalKafka broker, LocalRegistry registry) {
    KafkaSettings kafka =
        new KafkaSettings(broker.bootstrapServers(), registry.url(), null, null, null, null);
    topics = new Topics(kafka);
    serdes = new TocsinSerdes(topics, new SchemaRegistryClient(registry.url(), Clock.systemUTC()));
    producer =
        new KafkaProducer<>(
            kafka.producer("test"), new StringSerializer(), new ByteArraySerializer());
  }

  public void write(EventChange change) {
    String topic = topics.events().name();
    write(topic, serdes.events().serializer().serialize(topic, change));
  }

  public void write(RegistryChange<Entity> change) {
    String topic = topics.entities().name();
    write(topic, serdes.entities().serializer().serialize(topic, change));
  }

  private void write(String topic, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(topic, KEY, value));
  }

  @Override
  public void close() {
    producer.close();
  }
}
