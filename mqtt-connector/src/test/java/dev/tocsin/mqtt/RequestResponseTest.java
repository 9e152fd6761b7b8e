package dev.tocsin.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.event.Rejection;
import dev.tocsin.kafka.message.InputReceipt;
import dev.tocsin.kafka.message.RequestProperties;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What MQTT 5 lets a device ask of the answers, on its way into Kafka and back. */
@ExtendWith(OutputCaptureExtension.class)
class RequestResponseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] DATA = {0, -1, 7};

  private final Surroundings around = new Surroundings();
  private final Mqtt5BlockingClient device = Surroundings.BROKER.client();
  private final String input = around.root + "/acme/input/event/s/" + Examples.EMS + "/json";
  private final String responses = around.root + "/acme/receipts";
  private final RequestProperties asked =
      new RequestProperties(Optional.of(responses), Optional.of(ByteBuffer.wrap(DATA)));

  @AfterEach
  void close() {
    around.close();
    device.disconnect();
  }

  @ParameterizedTest
  @EnumSource(MqttQos.class)
  void what_a_device_asks_for_goes_into_kafka_beside_its_message(MqttQos qos) {
    around.connector();
    device
        .publishWith()
        .topic(input)
        .qos(qos)
        .responseTopic(responses)
        .correlationData(DATA)
        .send();
    assertThat(received(1).getFirst()).isEqualTo(asked);
  }

  @Test
  void what_may_not_be_asked_for_is_left_out_and_counted_and_the_message_goes_on(
      CapturedOutput output) {
    around.connector(Map.of("tocsin.mqtt.response-topics", "clients/+"));
    ask("clients/device-7", DATA);
    ask(around.root + "/other/receipts", new byte[1024]);
    ask(responses, new byte[1025]);
    device
        .publishWith()
        .topic(around.root + "//input/event/")
        .qos(MqttQos.AT_LEAST_ONCE)
        .responseTopic(responses)
        .send();

    assertThat(received(4))
        .extracting(
            request -> request.responseTopic().orElse(""),
            request -> request.correlationData().map(ByteBuffer::remaining).orElse(0))
        .containsExactlyInAnyOrder(
            tuple("clients/device-7", 3), tuple("", 1024), tuple(responses, 0), tuple("", 0));
    assertThat(output).contains("No receipt on " + around.root + "/other/receipts: not for");
    assertThat(around.count("tocsin.connector.unanswered", "what", "response_topic")).isEqualTo(2);
    assertThat(around.count("tocsin.connector.unanswered", "what", "correlation_data"))
        .isEqualTo(1);
  }

  @Test
  void each_answer_carries_the_data_and_the_receipt_goes_where_it_is_wanted() {
    Queue<Mqtt5Publish> seen = new ConcurrentLinkedQueue<>();
    device.toAsync().publishes(MqttGlobalPublishFilter.ALL, seen::add);
    device.subscribeWith().topicFilter(around.root + "/#").qos(MqttQos.AT_LEAST_ONCE).send();
    around.connector();
    Headers headers = new RecordHeaders();
    asked.writeTo(headers);
    String key = Examples.EMS.toString();
    around.write(
        around.topics.events(),
        key,
        around.serdes.events(),
        new EventChange(EventChangeType.CREATED, Examples.overload()),
        headers);
    around.write(
        around.topics.eventRejections(),
        key,
        around.serdes.eventRejections(),
        Examples.rejected(input, PayloadFormat.JSON, Rejection.payloadInvalid("Not JSON.")),
        headers);
    around.write(
        around.topics.inputReceipts(),
        key,
        around.serdes.inputReceipts(),
        new InputReceipt(
            "acme", PayloadFormat.JSON, List.of(Examples.overload().uuid()), Optional.empty()),
        headers);

    await().atMost(PATIENCE).until(() -> seen.size() == 4);
    assertThat(seen)
        .allSatisfy(
            answer -> assertThat(answer.getCorrelationData()).contains(ByteBuffer.wrap(DATA)));
    assertThat(seen)
        .filteredOn(answer -> answer.getTopic().toString().equals(responses))
        .singleElement()
        .extracting(answer -> new String(answer.getPayloadAsBytes(), UTF_8))
        .isEqualTo("{\"imported\":[\"" + Examples.overload().uuid() + "\"],\"errors\":{}}");
    assertThat(around.count("tocsin.connector.published", "kind", "receipt")).isEqualTo(1);
  }

  private void ask(String responseTopic, byte[] correlationData) {
    device
        .publishWith()
        .topic(input)
        .qos(MqttQos.AT_LEAST_ONCE)
        .responseTopic(responseTopic)
        .correlationData(correlationData)
        .send();
  }

  private List<RequestProperties> received(int count) {
    return around.read(around.topics.mqttInput(), around.serdes.mqttInput(), count).stream()
        .map(record -> RequestProperties.of(record.headers()))
        .toList();
  }
}
