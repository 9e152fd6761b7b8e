package dev.tocsin.benchmarks;

import dev.tocsin.event.PayloadFormat;
import dev.tocsin.kafka.message.MqttInput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Inputs of many systems, one after the other, about events of many models. Which event has which
 * number is computed, so any that was raised can be changed without remembering it.
 */
final class EventInputs {
  /**
   * What inputs do.
   *
   * @param oneNewIn how rarely one raises an event; 1 is always
   * @param amongNewest of how many events, the newest, the others change any
   */
  record Mix(int oneNewIn, long amongNewest) {}

  private final Form form;
  private final Random random = new Random(1);
  private long raised;
  private int changes;

  /** What a record about the event of a number looks like. */
  private interface Form {
    ProducerRecord<byte[], byte[]> input(long number, int change);
  }

  private EventInputs(Form form) {
    this.form = form;
  }

  /** What devices send. */
  EventInputs(String topic, Serializer<MqttInput> serializer, List<UUID> systems, int models) {
    this(
        (number, change) -> {
          UUID system = systems.get((int) (number % systems.size()));
          Instant time = Samples.NOW.plusNanos(number * 1000);
          byte[] payload =
              Samples.payload(
                  PayloadFormat.JSON, time, Samples.modelCode((int) (number % models)), change);
          byte[] input =
              serializer.serialize(topic, Samples.input(system, PayloadFormat.JSON, payload));
          return new ProducerRecord<>(
              topic, system.toString().getBytes(StandardCharsets.US_ASCII), input);
        });
  }

  /** The same keys with values of that size, for a bare topology. */
  static EventInputs bare(String topic, int partitions, int systems, int valueBytes) {
    byte[] value = new byte[valueBytes];
    return new EventInputs(
        (number, change) -> {
          long system = number % systems;
          ByteBuffer entity = ByteBuffer.allocate(16).putLong(system).putLong(system).flip();
          // All events of an entity are in its partition, as the processor's are.
          return new ProducerRecord<>(
              topic, (int) (system % partitions), BareTopology.key(entity, number), value);
        });
  }

  /** How many events there are. */
  long raised() {
    return raised;
  }

  /** Raises a new event. */
  ProducerRecord<byte[], byte[]> raise() {
    return form.input(raised++, 0);
  }

  /** Changes any of the events that were raised last. */
  ProducerRecord<byte[], byte[]> change(long newest) {
    long oldest = Math.max(0, raised - newest);
    return form.input(random.nextLong(oldest, raised), ++changes);
  }

  /** New events, and changes of those that there are. */
  Supplier<ProducerRecord<byte[], byte[]>> mixed(Mix mix) {
    return () -> random.nextInt(mix.oneNewIn()) == 0 ? raise() : change(mix.amongNewest());
  }
}
