package dev.tocsin.query.view;

import dev.tocsin.event.Ack;
import dev.tocsin.metadata.Metadata;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What lies beside the rows of a page in tables of its own, read once for the page. */
record Attachments(Map<UUID, Metadata> metadata, Map<UUID, List<Ack>> acks) {
  Metadata metadata(UUID owner) {
    return metadata.getOrDefault(owner, Metadata.NONE);
  }

  List<Ack> acks(UUID event) {
    return acks.getOrDefault(event, List.of());
  }
}
