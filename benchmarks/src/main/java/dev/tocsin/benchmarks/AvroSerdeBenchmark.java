package dev.tocsin.benchmarks;

import dev.tocsin.event.EventChange;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.LocalSchemaRegistry;
import dev.tocsin.kafka.SchemaRegistryClient;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topics;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.registry.ChangeType;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.RegistryChange;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serde;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What an event, an input and an entity cost on their way into and out of Kafka and the stores. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AvroSerdeBenchmark {
  private final EventChange event = Samples.created();
  private final MqttInput input =
      Samples.input(
          Samples.SYSTEM, PayloadFormat.JSON, Samples.payload(PayloadFormat.JSON, Samples.NOW));
  private final RegistryChange<Entity> entity =
      new RegistryChange<>(ChangeType.CREATED, Samples.system(), null);

  private LocalSchemaRegistry registry;
  private Serde<EventChange> events;
  private Serde<MqttInput> inputs;
  private Serde<RegistryChange<Entity>> entities;
  private byte[] eventBytes;
  private byte[] inputBytes;
  private byte[] entityBytes;

  @Setup
  public void serdes() {
    registry = new LocalSchemaRegistry();
    TocsinSerdes serdes =
        new TocsinSerdes(
            new Topics(new KafkaSettings(null, null, null, null, null, null)),
            new SchemaRegistryClient(registry.url(), Clock.systemUTC()));
    events = serdes.events();
    inputs = serdes.mqttInput();
    entities = serdes.entities();
    eventBytes = writeAnEvent();
    inputBytes = writeAnInput();
    entityBytes = entities.serializer().serialize(null, entity);
  }

  @TearDown
  public void stop() {
    registry.close();
  }

  @Benchmark
  public byte[] writeAnEvent() {
    return events.serializer().serialize(null, event);
  }

  @Benchmark
  public EventChange readAnEvent() {
    return events.deserializer().deserialize(null, eventBytes);
  }

  @Benchmark
  public byte[] writeAnInput() {
    return inputs.serializer().serialize(null, input);
  }

  @Benchmark
  public MqttInput readAnInput() {
    return inputs.deserializer().deserialize(null, inputBytes);
  }

  @Benchmark
  public RegistryChange<Entity> readAnEntity() {
    return entities.deserializer().deserialize(null, entityBytes);
  }
}
