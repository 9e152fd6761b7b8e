package dev.tocsin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTopicsTest {
  private final ResponseTopics topics =
      new ResponseTopics("drivr/v1", List.of("clients/+/receipts", "lab/#"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drivr/v1/acme/receipts",
        "drivr/v1/acme/receipts/device-7",
        "drivr/v1/acme/inputs",
        "clients/device-7/receipts",
        "lab/a/b"
      })
  void a_receipt_may_go_to_the_domain_and_where_the_settings_say(String topic) {
    assertThat(topics.allow("acme", topic)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drivr/v1/acme",
        "drivr/v1/other/receipts",
        "drivr/v1/acme2/receipts",
        "drivr/v1",
        "drivr/v12/acme/receipts",
        "clients/device-7/commands",
        "elsewhere",
        "$SYS/broker"
      })
  void it_may_go_to_no_other_domain_and_nowhere_else(String topic) {
    assertThat(topics.allow("acme", topic)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drivr/v1/acme/input/event/s/792b6149-1daa-488f-b07a-f684503b0586/json",
        "drivr/v1/acme/input",
        "drivr/v1/acme/systems/792b6149-1daa-488f-b07a-f684503b0586/events",
        "drivr/v1/acme/eventModels/c867ee9d-52f1-4819-9bfc-b64d6321a04b"
      })
  void it_may_not_pass_for_an_input_or_an_event(String topic) {
    assertThat(topics.allow("acme", topic)).isFalse();
    assertThat(new ResponseTopics("drivr/v1", List.of("#")).allow("acme", topic)).isFalse();
  }
}
