package dev.tocsin.processor;

import dev.tocsin.event.Rejection;
import dev.tocsin.kafka.message.InputReceipt;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.kafka.message.RequestProperties;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards receipts for the inputs whose senders asked for one. */
final class Receipts {
  private final ProcessorContext<Object, Object> context;

  Receipts(ProcessorContext<Object, Object> context) {
    this.context = context;
  }

  void send(
      Record<UUID, ?> cause, MqttInput input, List<UUID> imported, Optional<Rejection> rejection) {
    boolean isWanted = RequestProperties.of(cause.headers()).responseTopic().isPresent();
    if (isWanted && input.slug() != null) {
      context.forward(
          new Record<>(
              cause.key(),
              new InputReceipt(input.slug(), input.format(), imported, rejection),
              cause.timestamp(),
              OnwardHeaders.ofReceipt(cause.headers())),
          TocsinTopology.INPUT_RECEIPTS);
    }
  }
}
