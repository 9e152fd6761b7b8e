package dev.tocsin.kafka;

import static dev.tocsin.kafka.AvroValues.same;

import dev.tocsin.avro.AcceptedRecord;
import dev.tocsin.avro.CommandReplyRecord;
import dev.tocsin.avro.ComponentModelRecord;
import dev.tocsin.avro.EntityRecord;
import dev.tocsin.avro.ErrorCodeSymbol;
import dev.tocsin.avro.EventModelLinkRecord;
import dev.tocsin.avro.EventModelRecord;
import dev.tocsin.avro.EventRecord;
import dev.tocsin.avro.InForceRecord;
import dev.tocsin.avro.RefusalSymbol;
import dev.tocsin.avro.RefusedRecord;
import dev.tocsin.event.ErrorCode;
import dev.tocsin.kafka.message.CommandReply;
import dev.tocsin.registry.RegistryDecision;
import dev.tocsin.registry.RegistryObject;

/** Replies to commands between core and Avro. */
final class CommandReplyMapping {
  private CommandReplyMapping() {}

  static CommandReplyRecord toAvro(CommandReply reply) {
    Object outcome =
        switch (reply.outcome()) {
          case CommandReply.Accepted accepted ->
              new AcceptedRecord(RegistryMapping.toAvro(accepted.object()), accepted.awaits());
          case CommandReply.EventAccepted accepted ->
              new AcceptedRecord(EventMapping.toAvro(accepted.event()), 0);
          case CommandReply.Refused refused ->
              new RefusedRecord(
                  same(RefusalSymbol.class, refused.reason()),
                  same(ErrorCodeSymbol.class, refused.code()),
                  refused.message());
          case CommandReply.InForce inForce -> new InForceRecord(inForce.partition());
        };
    return new CommandReplyRecord(reply.commandId(), reply.slug(), outcome);
  }

  static CommandReply reply(CommandReplyRecord avro) {
    CommandReply.Outcome outcome =
        switch (avro.getOutcome()) {
          case AcceptedRecord accepted when accepted.getObject() instanceof EventRecord event ->
              new CommandReply.EventAccepted(EventMapping.event(event));
          case AcceptedRecord accepted ->
              new CommandReply.Accepted(object(accepted.getObject()), accepted.getAwaits());
          case RefusedRecord refused ->
              new CommandReply.Refused(
                  same(RegistryDecision.Reason.class, refused.getReason()),
                  same(ErrorCode.class, refused.getCode()),
                  refused.getMessage());
          case InForceRecord inForce -> new CommandReply.InForce(inForce.getPartition());
          default -> throw new IllegalArgumentException("outcome: of an unknown type");
        };
    return new CommandReply(avro.getCommandId(), avro.getSlug(), outcome);
  }

  private static RegistryObject object(Object avro) {
    return switch (avro) {
      case EntityRecord entity -> EntityMapping.entity(entity);
      case ComponentModelRecord model -> RegistryMapping.object(model);
      case EventModelRecord model -> RegistryMapping.object(model);
      case EventModelLinkRecord link -> RegistryMapping.object(link);
      default -> throw new IllegalArgumentException("object: of an unknown type");
    };
  }
}
