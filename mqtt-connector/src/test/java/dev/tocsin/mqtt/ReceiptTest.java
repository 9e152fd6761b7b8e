package dev.tocsin.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.event.Rejection;
import dev.tocsin.kafka.message.InputReceipt;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.msgpack.jackson.dataformat.MessagePackFactory;

class ReceiptTest {
  private static final String TOPIC = "drivr/v1/company-example/receipts/device-7";

  private static final Rejection ONE_WRONG =
      Rejection.someInvalid(3, new TreeMap<>(Map.of(1, List.of(Examples.UNKNOWN_FIELD))));

  private final Publications publications = new Publications("drivr/v1", false);

  @Test
  void it_lists_the_events_and_has_the_errors_of_the_answer() {
    Publication receipt = receipt(PayloadFormat.JSON, Optional.of(ONE_WRONG));

    assertThat(receipt.topic()).isEqualTo(TOPIC);
    assertThat(receipt.retained()).isFalse();
    assertThat(receipt.payload())
        .asString(UTF_8)
        .isEqualTo(
            "{\"imported\":[\"792b6149-1daa-488f-b07a-f684503b0586\","
                + "\"6d6eb245-599e-42c6-b1a6-009805655fbd\"],"
                + "\"errors\":{\"1\":[{\"code\":\"validation_error\","
                + "\"message\":{\"eventModel\":[\"Unknown field.\"]}}]}}");
  }

  @Test
  void what_is_wrong_with_the_message_as_a_whole_is_no_entrys() {
    assertThat(
            receipt(PayloadFormat.JSON, Optional.of(Rejection.payloadInvalid("Not JSON.")))
                .payload())
        .asString(UTF_8)
        .endsWith(
            "\"errors\":{\"_schema\":[{\"code\":\"PAYLOAD_INVALID\","
                + "\"message\":\"Not JSON.\"}]}}");
  }

  @Test
  void it_is_in_the_format_of_the_message() throws IOException {
    Publication json = receipt(PayloadFormat.JSON, Optional.of(ONE_WRONG));
    Publication msgpack = receipt(PayloadFormat.MSGPACK, Optional.of(ONE_WRONG));

    JsonNode packed = new ObjectMapper(new MessagePackFactory()).readTree(msgpack.payload());
    assertThat(packed.toString()).isEqualTo(new String(json.payload(), UTF_8));
  }

  private Publication receipt(PayloadFormat format, Optional<Rejection> rejection) {
    InputReceipt receipt =
        new InputReceipt(
            "company-example", format, List.of(Examples.EMS, Examples.METER), rejection);
    return publications.of(receipt, TOPIC).getFirst();
  }
}
