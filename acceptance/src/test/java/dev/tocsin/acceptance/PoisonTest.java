package dev.tocsin.acceptance;

import static dev.tocsin.acceptance.Device.DOMAIN;
import static dev.tocsin.acceptance.Device.systemInput;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records on our topics that nobody of ours has written: their neighbours never notice. */
@ExtendWith(SharedTocsin.class)
class PoisonTest {
  private static final int PARTITIONS = 6;

  private final RunningTocsin tocsin;
  private final Console console;

  PoisonTest(RunningTocsin tocsin) {
    this.tocsin = tocsin;
    this.console = tocsin.console();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tocsin.mqtt.input",
        "tocsin.event.commands",
        "tocsin.registry.commands",
        "tocsin.command-replies"
      })
  void poisonInEveryPartitionStopsNobody(String topic) throws Exception {
    List<String> systems = List.of(system(), system(), system(), system(), system(), system());
    Model model = console.createModelOfSystems("RANGED", "");
    produce(topic);
    try (Device device = tocsin.device().listen(DOMAIN + "systems/#")) {
      for (String system : systems) {
        device.send(systemInput(system), Map.of("eventModelCode", model.code()));
        String uuid = device.awaitBelow(DOMAIN + "systems/" + system + "/events", 1).lastLevel();
        console.run("ackEvent(uuid: \"" + uuid + "\")");
      }
    }
    console.create("updateSystem(uuid: \"%s\", name: \"Alive\")".formatted(systems.getFirst()));
    assertThat(
            tocsin.graphQl().query("system(uuid: \"%s\") { name }".formatted(systems.getFirst())))
        .hasToString("{\"name\":\"Alive\"}");
  }

  private void produce(String topic) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", tocsin.ports().kafkaAddress()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        for (byte[] value : poison()) {
          byte[] key = "no uuid".getBytes(UTF_8);
          sent.add(producer.send(new ProducerRecord<>(topic, partition, key, value)));
          sent.add(producer.send(new ProducerRecord<>(topic, partition, null, value)));
        }
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }

  private static List<byte[]> poison() {
    byte[] noise = new byte[200];
    new Random(7).nextBytes(noise);
    List<byte[]> values = new ArrayList<>();
    values.add(null);
    values.add(new byte[0]);
    values.add("{\"eventModelCode\": \"en\"}".getBytes(UTF_8));
    values.add(noise);
    // Wire format with ids that no registry knows, and with one that it does, but of what?
    for (int id : new int[] {4_711_000, 0, -1, Integer.MIN_VALUE, 1, 2, 3}) {
      values.add(ByteBuffer.allocate(205).put((byte) 0).putInt(id).put(noise).array());
      values.add(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    }
    return values;
  }

  private String system() {
    return console.createSystem();
  }
}
