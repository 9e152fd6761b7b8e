package dev.tocsin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.kafka.message.MqttInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class EventInputsTest {
  private static final int EVENTS = 1_000;

  private final List<UUID> systems = Stream.generate(UUID::randomUUID).limit(7).toList();
  // The payload behind the uuid of its system is all that matters here.
  private final Serializer<MqttInput> serializer = (topic, input) -> input.payload();
  private final EventInputs inputs = new EventInputs("input", serializer, systems, 3);

  private record Identity(String system, String model, String time) {}

  @Test
  void noTwoNewEventsAreTheSame() {
    assertThat(raised()).hasSize(EVENTS);
    assertThat(inputs.raised()).isEqualTo(EVENTS);
  }

  @Test
  void aChangeIsOfAnEventThatWasRaisedAndSaysSomethingNewOfIt() {
    Set<Identity> raised = raised();
    Set<Integer> loads = new HashSet<>();

    for (int i = 0; i < EVENTS; i++) {
      ProducerRecord<byte[], byte[]> change = inputs.change(EVENTS);
      assertThat(raised).contains(identity(change));
      loads.add(entry(change).path("metadata").path("load").asInt());
    }

    assertThat(loads).hasSize(EVENTS);
    assertThat(inputs.raised()).isEqualTo(EVENTS);
  }

  @Test
  void aChangeOfOneOfTheNewestIsOfNoOther() {
    raised();
    Identity last = identity(inputs.raise());

    for (int i = 0; i < EVENTS; i++) {
      assertThat(identity(inputs.change(1))).isEqualTo(last);
    }
  }

  private Set<Identity> raised() {
    Set<Identity> raised = new HashSet<>();
    for (int i = 0; i < EVENTS; i++) {
      raised.add(identity(inputs.raise()));
    }
    return raised;
  }

  private static Identity identity(ProducerRecord<byte[], byte[]> record) {
    JsonNode entry = entry(record);
    return new Identity(
        new String(record.key(), StandardCharsets.US_ASCII),
        entry.path("eventModelCode").asText(),
        entry.path("time").asText());
  }

  private static JsonNode entry(ProducerRecord<byte[], byte[]> record) {
    try {
      return new ObjectMapper().readTree(record.value());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
