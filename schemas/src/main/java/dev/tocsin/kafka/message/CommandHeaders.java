package dev.tocsin.kafka.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The record headers that lead from a command to its answers: which command, and which gateway
 * awaits them. They stay on the records that a command gives rise to until the last partition has
 * answered.
 */
public final class CommandHeaders {
  private static final String COMMAND_ID = "tocsin-command-id";
  private static final String REPLY_TO = "tocsin-reply-to";

  private CommandHeaders() {}

  /** Marks a command and its gateway, which any text without meaning to others identifies. */
  public static void write(Headers headers, UUID commandId, String replyTo) {
    headers.add(COMMAND_ID, commandId.toString().getBytes(StandardCharsets.UTF_8));
    headers.add(REPLY_TO, replyTo.getBytes(StandardCharsets.UTF_8));
  }

  public static void remove(Headers headers) {
    headers.remove(COMMAND_ID);
    headers.remove(REPLY_TO);
  }

  /**
   * The command that the record stems from; empty where it stems from none, or from none of ours.
   */
  public static Optional<UUID> commandId(Headers headers) {
    try {
      return text(headers, COMMAND_ID).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The gateway that awaits the answer. */
  public static Optional<String> replyTo(Headers headers) {
    return text(headers, REPLY_TO);
  }

  private static Optional<String> text(Headers headers, String name) {
    return Optional.ofNullable(headers.lastHeader(name))
        .map(Header::value)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
