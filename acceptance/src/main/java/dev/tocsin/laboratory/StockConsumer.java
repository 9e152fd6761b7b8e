package dev.tocsin.laboratory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * A consumer that knows nothing of Tocsin: it reads a topic from its beginning, committed records
 * only, with Confluent's own classes.
 */
public final class StockConsumer implements AutoCloseable {
  /** A record with its value read; null for a tombstone, and for what is no record of ours. */
  public record Row(String topic, String key, GenericRecord value, Headers headers) {
    public String text(String field) {
      Object content = value.get(field);
      return content == null ? null : content.toString();
    }
  }

  /** It outlives a broker that is held or cut off for minutes. */
  private static final int LONGEST_ABSENCE_MILLIS = 600_000;

  private final KafkaConsumer<String, byte[]> consumer;
  private final ConfluentSchemaRegistryCoder coder;
  private final List<Row> rows = new ArrayList<>();
  private final Set<Integer> unknown = new HashSet<>();

  public StockConsumer(Ports ports, String... topics) {
    coder = new ConfluentSchemaRegistryCoder(registry(ports));
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                ports.kafkaAddress(),
                "isolation.level",
                "read_committed",
                "fetch.max.wait.ms",
                50,
                "default.api.timeout.ms",
                LONGEST_ABSENCE_MILLIS),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Stream.of(topics)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Leaves out what has been committed so far. */
  public StockConsumer skipToEnd() {
    consumer.seekToEnd(consumer.assignment());
    consumer.assignment().forEach(consumer::position);
    return this;
  }

  public static CachedSchemaRegistryClient registry(Ports ports) {
    return new CachedSchemaRegistryClient(ports.registryUrl(), 100);
  }

  /** The rows with this key, once there are so many. */
  public List<Row> await(String key, int count) {
    return Awaitility.await("%d rows with the key %s".formatted(count, key))
        .atMost(Duration.ofSeconds(20))
        .until(() -> read(key), found -> found.size() >= count);
  }

  private List<Row> read(String key) {
    rows.addAll(poll(Duration.ofMillis(100)));
    return rows.stream().filter(row -> key.equals(row.key())).toList();
  }

  /** The next rows, of all topics; none where none come in time. */
  public List<Row> poll(Duration patience) {
    List<Row> next = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
      next.add(row(record));
    }
    return next;
  }

  /** Whether everything has been read that is committed now. */
  public boolean isAtEnd() {
    return consumer.endOffsets(consumer.assignment()).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private Row row(ConsumerRecord<String, byte[]> record) {
    try {
      return new Row(record.topic(), record.key(), value(record.value()), record.headers());
    } catch (RuntimeException e) {
      return new Row(record.topic(), record.key(), null, record.headers());
    }
  }

  private GenericRecord value(byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    try (InputStream in = new ByteArrayInputStream(bytes)) {
      Schema schema = schema(bytes, in);
      return new GenericDatumReader<GenericRecord>(schema)
          .read(null, DecoderFactory.get().directBinaryDecoder(in, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Confluent's client asks for an id that nobody knows once more for each record. */
  private Schema schema(byte[] bytes, InputStream in) throws IOException {
    int id = bytes.length < 5 ? 0 : ByteBuffer.wrap(bytes, 1, 4).getInt();
    if (unknown.contains(id)) {
      throw new IOException("nobody knows the schema " + id);
    }
    try {
      return coder.readSchema(in);
    } catch (IOException e) {
      if (e.getCause() instanceof RestClientException answer && answer.getStatus() == 404) {
        unknown.add(id);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
