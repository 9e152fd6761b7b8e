package dev.tocsin.kafka;

import dev.tocsin.avro.AcknowledgeEventRecord;
import dev.tocsin.avro.DeleteEventRecord;
import dev.tocsin.avro.EventCommandRecord;
import dev.tocsin.avro.WriteEventRecord;
import dev.tocsin.event.Entry;
import dev.tocsin.event.EventCommand;
import dev.tocsin.event.EventRequest;
import dev.tocsin.event.FieldErrors;
import dev.tocsin.kafka.message.EventCommandMessage;

/** Users' commands for events between core and Avro. */
final class EventCommandMapping {
  private EventCommandMapping() {}

  static EventCommandRecord toAvro(EventCommandMessage message) {
    EventRequest request = message.request();
    Object command =
        switch (request.command()) {
          case Entry entry ->
              new WriteEventRecord(
                  entry.uuid(),
                  entry.eventModelUuid(),
                  entry.time(),
                  entry.endTime(),
                  AvroValues.patch(entry.metadata()));
          case EventCommand.Acknowledge ack ->
              new AcknowledgeEventRecord(ack.eventUuid(), ack.userUuid());
          case EventCommand.Delete delete -> new DeleteEventRecord(delete.eventUuid());
        };
    return new EventCommandRecord(
        message.commandId(), request.slug(), request.entityUuid(), request.arrivedAt(), command);
  }

  static EventCommandMessage message(EventCommandRecord avro) {
    EventCommand command =
        switch (avro.getCommand()) {
          case WriteEventRecord write ->
              new Entry(
                  write.getUuid(),
                  null,
                  write.getEventModelUuid(),
                  write.getTime(),
                  write.getEndTime(),
                  AvroValues.patch(write.getMetadata()),
                  FieldErrors.NONE);
          case AcknowledgeEventRecord ack ->
              new EventCommand.Acknowledge(ack.getEventUuid(), ack.getUserUuid());
          case DeleteEventRecord delete -> new EventCommand.Delete(delete.getEventUuid());
          default -> throw new IllegalArgumentException("command: of an unknown type");
        };
    return new EventCommandMessage(
        avro.getCommandId(),
        new EventRequest(avro.getSlug(), null, avro.getEntityUuid(), avro.getSentAt(), command));
  }
}
