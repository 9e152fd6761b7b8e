package dev.tocsin.acceptance;

import static dev.tocsin.acceptance.Device.DOMAIN;
import static dev.tocsin.acceptance.Device.systemInput;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/** What MQTT 5 lets a device ask of the answers to its input. */
@ExtendWith(SharedTocsin.class)
class RequestResponseTest {
  private static final ObjectMapper MSGPACK = new ObjectMapper(new MessagePackFactory());
  private static final String BEGIN = "2025-05-07T10:02:00Z";

  private final Console console;
  private final Device device;
  private final String receipts = DOMAIN + "receipts/" + UUID.randomUUID();
  private final ByteBuffer data = ByteBuffer.wrap(new byte[] {0, -1, 7});

  private String system;
  private Model model;
  private String events;

  RequestResponseTest(RunningTocsin tocsin) {
    this.console = tocsin.console();
    this.device = tocsin.device();
  }

  @BeforeEach
  void aSystemAndAModel() {
    system = console.createSystem();
    model = console.createModelOfSystems("RANGED", "");
    events = DOMAIN + "systems/" + system + "/events";
    device.listen(events + "/#", DOMAIN + "input/event/s/" + system + "/+/error", receipts);
  }

  @AfterEach
  void disconnect() {
    device.close();
  }

  @Test
  void theEventAndItsStateCarryTheDataAndAReceiptNamesTheEvent() {
    device.ask(systemInput(system), Json.write(entry()).getBytes(UTF_8), receipts, data);

    Message event = device.awaitBelow(events, 1);
    assertThat(event.correlationData()).contains(data);
    assertThat(device.await(event.topic() + "/state").correlationData()).contains(data);
    Message receipt = device.await(receipts);
    assertThat(receipt.text())
        .isEqualTo("{\"imported\":[\"" + event.lastLevel() + "\"],\"errors\":{}}");
    assertThat(receipt.correlationData()).contains(data);

    console.run("ackEvent(uuid: \"" + event.lastLevel() + "\")");
    assertThat(device.await(event.topic() + "/ack").correlationData()).isEmpty();
  }

  @Test
  void aBatchInMessagePackIsAnsweredInMessagePack() throws IOException {
    byte[] batch = MSGPACK.writeValueAsBytes(List.of(Map.of("eventModelCode", "en"), entry()));
    String topic = DOMAIN + "input/event/s/" + system + "/msgpack";
    device.ask(topic, batch, receipts, data);

    Message event = device.awaitBelow(events, 1);
    assertThat(device.await(topic + "/error").correlationData()).contains(data);
    assertThat(MSGPACK.readTree(device.await(receipts).payload()))
        .hasToString(
            "{\"imported\":[\""
                + event.lastLevel()
                + "\"],\"errors\":{\"0\":[{\"code\":\"event_model_does_not_exist\","
                + "\"message\":\"An event model with the code en does not exist\"}]}}");
  }

  @Test
  void whatCannotBeReadGetsAReceiptToo() {
    device.ask(systemInput(system), "{".getBytes(UTF_8), receipts, data);

    assertThat(device.await(systemInput(system) + "/error").correlationData()).contains(data);
    assertThat(device.await(receipts).json().at("/errors/_schema/0/code").asText())
        .isEqualTo("PAYLOAD_INVALID");
  }

  @Test
  void noReceiptLeavesTheDomain() {
    String foreign = "drivr/v1/another-domain/receipts";
    device.listen(foreign);
    device.ask(systemInput(system), Json.write(entry()).getBytes(UTF_8), foreign, data);
    device.ask(systemInput(system), "{".getBytes(UTF_8), receipts, data);

    Message event = device.awaitBelow(events, 1);
    device.await(event.topic() + "/state");
    device.await(systemInput(system) + "/error");
    device.await(receipts);
    assertThat(device.unawaited()).isEmpty();
  }

  private Map<String, Object> entry() {
    return Map.of("eventModelCode", model.code(), "time", BEGIN);
  }
}
