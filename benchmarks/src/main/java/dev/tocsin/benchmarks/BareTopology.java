package dev.tocsin.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The floor of the processor: for each record one get and one put in a persistent store and one
 * record out, of the sizes that an event has, and nothing else. A record's key is its event's, or
 * its entity's: then its event is a new one.
 */
final class BareTopology {
  /** Of an event: its entity's uuid and its own. */
  static final int KEY_BYTES = 32;

  private static final String STORE = "bare";

  private BareTopology() {}

  static KafkaStreams start(String input, String output, byte[] event, Properties config)
      throws InterruptedException {
    Topology graph = new Topology();
    graph.addSource(
        "in", Serdes.ByteArray().deserializer(), Serdes.ByteArray().deserializer(), input);
    graph.addProcessor("get-and-put", new GetAndPut(event), "in");
    graph.addSink(
        "out",
        output,
        Serdes.ByteArray().serializer(),
        Serdes.ByteArray().serializer(),
        "get-and-put");
    KafkaStreams streams = new KafkaStreams(graph, config);
    streams.start();
    while (streams.state() != KafkaStreams.State.RUNNING) {
      Thread.sleep(50);
    }
    return streams;
  }

  /** The key of the entity's event of this number, which looks random. */
  static byte[] key(ByteBuffer entity, long number) {
    return ByteBuffer.allocate(KEY_BYTES)
        .putLong(entity.getLong())
        .putLong(entity.getLong())
        .putLong(number * 0x9e3779b97f4a7c15L)
        .putLong(number * 0xc2b2ae3d27d4eb4fL)
        .array();
  }

  private record GetAndPut(byte[] event)
      implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
      return new Worker(event);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          Stores.keyValueStoreBuilder(
              Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray()));
    }
  }

  private static final class Worker implements Processor<byte[], byte[], byte[], byte[]> {
    private final byte[] event;
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<Bytes, byte[]> store;

    private Worker(byte[] event) {
      this.event = event;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
      context = processorContext;
      store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      boolean isNew = record.key().length != KEY_BYTES;
      byte[] bytes = isNew ? newKey(record.key()) : record.key();
      Bytes key = Bytes.wrap(bytes);
      if (store.get(key) != null && isNew) {
        throw new IllegalStateException("no record comes twice");
      }
      store.put(key, event);
      ByteBuffer own = ByteBuffer.wrap(bytes, KEY_BYTES / 2, KEY_BYTES / 2);
      String uuid = new UUID(own.getLong(), own.getLong()).toString();
      context.forward(record.withKey(uuid.getBytes(StandardCharsets.US_ASCII)).withValue(event));
    }

    private byte[] newKey(byte[] entity) {
      RecordMetadata source = context.recordMetadata().orElseThrow();
      return key(ByteBuffer.wrap(entity), source.offset() * 1000 + source.partition());
    }
  }
}
