package dev.tocsin.kafka.message;

import dev.tocsin.event.PayloadFormat;
import dev.tocsin.event.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of an MQTT message whose sender asked for a receipt.
 *
 * @param slug the domain that its topic names
 * @param format of the message, and of the receipt
 * @param imported the events that its good entries are about, in their order; those that changed
 *     nothing included
 * @param rejection what was wrong with it; empty where nothing was
 */
public record InputReceipt(
    String slug, PayloadFormat format, List<UUID> imported, Optional<Rejection> rejection) {
  public InputReceipt {
    imported = List.copyOf(imported);
  }
}
