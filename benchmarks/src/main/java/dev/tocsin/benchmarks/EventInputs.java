package dev.tocsin.benchmarks;

import dev.tocsin.event.PayloadFormat;
import dev.tocsin.kafka.message.MqttInput;
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
  private final String topic;
  private final Serializer<MqttInput> serializer;
  private final List<UUID> systems;
  private final int models;
  private final Random random = new Random(1);
  private long raised;
  private int changes;

  EventInputs(String topic, Serializer<MqttInput> serializer, List<UUID> systems, int models) {
    this.topic = topic;
    this.serializer = serializer;
    this.systems = systems;
    this.models = models;
  }

  /** How many events there are. */
  long raised() {
    return raised;
  }

  /** Raises a new event. */
  ProducerRecord<byte[], byte[]> raise() {
    return input(raised++, 0);
  }

  /** Changes an event that was raised at any time before. */
  ProducerRecord<byte[], byte[]> change() {
    return input(random.nextLong(raised), ++changes);
  }

  /** New events only every so often, changes of old ones otherwise. */
  Supplier<ProducerRecord<byte[], byte[]>> oneNewIn(int inputs) {
    return () -> random.nextInt(inputs) == 0 ? raise() : change();
  }

  private ProducerRecord<byte[], byte[]> input(long number, int change) {
    UUID system = systems.get((int) (number % systems.size()));
    Instant time = Samples.NOW.plusNanos(number * 1000);
    byte[] payload =
        Samples.payload(
            PayloadFormat.JSON, time, Samples.modelCode((int) (number % models)), change);
    byte[] input = serializer.serialize(topic, Samples.input(system, PayloadFormat.JSON, payload));
    return new ProducerRecord<>(
        topic, system.toString().getBytes(StandardCharsets.US_ASCII), input);
  }
}
