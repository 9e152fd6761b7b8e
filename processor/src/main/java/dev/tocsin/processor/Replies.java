package dev.tocsin.processor;

import dev.tocsin.kafka.message.CommandHeaders;
import dev.tocsin.kafka.message.CommandReply;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards replies to the gateways that await them. */
final class Replies {
  private final ProcessorContext<Object, Object> context;
  private final String sink;

  Replies(ProcessorContext<Object, Object> context, String sink) {
    this.context = context;
    this.sink = sink;
  }

  /** Answers the record's command; a command without a gateway is not answered. */
  void send(Record<?, ?> cause, CommandReply reply) {
    CommandHeaders.replyTo(cause.headers())
        .ifPresent(
            replyTo -> {
              Headers headers = OnwardHeaders.of(cause.headers());
              CommandHeaders.write(headers, reply.commandId(), replyTo);
              context.forward(
                  new Record<>(reply.commandId(), reply, cause.timestamp(), headers), sink);
            });
  }

  /**
   * Says that what the record's command changed is in force in this task, where it stems from a
   * command.
   */
  void inForce(Record<?, ?> cause, String slug) {
    CommandHeaders.commandId(cause.headers())
        .ifPresent(
            id ->
                send(
                    cause,
                    new CommandReply(
                        id, slug, new CommandReply.InForce(context.taskId().partition()))));
  }
}
