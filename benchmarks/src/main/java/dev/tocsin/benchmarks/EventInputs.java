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
  /**
   * What inputs do.
   *
   * @param oneNewIn how rarely one raises an event; 1 is always
   * @param amongNewest of how many events, the newest, the others change any
   */
  record Mix(int oneNewIn, long amongNewest) {}

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

  /** Changes any of the events that were raised last. */
  ProducerRecord<byte[], byte[]> change(long newest) {
    long oldest = Math.max(0, raised - newest);
    return input(random.nextLong(oldest, raised), ++changes);
  }

  /** New events, and changes of those that there are. */
  Supplier<ProducerRecord<byte[], byte[]>> mixed(Mix mix) {
    return () -> random.nextInt(mix.oneNewIn()) == 0 ? raise() : change(mix.amongNewest());
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
