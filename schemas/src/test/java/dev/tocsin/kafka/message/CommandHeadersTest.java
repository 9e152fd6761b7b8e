package dev.tocsin.kafka.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class CommandHeadersTest {
  private static final UUID COMMAND = new UUID(1, 2);

  private final Headers headers = new RecordHeaders();

  @Test
  void commandAndGatewayAreReadBack() {
    CommandHeaders.write(headers, COMMAND, "gateway-1");
    assertThat(CommandHeaders.commandId(headers)).contains(COMMAND);
    assertThat(CommandHeaders.replyTo(headers)).contains("gateway-1");
  }

  @Test
  void otherHeadersStayWhenTheseGo() {
    headers.add("traceparent", new byte[0]);
    CommandHeaders.write(headers, COMMAND, "gateway-1");
    CommandHeaders.remove(headers);
    assertThat(CommandHeaders.commandId(headers)).isEmpty();
    assertThat(CommandHeaders.replyTo(headers)).isEmpty();
    assertThat(headers).hasSize(1);
  }

  @Test
  void aForeignIdIsNoCommand() {
    headers.add("tocsin-command-id", "?".getBytes(StandardCharsets.UTF_8));
    assertThat(CommandHeaders.commandId(headers)).isEmpty();
    headers.add("tocsin-command-id", null);
    assertThat(CommandHeaders.commandId(headers)).isEmpty();
  }
}
