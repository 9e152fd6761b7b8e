package dev.tocsin.event;

import dev.tocsin.metadata.MetadataPatch;
import java.time.Instant;
import java.util.UUID;

/**
 * One entry of an input: it raises an event by its model, or updates one by its uuid. Every field
 * may be null, which means that the sender left it out.
 *
 * @param uuid names an existing event
 * @param eventModelCode names the model of the event to raise, unless {@code eventModelUuid} does
 * @param metadata laid over the event's metadata; never null
 * @param errors what could not be read; a field with an error is null here
 */
public record Entry(
    UUID uuid,
    String eventModelCode,
    UUID eventModelUuid,
    Instant time,
    Instant endTime,
    MetadataPatch metadata,
    FieldErrors errors)
    implements EventCommand {

  /** An entry that raises an event, as GraphQL's {@code createEvent} does. */
  public static Entry raise(
      UUID eventModelUuid, Instant time, Instant endTime, MetadataPatch metadata) {
    return new Entry(null, null, eventModelUuid, time, endTime, metadata, FieldErrors.NONE);
  }

  /** An entry that updates an event, as GraphQL's {@code updateEvent} does. */
  public static Entry update(
      UUID eventUuid, Instant time, Instant endTime, MetadataPatch metadata) {
    return new Entry(eventUuid, null, null, time, endTime, metadata, FieldErrors.NONE);
  }

  /** An entry of which nothing could be read. */
  public static Entry unreadable(FieldErrors errors) {
    return new Entry(null, null, null, null, null, MetadataPatch.NONE, errors);
  }
}
