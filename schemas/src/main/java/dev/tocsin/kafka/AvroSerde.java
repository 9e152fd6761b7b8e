package dev.tocsin.kafka;

import dev.tocsin.avro.EventRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Values of one topic in the Confluent wire format: a zero byte, the id of the writer's schema as
 * four bytes big-endian, Avro binary. The subject is the topic's, also where a state store and its
 * changelog hold the same values.
 *
 * <p>Thread-safe.
 *
 * @param <T> what the rest of the system calls the value
 * @param <R> its Avro record
 */
final class AvroSerde<T, R extends SpecificRecord> implements Serde<T> {
  private static final byte MAGIC = 0;
  private static final int HEADER_BYTES = 1 + Integer.BYTES;

  // A schema that somebody registered may name any class: ours are the only ones that it may lead
  // to.
  static {
    String ours = EventRecord.class.getPackageName();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(ours)));
  }

  private final String subject;
  private final Schema schema;
  private final Function<T, R> toAvro;
  private final Function<R, T> fromAvro;
  private final SchemaRegistryClient registry;
  private final SpecificDatumWriter<R> writer;
  private final ConcurrentMap<Integer, DatumReader<R>> readers = new ConcurrentHashMap<>();

  /** The id of {@link #schema} under {@link #subject}; 0 until it is registered. */
  private volatile int id;

  AvroSerde(
      Topic topic,
      Schema schema,
      Function<T, R> toAvro,
      Function<R, T> fromAvro,
      SchemaRegistryClient registry) {
    this.subject = topic.name() + "-value";
    this.schema = schema;
    this.toAvro = toAvro;
    this.fromAvro = fromAvro;
    this.registry = registry;
    this.writer = new SpecificDatumWriter<>(schema);
  }

  /** Registers the schema, once; waits for the registry as long as it takes. */
  synchronized void register() {
    if (id == 0) {
      int registered = registry.register(subject, schema);
      registry.requireCompatibility(subject);
      id = registered;
    }
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> value == null ? null : serialize(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : deserialize(bytes);
  }

  private byte[] serialize(T value) {
    if (id == 0) {
      register();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    out.write(MAGIC);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      writer.write(toAvro.apply(value), encoder);
    } catch (IOException e) {
      throw new SerializationException("Memory refused bytes", e);
    }
    return out.toByteArray();
  }

  private T deserialize(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
      throw new SerializationException("Not in the Confluent wire format");
    }
    int writerId = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    DatumReader<R> reader = readers.computeIfAbsent(writerId, this::reader);
    try {
      return fromAvro.apply(
          reader.read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null)));
    } catch (IOException | RuntimeException e) {
      // Avro's decoder throws almost anything at damaged bytes; all that it reads is the record.
      throw new SerializationException("Not a value of " + schema.getFullName(), e);
    }
  }

  private DatumReader<R> reader(int writerId) {
    return new SpecificDatumReader<>(registry.schema(writerId), schema);
  }
}
