package dev.tocsin.laboratory.load;

import dev.tocsin.laboratory.Ports;
import dev.tocsin.laboratory.StockConsumer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A foreign producer that writes what is no record of Tocsin's, in every partition of a topic. */
public final class Poison implements AutoCloseable {
  private static final int NOBODYS_SCHEMA = 4_711_000;

  /** Who asks the registry anew for each such record would keep its neighbours waiting. */
  private static final int OF_NOBODYS_SCHEMA = 50;

  private final Ports ports;
  private final Random random;
  private final KafkaProducer<byte[], byte[]> producer;

  public Poison(Ports ports, Random random) {
    this.ports = ports;
    this.random = random;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", ports.kafkaAddress()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Returns how many records the topic has taken. */
  public int into(String topic) {
    List<byte[]> values = values(schemaOf(topic));
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (var partition : producer.partitionsFor(topic)) {
      for (byte[] value : values) {
        sent.add(producer.send(new ProducerRecord<>(topic, partition.partition(), key(), value)));
      }
    }
    try {
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(topic, e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return sent.size();
  }

  /** One that somebody may have, or one that nobody has. */
  private byte[] key() {
    String key = random.nextBoolean() ? Fleet.randomUuid(random) : "no uuid";
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private List<byte[]> values(int schema) {
    byte[] noise = new byte[200];
    random.nextBytes(noise);
    noise[0] |= 1; // Never the magic byte.
    List<byte[]> values =
        new ArrayList<>(Collections.nCopies(OF_NOBODYS_SCHEMA, written(NOBODYS_SCHEMA, noise)));
    Collections.addAll(
        values,
        new byte[0],
        "{\"eventModelCode\": \"en\"}".getBytes(StandardCharsets.UTF_8),
        noise,
        written(-1, noise),
        // Records that end before they have begun, and in their first text.
        written(schema, new byte[0]),
        written(schema, new byte[] {100, 'x'}));
    return values;
  }

  private static byte[] written(int schema, byte[] content) {
    return ByteBuffer.allocate(5 + content.length)
        .put((byte) 0)
        .putInt(schema)
        .put(content)
        .array();
  }

  private int schemaOf(String topic) {
    try {
      return StockConsumer.registry(ports).getLatestSchemaMetadata(topic + "-value").getId();
    } catch (IOException | RestClientException e) {
      throw new AssertionError(topic, e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
