package dev.tocsin.kafka.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RequestPropertiesTest {
  private final Headers headers = new RecordHeaders();

  @Test
  void whatIsAskedForIsReadBack() {
    RequestProperties asked =
        new RequestProperties(
            Optional.of("drivr/v1/acme/receipts/gerät-7"),
            Optional.of(ByteBuffer.wrap(new byte[] {0, -1, 7}).asReadOnlyBuffer()));
    asked.writeTo(headers);
    assertThat(RequestProperties.of(headers)).isEqualTo(asked);
  }

  @Test
  void whoAsksForNothingLeavesNoHeaders() {
    RequestProperties.NONE.writeTo(headers);
    assertThat(headers).isEmpty();
    headers.add("traceparent", "00".getBytes(UTF_8));
    assertThat(RequestProperties.of(headers)).isSameAs(RequestProperties.NONE);
  }

  @Test
  void aForeignHeaderWithoutAValueAsksForNothing() {
    headers.add("tocsin-response-topic", null);
    headers.add("tocsin-correlation-data", null);
    assertThat(RequestProperties.of(headers)).isEqualTo(RequestProperties.NONE);
  }
}
