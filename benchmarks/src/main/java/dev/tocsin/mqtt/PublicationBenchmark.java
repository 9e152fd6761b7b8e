package dev.tocsin.mqtt;

import dev.tocsin.benchmarks.Samples;
import dev.tocsin.event.EventChange;
import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.LocalSchemaRegistry;
import dev.tocsin.kafka.SchemaRegistryClient;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topics;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it costs to make a new event's record on Kafka its messages for MQTT. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PublicationBenchmark {
  private final EventChange event = Samples.created();
  private final Publications publications = new Publications("drivr/v1", false);

  private LocalSchemaRegistry registry;
  private OutputRecords records;
  private ConsumerRecord<byte[], byte[]> record;

  @Setup
  public void records() {
    registry = new LocalSchemaRegistry();
    Topics topics = new Topics(new KafkaSettings(null, null, null, null, null, null));
    TocsinSerdes serdes =
        new TocsinSerdes(topics, new SchemaRegistryClient(registry.url(), Clock.systemUTC()));
    records = new OutputRecords(topics, serdes, publications);
    String topic = topics.events().name();
    byte[] value = serdes.events().serializer().serialize(topic, Samples.created());
    record = new ConsumerRecord<>(topic, 0, 0, null, value);
  }

  @TearDown
  public void stop() {
    registry.close();
  }

  @Benchmark
  public List<Publication> messagesOfARecord() {
    return records.publications(record);
  }

  @Benchmark
  public List<Publication> messagesOfAnEvent() {
    return publications.of(event);
  }
}
